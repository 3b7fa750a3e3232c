"""Compare plans with exhaustive search on many small random organisations.

Run as ``PYTHONPATH=. python benchmarks/plan_brute_force.py [instances] [seed]``; prints every fault and a summary. The search
tries every set of learners and, for each, every week and mentor of every session; it shares no code with the scheduler
but the table of steps. A fault is: a plan that is worse than it claims to be, a bound that some plan exceeds, a schedule
that breaks a limit. How often a plan is the best there is, proved or not, is counted.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product
from typing import NamedTuple

from kb.analyses.plan.ladder import Step, own_steps, run_steps, writing
from kb.analyses.plan.need import Candidate, Hours, Need, Problem, Week
from kb.analyses.plan.schedule import Pair
from kb.analyses.plan.solve import Solution, solve
from kb.model.settings import PlanSettings
from kb.model.words import Level

MOST_PAIRS = 7
LEVELS = (None, Level.AWARE, Level.ASSIST, Level.OPERATE)


class Task(NamedTuple):
    """A session to be placed: whose, how long, about what, by whom it can be taught, and the tasks it comes after."""

    learner: str
    subject: str
    hours: int
    teachers: tuple[str, ...]
    after: tuple[int, ...]


def instance(rng: random.Random) -> Problem:
    """Draw a problem of at most three components, four people and three weeks."""
    people = [f"p{number}" for number in range(rng.randint(1, 4))]
    mentors = [f"m{number}" for number in range(rng.randint(0, 2))]
    count = rng.randint(1, 3)
    plan = PlanSettings(pairing=rng.choice((4, 8)), rediscovery=8, learner_components=rng.choice((1, 2, 2)))
    weeks = tuple(
        Week(date(2026, 6, 1) + timedelta(weeks=number), date(2026, 6, 7) + timedelta(weeks=number))
        for number in range(rng.randint(1, 3))
    )
    hours = {
        name: Hours(tuple(rng.choice((8, 8, 8, 4, 0)) for _ in weeks), tuple(rng.choice((6, 6, 8, 3)) for _ in weeks))
        for name in people + mentors
    }
    needs: list[Need] = []
    left = MOST_PAIRS
    for number in range(count):
        taught = bool(mentors) and rng.random() < 0.8
        written = rng.random() < 0.8
        learners = rng.sample(people, min(len(people), left, rng.randint(0, 3)))
        left -= len(learners)
        candidates = tuple(
            Candidate(
                name,
                rng.choice(LEVELS),
                rng.randint(0, 3),
                (),
                tuple(sorted(rng.sample(mentors, rng.randint(1, len(mentors))))) if taught else (),
            )
            for name in sorted(learners)
        )
        runbook = "shared" if written and rng.random() < 0.5 else f"r{number}"
        needs.append(
            Need(
                f"c{number}", 1, rng.choice((1, 2, 4, 8)), rng.randint(0, 1), rng.randint(1, 2), candidates, taught,
                runbook, written,
            )
        )  # fmt: skip
    return Problem(weeks, tuple(needs), hours, plan)


def gain(pairs: tuple[Pair, ...]) -> int:
    """Return the risk some pairs take away."""
    counts = Counter(pair.need.component for pair in pairs)
    needs = {pair.need.component: pair.need for pair in pairs}
    return sum(sum(needs[name].gains()[:count]) for name, count in counts.items())


def tasks(problem: Problem, pairs: tuple[Pair, ...], writers: dict[str, str]) -> list[Task]:
    """Return the sessions of some pairs, each after those it comes after."""
    found: list[Task] = []
    ends: dict[tuple[str, str], list[int]] = {}
    courses: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        courses.setdefault((pair.candidate.person, pair.need.runbook), []).append(pair)
    written: dict[str, list[int]] = {}
    for key, mine in courses.items():
        for pair in mine:
            chain: list[int] = []
            for step in own_steps(pair.need, pair.candidate, problem.settings):
                teachers = pair.candidate.teachers if step.mentored else ()
                found.append(Task(key[0], pair.need.component, step.hours, teachers, tuple(chain)))
                chain = [len(found) - 1]
            ends.setdefault(key, []).extend(chain)
            if writers.get(pair.need.runbook) == key[0]:
                alone = not run_steps(pair.need, pair.candidate, problem.settings)[0].mentored
                for step in writing(pair.need, problem.settings):
                    teachers = pair.candidate.teachers if step.mentored and not alone else ()
                    found.append(Task(key[0], pair.need.component, step.hours, teachers, tuple(chain)))
                    written.setdefault(pair.need.runbook, []).append(len(found) - 1)
    for key, mine in courses.items():
        subject = mine[0].need.component if len(mine) == 1 else key[1]
        before = [*ends.get(key, []), *written.get(key[1], [])]
        for step, teachers in runs(problem, mine):
            found.append(Task(key[0], subject, step.hours, teachers, tuple(before)))
            before = [len(found) - 1]
    return found


def runs(problem: Problem, pairs: list[Pair]) -> list[tuple[Step, tuple[str, ...]]]:
    """Return the guided run and the drill of a course, once each, with those who can teach all who need it, or any."""
    merged: dict[str, tuple[Step, list[set[str]]]] = {}
    for pair in pairs:
        for step in run_steps(pair.need, pair.candidate, problem.settings):
            known = merged.setdefault(step.move, (step, []))
            if step.mentored:
                known[1].append(set(pair.candidate.teachers))
    found = []
    for move in ("guided-run", "drill"):
        if move in merged:
            step, teachers = merged[move]
            both = set.intersection(*teachers) if teachers else set()
            found.append((step, tuple(sorted(both or set().union(*teachers)))))
    return found


def feasible(problem: Problem, work: list[Task]) -> bool:
    """Whether some sessions fit, by trying every week and mentor for each."""
    learn = {name: list(hours.learn) for name, hours in problem.hours.items()}
    teach = {name: list(hours.teach) for name, hours in problem.hours.items()}
    subjects: dict[tuple[str, int], Counter[str]] = {}
    learners: dict[tuple[str, int], Counter[str]] = {}
    weeks: list[int] = []

    def place(index: int) -> bool:
        if index == len(work):
            return True
        task = work[index]
        for week in range(max((weeks[other] for other in task.after), default=0), len(problem.weeks)):
            about = subjects.setdefault((task.learner, week), Counter())
            if learn[task.learner][week] < task.hours:
                continue
            if not about[task.subject] and len(+about) >= problem.settings.learner_components:
                continue
            for teacher in task.teachers or (None,):
                if teacher is not None:
                    taught = learners.setdefault((teacher, week), Counter())
                    if teach[teacher][week] < task.hours:
                        continue
                    if not taught[task.learner] and len(+taught) >= problem.settings.mentor_learners:
                        continue
                    teach[teacher][week] -= task.hours
                    taught[task.learner] += 1
                learn[task.learner][week] -= task.hours
                about[task.subject] += 1
                weeks.append(week)
                if place(index + 1):
                    return True
                weeks.pop()
                about[task.subject] -= 1
                learn[task.learner][week] += task.hours
                if teacher is not None:
                    teach[teacher][week] += task.hours
                    learners[teacher, week][task.learner] -= 1
        return False

    total = Counter[str]()
    for task in work:
        total[task.learner] += task.hours
    return all(sum(learn[name]) >= hours for name, hours in total.items()) and place(0)


def choices(problem: Problem) -> list[tuple[Pair, ...]]:
    """Return every set of pairs that gives no component more than it lacks."""
    options = []
    for need in problem.needs:
        mine = [Pair(need, item) for item in need.candidates]
        options.append([chosen for size in range(need.missing + 1) for chosen in combinations(mine, size)])
    return [tuple(pair for part in parts for pair in part) for parts in product(*options)]


def best(problem: Problem) -> tuple[int, int]:
    """Return the most risk a plan can take away, and the fewest sessions for that, by trying all."""
    ranked = []
    for pairs in choices(problem):
        authors = {pair.need.runbook: [] for pair in pairs if not pair.need.written}
        for pair in pairs:
            if not pair.need.written:
                authors[pair.need.runbook].append(pair.candidate.person)
        for names in product(*authors.values()):
            writers = dict(zip(authors, names, strict=True))
            work = tasks(problem, pairs, writers)
            ranked.append((-gain(pairs), len(work), pairs, work))
    ranked.sort(key=lambda item: item[:2])
    return next((-item[0], item[1]) for item in ranked if feasible(problem, item[3]))


def faults(solution: Solution, truth: tuple[int, int]) -> list[str]:
    """Return what is wrong with a plan, given the best there is."""
    proof, found = solution.proof, []
    if gain(solution.pairs) != proof.gain or len(solution.sessions) != proof.sessions:
        found.append("does not gain, or take, what it says")
    if proof.gain > truth[0] or (proof.gain == truth[0] and proof.sessions < truth[1]):
        found.append(f"better than the best there is: {truth}")
    if proof.gain_bound < truth[0]:
        found.append(f"the bound {proof.gain_bound} is below {truth[0]}")
    if proof.gain == truth[0] and proof.sessions_bound > truth[1]:
        found.append(f"the bound on sessions {proof.sessions_bound} is above {truth[1]}")
    if proof.proved and (proof.gain, proof.sessions) != truth:
        found.append(f"said to be proved, and the best is {truth}")
    return found


def main(instances: int, seed: int) -> int:
    """Compare, print, and return the exit code."""
    rng, counts, start = random.Random(seed), Counter[str](), time.perf_counter()
    for number in range(instances):
        problem = instance(rng)
        solution, truth = solve(problem), best(problem)
        wrong = faults(solution, truth)
        for sentence in wrong:
            print(f"instance {number}: {sentence}")
        proof = solution.proof
        counts["wrong"] += bool(wrong)
        counts["proved"] += proof.proved
        counts["best gain"] += proof.gain == truth[0]
        counts["best"] += (proof.gain, proof.sessions) == truth
        counts["gap"] += proof.gain_bound > proof.gain
    seconds = time.perf_counter() - start
    print(
        f"{instances} instances in {seconds:.0f} s: {counts['wrong']} wrong; best in all {counts['best']}, best gain {counts['best gain']}, "
        f"proved {counts['proved']}, with a gap in the gain stated {counts['gap']}"
    )
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000, int(sys.argv[2]) if len(sys.argv) > 2 else 7))
