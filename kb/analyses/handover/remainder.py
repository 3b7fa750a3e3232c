"""What cannot be handed over in time, in the words of a handover: why, and what was tried and would help."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from kb.analyses.handover.question import Question, before_reserve
from kb.analyses.handover.sessions import gathered, in_time, longer, stayed
from kb.analyses.plan.need import Need, Problem
from kb.analyses.plan.report import Open, Why
from kb.analyses.plan.solve import Solution, solve
from kb.model.noun import NamedTuple
from kb.model.saying import count

_FURTHEST: Final = 32
"""Weeks by which the last days are moved at most, to see whether that would be enough."""
_HOURS: Final = (8, 12, 16, 20, 24, 32, 40)
"""Hours a week of those who go that are tried."""
_SMALL: Final = 1_000
"""Possible learners up to which anything is tried: it takes about twenty schedules, made quickly."""
_EXACT: Final = 200
"""Possible learners up to which each schedule tried is made as well as the one that is answered."""
_FEW: Final = 4


class Tried(NamedTuple):
    """What was tried to close what stays open.

    Attributes:
        later: the first last day, in whole weeks, by which all that somebody is there to take over could be; None if none is near.
        hours: per number of hours a week of those who go, how many operators each component would lack.
        to_the_end: how many each would lack if no days before the last were kept free; empty where that helps nothing.
    """

    later: date | None
    hours: Mapping[int, Mapping[str, int]]
    to_the_end: Mapping[str, int]


NOTHING: Final = Tried(None, {}, {})
Schedule = Callable[[Problem], Solution]
"""Makes sessions for a problem."""


def tried(
    question: Question, targets: Mapping[str, int], order: Mapping[str, int], short: int, schedule: Schedule
) -> Tried:
    """Try later last days and more hours; nothing where there is nobody to learn, or too many to try.

    Hours by which no fewer operators are lacking in all are left out: they would only move what is short.

    Args:
        question: the question.
        targets: operators wanted, by component.
        order: the place of each component in the order of the handover.
        short: how many operators are lacking in all as it is.
        schedule: makes the sessions that are answered.
    """
    needs = gathered(question, targets, order).problem.needs
    choices = sum(len(need.candidates) for need in needs)
    if not choices or choices > _SMALL:
        return NOTHING
    lacking = partial(_lacking, schedule=schedule if choices <= _EXACT else partial(solve, work=0))
    hours = {}
    to_the_end: dict[str, int] = {}
    if in_time(question):
        lacks = lacking(gathered(_unreserved(question), targets, order).problem)
        if sum(lacks.values()) < short:
            to_the_end = lacks
        given = question.hours or question.base.settings.plan.mentor_hours
        for number in (item for item in _HOURS if item > given):
            lacks = lacking(gathered(question._replace(hours=number), targets, order).problem)
            if sum(lacks.values()) < short:
                hours[number] = lacks
    return Tried(_enough(question, targets, order, lacking), hours, to_the_end)


def _unreserved(question: Question) -> Question:
    """Return a question as if sessions were held until each last day."""
    return question._replace(
        givers=tuple(item._replace(sessions=before_reserve(item.last, 0)) for item in question.givers)
    )


def _lacking(problem: Problem, schedule: Schedule) -> dict[str, int]:
    added = Counter(pair.need.component for pair in schedule(problem).pairs)
    return {need.component: need.missing - added[need.component] for need in problem.needs}


def _enough(
    question: Question,
    targets: Mapping[str, int],
    order: Mapping[str, int],
    lacking: Callable[[Problem], dict[str, int]],
) -> date | None:
    """Return the first last day by which all that somebody is there to take over could be."""

    def all_fit(weeks: int) -> bool:
        problem = gathered(stayed(question, weeks), targets, order).problem
        least = {need.component: max(0, need.missing - len(need.candidates)) for need in problem.needs}
        return lacking(problem) == least

    low, high = 0, 1
    while not all_fit(high):
        low, high = high, high * 2
        if high > _FURTHEST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if all_fit(middle) else (middle, high)
    return longer(question.by, high)


def options(question: Question, item: Open, need: Need | None, found: Tried) -> Open:
    """Return what stays open with why there is no time, and with what was seen to help before all else."""
    if need is None:
        return item
    if item.why is not Why.TIME:
        return item._replace(options=(*_more(question, item, found), *item.options))
    rest = tuple(option for option in item.options if not option.startswith("move the date"))
    stay = () if found.later is None else (_stay(question, found.later),)
    if not in_time(question):
        reserved = question.base.settings.plan.reserved_days
        sentence = f"no day is left before the {reserved} working days kept free at the end"
        return item._replace(sentence=sentence, options=(*stay, "keep fewer days free ([plan] reserved_days)", *rest))
    teachers = {name for candidate in need.candidates for name in candidate.teachers}
    sentence = item.sentence
    if teachers and teachers <= question.gone:
        last = max(giver.sessions for giver in question.givers if giver.person in teachers)
        sentence = (
            f"whoever can teach it is there for sessions until {last}, and has no more hours that fit the learners'"
        )
    return item._replace(sentence=sentence, options=(*_more(question, item, found), *stay, *rest))


def _stay(question: Question, later: date) -> str:
    if len(question.givers) == 1:
        return f"move the last day to {later}"
    weeks = (later - question.by).days // 7
    return f"move the last days by {count(weeks, 'week')}"


def _more(question: Question, item: Open, found: Tried) -> tuple[str, ...]:
    """Say what would be enough for a component, or would at least help it: more hours of those who go, or no days kept free."""
    free = found.to_the_end.get(item.component, item.short)
    kept = (
        () if free >= item.short else (f"keep no days free before the last ([plan] reserved_days = 0){_still(free)}",)
    )
    less = {number: lacks.get(item.component, 0) for number, lacks in found.hours.items()}
    best = min(less.values(), default=item.short)
    if best >= item.short:
        return kept
    number = min(number for number, lacks in less.items() if lacks == best)
    names = [giver.person for giver in question.givers]
    whose = ", ".join(names) if len(names) < _FEW else "those who go"
    each = " each" if len(names) > 1 else ""
    return (f"give {whose} {number} h a week{each} for it (--hours {number}){_still(best)}", *kept)


def _still(lacking: int) -> str:
    return f", and {lacking} {'are' if lacking > 1 else 'is'} still lacking" if lacking else ""
