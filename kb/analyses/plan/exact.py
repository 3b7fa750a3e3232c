"""Exhaustive search in small blocks, where the bounds leave a gap: either a better plan, or the proof that there is none.

Every set of learners that would be better than what is known is tried, best first; each in every week and with every mentor,
session by session. What cannot fit alone, or not with one other, is not tried within larger sets. The work is
bounded: beyond it the search says that it is not complete.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from math import comb, prod
from typing import Final

from kb.analyses.plan.cost import Budgets, budgets
from kb.analyses.plan.ladder import Step, own_steps, run_steps, writing
from kb.analyses.plan.need import Need, Problem
from kb.analyses.plan.schedule import Pair, Session, merged_runs
from kb.model.noun import NamedTuple

SETS: Final = 20_000
"""Sets of learners in a block up to which it is searched."""
PLACES: Final = 2_000
"""Sessions placed, and taken back, for one set before it is given up."""
WORK: Final = 60_000
"""The same for a block in all."""

Courses = dict[tuple[str, str], tuple[tuple[Pair, ...], tuple[Session, ...]]]


class Searched(NamedTuple):
    """What a search found.

    Attributes:
        courses: the courses of a better plan, the best there is if ``complete``; None if it found none.
        complete: whether all was tried.
    """

    courses: Courses | None
    complete: bool


class _Task(NamedTuple):
    """A session to be placed, with the numbers of those it comes after."""

    course: tuple[str, str]
    step: Step
    components: tuple[str, ...]
    teachers: tuple[str, ...]
    after: tuple[int, ...]

    @property
    def subject(self) -> str:
        return self.components[0] if len(self.components) == 1 else self.course[1]


def search(problem: Problem, gain: int, sessions: int) -> Searched:
    """Return a plan that gains more, or as much with fewer sessions, if there is one."""
    if prod(_count(need) for need in problem.needs) > SETS:
        return Searched(None, complete=False)
    return _Search(problem).better([_options(need) for need in problem.needs], gain, sessions)


def _count(need: Need) -> int:
    """Return how many options :func:`_options` has."""
    return sum(comb(len(need.candidates), size) for size in range(min(need.missing, len(need.candidates)) + 1))


def _options(need: Need) -> list[tuple[Pair, ...]]:
    mine = [Pair(need, item) for item in need.candidates]
    return [chosen for size in range(min(need.missing, len(mine)) + 1) for chosen in combinations(mine, size)]


class _Search:
    """One block; ``left`` is how much work may still be done."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.settings = problem.settings
        self.has = budgets(problem)
        self.left = WORK
        self.complete = True
        self.bad: set[frozenset[Pair]] = set()

    def better(self, options: list[list[tuple[Pair, ...]]], gain: int, sessions: int) -> Searched:
        self._rule_out([pair for need in options for chosen in need if len(chosen) == 1 for pair in chosen])
        ranked: list[tuple[int, int, int, tuple[Pair, ...]]] = []
        for parts in product(*options):
            pairs = tuple(pair for part in parts for pair in part)
            worth = sum(sum(part[0].need.gains()[: len(part)]) for part in parts if part)
            if worth >= gain and not self._known_bad(pairs):
                count = self._sessions(pairs)
                if worth > gain or count < sessions:
                    ranked.append((-worth, count, len(ranked), pairs))
        for *_, pairs in sorted(ranked):
            found = self.fitted(pairs)
            if found is not None:
                return Searched(found, self.complete)
        return Searched(None, self.complete)

    def _rule_out(self, pairs: list[Pair]) -> None:
        """Find what cannot fit alone or in twos; a runbook to be written makes it depend on who writes, so it is left alone."""
        written = [pair for pair in pairs if pair.need.written]
        for size in (1, 2):
            for chosen in combinations(written, size):
                if not self._known_bad(chosen) and self.fitted(chosen, strict=True) is None:
                    self.bad.add(frozenset(chosen))
        self.complete = True

    def _known_bad(self, pairs: tuple[Pair, ...]) -> bool:
        return bool(self.bad) and any(
            frozenset(chosen) in self.bad for size in (1, 2) for chosen in combinations(pairs, size)
        )

    def _sessions(self, pairs: tuple[Pair, ...]) -> int:
        runs = {
            (pair.candidate.person, pair.need.runbook, step.move, step.part)
            for pair in pairs
            for step in run_steps(pair.need, pair.candidate, self.settings)
        }
        own = sum(len(own_steps(pair.need, pair.candidate, self.settings)) for pair in pairs)
        return len(runs) + own + sum(len(writing(need, self.settings)) for need in {pair.need for pair in pairs})

    def fitted(self, pairs: tuple[Pair, ...], *, strict: bool = False) -> Courses | None:
        """Return the courses of some pairs if they fit, whoever writes; ``strict``: not None where that stays unknown."""
        authors: dict[str, list[str]] = {}
        for pair in pairs:
            if not pair.need.written:
                authors.setdefault(pair.need.runbook, []).append(pair.candidate.person)
        for names in product(*authors.values()):
            writers = dict(zip(authors, names, strict=True))
            placing = _Placing(self.problem, self.has, pairs, writers, min(PLACES, self.left))
            found = placing.run()
            self.left -= placing.done
            if placing.gave_up:
                self.complete = False
                if strict:
                    return {}
            if found is not None:
                return found
        return None


