"""The question to the scheduler of `kb plan`: sessions end where the reserve begins, operators count on the last day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

from kb.analyses.handover.question import Question, before_reserve
from kb.analyses.plan.gather import Asked, Gathered, gather
from kb.analyses.plan.need import Hours, Need, Week
from kb.analyses.plan.report import Open, Why
from kb.analyses.plan.solve import solve
from kb.analyses.plan.weeks import hours
from kb.model.moment import local_day

_LOOK: Final = timedelta(weeks=8)
"""How far is looked ahead for who could learn and teach where no day is left for a session."""
_FURTHEST: Final = 32
"""Weeks by which a last day is moved at most, to see whether that would be enough."""
_FEW: Final = 4
_SMALL: Final = 1_000
"""Possible learners up to which that is tried: it takes about ten schedules."""


def asked(question: Question, targets: Mapping[str, int]) -> Asked:
    """Return the question to the scheduler."""
    return Asked(
        question.base, question.at, question.sessions, targets, question.gone, question.claimed, counted=question.end
    )


def in_time(question: Question) -> bool:
    """Whether a day is left on which a session could be held."""
    return question.sessions >= local_day(question.at, None)


def gathered(question: Question, targets: Mapping[str, int], order: Mapping[str, int]) -> Gathered:
    """Return who could learn and who can teach, in the order of the handover; where no day is left, as if there were some weeks.

    Args:
        question: the question.
        targets: operators wanted, by component.
        order: the place of each component in the order of the handover.
    """
    wanted = asked(question, targets)
    if not in_time(question):
        wanted = wanted._replace(base=question.stay, by=local_day(question.at, None) + _LOOK)
    found = gather(wanted)
    problem = found.problem
    needs = tuple(sorted(problem.needs, key=lambda need: order[need.component]))
    own = {name: _given(question, name, problem.weeks, item) for name, item in problem.hours.items()}
    return found._replace(problem=problem._replace(needs=needs, hours=own))


def _given(question: Question, name: str, weeks: tuple[Week, ...], known: Hours) -> Hours:
    """Return somebody's hours: givers teach as many a week as the asker said, if anything was said."""
    if question.hours is None or name not in question.gone:
        return known
    settings = question.base.settings.plan._replace(mentor_hours=question.hours)
    return known._replace(teach=hours(question.base.people[name], weeks, settings).teach)


def stayed(question: Question, weeks: int) -> Question:
    """Return a question as if every giver stayed some weeks longer."""
    reserved = question.base.settings.plan.reserved_days
    longer = partial(_longer, weeks=weeks)
    givers = tuple(
        item._replace(last=longer(item.last), sessions=before_reserve(longer(item.last), reserved))
        for item in question.givers
    )
    base = question.base
    people = {item.person: base.people[item.person]._replace(until=item.last) for item in givers}
    moved = replace(base, people={**base.people, **people})
    return question._replace(base=moved, givers=givers, by=longer(question.by))


def _longer(day: date, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def enough(question: Question, targets: Mapping[str, int], order: Mapping[str, int]) -> date | None:
    """Return the first last day, in whole weeks, by which all that somebody is there to take over could be; None if none is near."""

    def all_fit(weeks: int) -> bool:
        problem = gathered(stayed(question, weeks), targets, order).problem
        return len(solve(problem, work=0).pairs) == sum(
            min(need.missing, len(need.candidates)) for need in problem.needs
        )

    needs = gathered(question, targets, order).problem.needs
    if not any(need.candidates for need in needs) or sum(len(need.candidates) for need in needs) > _SMALL:
        return None
    low, high = 0, 1
    while not all_fit(high):
        low, high = high, high * 2
        if high > _FURTHEST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if all_fit(middle) else (middle, high)
    return _longer(question.by, high)


def options(question: Question, item: Open, need: Need | None, later: date | None) -> Open:
    """Return what stays open in the words of a handover: why there is no time, and more of the givers' time before all else.

    Args:
        question: the question.
        item: what stays open.
        need: what the scheduler was asked for.
        later: the last day by which it could be done; None if none is near.
    """
    if item.why is not Why.TIME or need is None:
        return item
    reserved = question.base.settings.plan.reserved_days
    stay = "move the last day" if len(question.givers) == 1 else "move the last days"
    if later is not None:
        stay += f" to {later}" if len(question.givers) == 1 else f" by {_weeks((later - question.by).days // 7)}"
    rest = tuple(option for option in item.options if not option.startswith("move the date"))
    if not in_time(question):
        sentence = f"no day is left before the {reserved} working days kept free at the end"
        return item._replace(sentence=sentence, options=(stay, "keep fewer days free ([plan] reserved_days)", *rest))
    teachers = {name for candidate in need.candidates for name in candidate.teachers}
    sentence = item.sentence
    found = [stay, *rest]
    if teachers and teachers <= question.gone:
        last = max(giver.sessions for giver in question.givers if giver.person in teachers)
        sentence = (
            f"whoever can teach it is there for sessions until {last}, and has no more hours that fit the learners'"
        )
        names = ", ".join(sorted(teachers)) if len(teachers) < _FEW else "them"
        found.insert(
            0,
            f"give {names} more than {question.hours or question.base.settings.plan.mentor_hours} h a week for it (--hours)",
        )
    return item._replace(sentence=sentence, options=tuple(found))


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"
