"""Whether a schedule keeps its promises, checked without looking at how it was made.

It counts everything anew from the calendar: days, hours, people. Every sentence it returns is a fault; none is the only good answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kb.analyses.plan.ladder import moves_from
from kb.analyses.plan.need import Need, Problem
from kb.analyses.plan.schedule import Session
from kb.analyses.plan.solve import Solution
from kb.analyses.plan.weeks import Zones, hours
from kb.model.base import Base
from kb.model.words import PersonKind


def faults(base: Base, problem: Problem, solution: Solution) -> tuple[str, ...]:
    """Return what is wrong with a solution; empty if nothing is."""
    found = [*_hours(base, problem, solution), *_crowds(problem, solution), *_people(base, problem, solution)]
    for pair in solution.pairs:
        found += _ladder(problem, solution, pair.need, pair.candidate.person)
    return tuple(found + list(_pairs(problem, solution)))


def _hours(base: Base, problem: Problem, solution: Solution) -> Iterator[str]:
    """Yield who has more sessions in a week than hours, days away, before they came and after they left counted."""
    learn, teach = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for session in solution.sessions:
        learn[session.learner, session.week] += session.hours
        if session.teacher is not None:
            teach[session.teacher, session.week] += session.hours
    for spent, which in ((learn, 0), (teach, 1)):
        for (person, week), total in sorted(spent.items()):
            has = hours(base.people[person], problem.weeks, problem.settings)[which][week]
            if total > has:
                yield f"{person} {'teaches' if which else 'learns'} {total} h in week {week}, having {has} h"


def _crowds(problem: Problem, solution: Solution) -> Iterator[str]:
    """Yield who learns too many components, or teaches too many people, in one week."""
    subjects, learners = defaultdict[tuple[str, int], set[str]](set), defaultdict[tuple[str, int], set[str]](set)
    for session in solution.sessions:
        subjects[session.learner, session.week].add(session.subject)
        if session.teacher is not None:
            learners[session.teacher, session.week].add(session.learner)
    for (person, week), names in sorted(subjects.items()):
        if len(names) > problem.settings.learner_components:
            yield f"{person} learns {len(names)} components in week {week}"
    for (person, week), names in sorted(learners.items()):
        if len(names) > problem.settings.mentor_learners:
            yield f"{person} teaches {len(names)} learners in week {week}"


def _people(base: Base, problem: Problem, solution: Solution) -> Iterator[str]:
    """Yield learners who cannot count afterwards, and mentors who share too few hours of the day with their learner."""
    zones = Zones(base, problem.weeks[0].first, problem.weeks[-1].last) if problem.weeks else None
    for session in solution.sessions:
        learner = base.people[session.learner]
        if learner.kind is PersonKind.EXTERNAL:
            yield f"{session.learner} learns, and is external"
        if not learner.available(problem.weeks[-1].last):
            yield f"{session.learner} learns, and is not there on the last day"
        teacher = session.teacher
        if teacher == session.learner:
            yield f"{teacher} teaches themselves"
        if teacher and zones and zones.shared(session.learner, teacher) < problem.settings.overlap_hours:
            yield f"{session.learner} and {teacher} share too few hours of the day"


def _ladder(problem: Problem, solution: Solution, need: Need, person: str) -> Iterator[str]:
    """Yield what is missing, too short or out of order in what somebody learns."""
    candidate = next(item for item in need.candidates if item.person == person)
    mine = [item for item in solution.sessions if item.learner == person and need.component in item.components]
    before = -1
    for move in moves_from(candidate.level, taught=need.taught):
        sessions = [item for item in mine if item.move == move]
        if sum(item.hours for item in sessions) != getattr(problem.settings, move.replace("-", "_")):
            yield f"{person} has {sum(item.hours for item in sessions)} h of {move} on {need.component}"
            continue
        if min(item.week for item in sessions) < before:
            yield f"{person} has {move} on {need.component} before what it rests on"
        before = max(item.week for item in sessions)
        if move in ("pairing", "guided-run") and need.taught and any(item.teacher is None for item in sessions):
            yield f"{person} has {move} on {need.component} with nobody"
    if not need.written:
        yield from _written(solution, need, [item for item in mine if item.move in ("guided-run", "drill")])


def _written(solution: Solution, need: Need, runs: list[Session]) -> Iterator[str]:
    written = [item.week for item in solution.sessions if item.move == "write-up" and item.runbook == need.runbook]
    if not written:
        yield f"nobody writes {need.runbook}"
    elif any(item.week < max(written) for item in runs):
        yield f"{need.runbook} is run before it is written"


def _pairs(problem: Problem, solution: Solution) -> Iterator[str]:
    """Yield pairs that are too many or named twice."""
    needs = {need.component: need for need in problem.needs}
    counts = Counter(pair.need.component for pair in solution.pairs)
    for name, count in counts.items():
        if count > needs[name].missing:
            yield f"{name} gets {count} operators, and lacks {needs[name].missing}"
    named = Counter((pair.need.component, pair.candidate.person) for pair in solution.pairs)
    yield from (f"{person} learns {name} twice" for (name, person), count in named.items() if count > 1)


def out_of_order(problem: Problem, solution: Solution) -> tuple[str, ...]:
    """Return who begins to learn something before what it stands on. A wish, not a promise: where hours are short it gives way.

    What one runbook covers is learned together, runbooks that stand on each other in a circle have no order, and whoever
    can operate something by claim may prove it first.
    """
    needs = {need.component: need for need in problem.needs}
    begun: dict[tuple[str, str], int] = {}
    about: dict[str, set[str]] = {}
    for session in solution.sessions:
        key = (session.learner, session.runbook)
        begun[key] = min(session.week, begun.get(key, session.week))
    for need in problem.needs:
        about.setdefault(need.runbook, set()).add(need.component)
    found = []
    learned = {(pair.candidate.person, pair.need.runbook) for pair in solution.pairs if not pair.claimed}
    for (person, runbook), week in sorted((key, begun[key]) for key in learned):
        below = {name for component in about[runbook] for name in needs[component].below}
        for (other, first), earlier in sorted(begun.items()):
            stands_back = any(needs[name].below & about[runbook] for name in about[first])
            if other == person and first != runbook and earlier > week and about[first] & below and not stands_back:
                found.append(f"{person} begins {runbook} before {first}, which it stands on")
    return tuple(found)