class _Placing:
    """One set of pairs: every week and mentor for each of its sessions."""

    def __init__(
        self, problem: Problem, has: Budgets, pairs: tuple[Pair, ...], writers: dict[str, str], most: int
    ) -> None:
        self.problem = problem
        self.has = has
        self.settings = problem.settings
        self.most = most
        self.done = 0
        self.gave_up = False
        self.courses: dict[tuple[str, str], list[Pair]] = {}
        for pair in pairs:
            self.courses.setdefault((pair.candidate.person, pair.need.runbook), []).append(pair)
        self.learn = {name: list(hours.learn) for name, hours in problem.hours.items()}
        self.teach = {name: list(hours.teach) for name, hours in problem.hours.items()}
        self.subjects: Counter[tuple[str, int, str]] = Counter()
        self.learners: Counter[tuple[str, int, str]] = Counter()
        self.tasks = self._tasks(writers)
        self.placed: list[tuple[int, str | None]] = []

    def run(self) -> Courses | None:
        if self._too_much() or not self._place(0):
            return None
        found: dict[tuple[str, str], list[Session]] = {key: [] for key in self.courses}
        for task, (week, teacher) in zip(self.tasks, self.placed, strict=True):
            step = task.step
            found[task.course].append(
                Session(
                    week, step.move, task.components, task.course[1], task.course[0], teacher,
                    step.hours, step.part, step.parts,
                )
            )  # fmt: skip
        return {
            key: (tuple(self.courses[key]), tuple(sorted(sessions, key=lambda session: session.week)))
            for key, sessions in found.items()
        }

    def _too_much(self) -> bool:
        """Whether somebody has not the hours in all, whatever the weeks: of learning, or of teaching what only they can."""
        learn, teach = Counter[str](), Counter[str]()
        for task in self.tasks:
            learn[task.course[0]] += task.step.hours
            if len(task.teachers) == 1:
                teach[task.teachers[0]] += task.step.hours
        return any(self.has.learn[name] < hours for name, hours in learn.items()) or any(
            self.has.teach[name] < hours for name, hours in teach.items()
        )

    def _tasks(self, writers: dict[str, str]) -> list[_Task]:
        found: list[_Task] = []
        ends: dict[tuple[str, str], list[int]] = {}
        written: dict[str, list[int]] = {}
        for key, pairs in self.courses.items():
            for pair in pairs:
                ends.setdefault(key, []).extend(self._own(found, key, pair))
            if writers.get(key[1]) == key[0]:
                written[key[1]] = self._writing(found, key, pairs[0], ends[key])
        for key, pairs in self.courses.items():
            before = (*ends[key], *written.get(key[1], ()))
            names = tuple(sorted(pair.need.component for pair in pairs))
            for step, teachers in merged_runs(pairs, self.settings):
                found.append(_Task(key, step, names, teachers, before))
                before = (len(found) - 1,)
        return found

    def _own(self, found: list[_Task], key: tuple[str, str], pair: Pair) -> list[int]:
        last: list[int] = []
        for step in own_steps(pair.need, pair.candidate, self.settings):
            teachers = pair.candidate.teachers if step.mentored else ()
            found.append(_Task(key, step, (pair.need.component,), teachers, tuple(last)))
            last = [len(found) - 1]
        return last

    def _writing(self, found: list[_Task], key: tuple[str, str], pair: Pair, after: list[int]) -> list[int]:
        alone = not run_steps(pair.need, pair.candidate, self.settings)[0].mentored
        numbers = []
        for step in writing(pair.need, self.settings):
            mentored = step.mentored and not alone
            teachers = pair.candidate.teachers if mentored else ()
            found.append(_Task(key, step._replace(mentored=mentored), (pair.need.component,), teachers, tuple(after)))
            numbers.append(len(found) - 1)
        return numbers

    def _place(self, index: int) -> bool:
        if index == len(self.tasks):
            return True
        for week, teacher in self._ways(self.tasks[index]):
            if self.done >= self.most:
                self.gave_up = True
                return False
            self.done += 1
            self._count(self.tasks[index], week, teacher, 1)
            self.placed.append((week, teacher))
            if self._place(index + 1):
                return True
            self.placed.pop()
            self._count(self.tasks[index], week, teacher, -1)
        return False

    def _ways(self, task: _Task) -> Iterator[tuple[int, str | None]]:
        learner, hours = task.course[0], task.step.hours
        first = max((self.placed[number][0] for number in task.after), default=0)
        for week in range(first, len(self.problem.weeks)):
            if self.learn[learner][week] < hours or self._full(
                self.subjects, learner, week, task.subject, self.settings.learner_components
            ):
                continue
            if not task.step.mentored:
                yield week, None
                continue
            for teacher in task.teachers:
                if self.teach[teacher][week] >= hours and not self._full(
                    self.learners, teacher, week, learner, self.settings.mentor_learners
                ):
                    yield week, teacher

    @staticmethod
    def _full(counts: Counter[tuple[str, int, str]], who: str, week: int, what: str, most: int) -> bool:
        if counts[who, week, what]:
            return False
        return sum(1 for key, count in counts.items() if count and key[:2] == (who, week)) >= most

    def _count(self, task: _Task, week: int, teacher: str | None, sign: int) -> None:
        learner = task.course[0]
        self.learn[learner][week] -= sign * task.step.hours
        self.subjects[learner, week, task.subject] += sign
        if teacher is not None:
            self.teach[teacher][week] -= sign * task.step.hours
            self.learners[teacher, week, learner] += sign
