"""The honest remainder: what cannot be reached by the day, by how much, why, and what would change that."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from kb.analyses.plan.bottleneck import last_chance
from kb.analyses.plan.gather import Asked, Gathered, gather
from kb.analyses.plan.ladder import hours_of, sessions_of, sessions_of_all
from kb.analyses.plan.need import Candidate, Need
from kb.analyses.plan.remedies import remedies
from kb.analyses.plan.report import Open, Why
from kb.analyses.plan.schedule import SESSIONS
from kb.analyses.plan.solve import Solution, solve
from kb.model.moment import noon
from kb.model.saying import count
from kb.model.settings import PlanSettings

_FURTHEST: Final = 104
"""Weeks looked ahead for a day by which everything could be reached."""
_SMALL: Final = 10_000
"""Sessions of all possible learners up to which such a day is looked for: it takes about ten plans."""
_NARROW: Final = "ask for a --team or an --event: changes are then tried, which takes too long for so many at once"


def remainder(question: Asked, gathered: Gathered, solution: Solution) -> tuple[Open, ...]:
    """Return what stays open, in the order of the needs; what is unknown last."""
    learning: dict[str, set[str]] = {}
    for pair in solution.pairs:
        learning.setdefault(pair.need.component, set()).add(pair.candidate.person)
    found = [
        _open(question, gathered, solution, need, learning.get(need.component, set()))
        for need in gathered.problem.needs
        if len(learning.get(need.component, ())) < need.missing
    ]
    return (*found, *(_unknown(question, name) for name in gathered.unknown))


def _unknown(question: Asked, name: str) -> Open:
    component = question.base.components[name]
    owner = question.base.owner(component)
    whom = f"team {owner}" if owner else "whoever runs it (no owner is known)"
    return Open(
        name,
        question.base.tier(component),
        question.targets[name],
        0,
        Why.UNKNOWN,
        f"nobody has written who can operate {name}, so there is nothing to plan from",
        (f"ask {whom} who can operate {name}, write it down (or none), and plan again",),
    )


def _open(question: Asked, gathered: Gathered, solution: Solution, need: Need, learning: set[str]) -> Open:
    settings = gathered.problem.settings
    short = need.missing - len(learning)
    others = sorted(
        (item for item in need.candidates if item.person not in learning),
        key=lambda item: (hours_of(need, item, settings), item.person),
    )
    hours = _hours(need, others, short, settings)
    apart = gathered.no_overlap.get(need.component, ())
    short_of = short - len(others)
    if short_of <= 0:
        why = Why.TIME
        sentence = f"the weeks until {question.by} have no room for it"
        if len(solution.sessions) + sessions_of(need, others[0], settings) > SESSIONS:
            sentence = f"a plan ends at {SESSIONS:,} sessions, and this has {len(solution.sessions):,}"
    elif apart:
        why = Why.OVERLAP
        sentence = (
            f"{len(apart)} could learn it and share under {settings.overlap_hours} working hours a day with all who can "
            f"teach it; {len(others)} others are there"
        )
    else:
        why, sentence = Why.NOBODY, _nobody(question, need, len(others), short)
    chance = last_chance(question.base, gathered, solution, need)
    if chance is not None:
        sentence += f"; {chance}"
    options = _options(question, need, (short, max(0, short_of)), why)
    return Open(need.component, need.tier, short, hours, why, sentence, options)


def _hours(need: Need, others: list[Candidate], short: int, settings: PlanSettings) -> int:
    """Return the hours of the cheapest ladders that are missing; somebody new starts from nothing."""
    known = [hours_of(need, item, settings) for item in others[:short]]
    new = hours_of(need, Candidate("", None, 3, (), ()), settings)
    return sum(known) + new * (short - len(known))


def _nobody(question: Asked, need: Need, others: int, short: int) -> str:
    """Say that there are too few to learn it, however much time there is."""
    owner = question.base.owner(question.base.components[need.component])
    knows = "knows" if others <= 1 else "know"
    where = (
        f"of team {owner}, or who {knows} it or a neighbour,"
        if owner
        else f"who {knows} it or a neighbour (its owner is unknown)"
    )
    if others == 0:
        return f"nobody else {where} is there and stays"
    return f"only {others} more {where} can be counted on, where {short} would be needed, and time for them"


def _options(question: Asked, need: Need, short: tuple[int, int], why: Why) -> tuple[str, ...]:
    """Return what may change it, not tried: people, hours, help from outside, or a decision to live with it."""
    lacking = short[1] or short[0]
    owner = question.base.owner(question.base.components[need.component])
    found = [f"add {count(lacking, 'person', 'people')} to {f'team {owner}' if owner else 'those who learn it'}"]
    if why is Why.OVERLAP:
        found.append("agree on hours outside the working day, or let somebody in between learn first")
    return (*found, *_always(need))


def _always(need: Need) -> tuple[str, ...]:
    """Return what no plan can try: help from outside, and a decision to live with it."""
    if need.taught:
        return ("waive it",)
    helper = f"vendor {', '.join(need.vendors)}" if need.vendors else "somebody who once operated it"
    return f"book {helper}, for nobody inside can teach it", "waive it"


def tried(question: Asked, gathered: Gathered, solution: Solution, found: Iterable[Open]) -> tuple[Open, ...]:
    """Return what stays open with only those changes as options that were seen to help, and what each leaves lacking."""
    needs = {need.component: need for need in gathered.problem.needs}
    helping = remedies(question, gathered, solution)
    made = []
    for item in found:
        need = needs.get(item.component)
        if need is None:
            made.append(item)
            continue
        if item.component in helping:
            said = [f"{lever.said} ({_left(short.get(item.component, 0))})" for lever, short in helping[item.component]]
        else:
            said = [_NARROW]
        made.append(item._replace(options=(*said, *_always(need))))
    return tuple(made)


def _left(short: int) -> str:
    return f"then it lacks {short}" if short else "then it lacks none"


def later(question: Asked, gathered: Gathered) -> date | None:
    """Return the first end of a week by which the same people, with the same hours a week, could do all that people are there for."""
    needs = gathered.problem.needs
    if sessions_of_all(needs, gathered.problem.settings) > _SMALL:
        return None
    sunday = question.by + timedelta(days=6 - question.by.weekday())
    if not any(len(need.candidates) for need in needs):
        return None
    low, high = 0, 1
    while not _all_reached(question, sunday + timedelta(weeks=high)):
        low, high = high, high * 2
        if high > _FURTHEST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _all_reached(question, sunday + timedelta(weeks=middle)) else (middle, high)
    return sunday + timedelta(weeks=high)


def _all_reached(question: Asked, by: date) -> bool:
    """Whether by a day everybody who could learn something that is missing has learned it."""
    counted = question.counted if question.counted is not None and question.counted > noon(by) else None
    problem = gather(question._replace(by=by, counted=counted)).problem
    wanted = sum(min(need.missing, len(need.candidates)) for need in problem.needs)
    return len(solve(problem, work=0).pairs) == wanted
