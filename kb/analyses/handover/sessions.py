"""The question to the scheduler of `kb plan`: sessions end where the reserve begins, operators count on the last day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kb.analyses.handover.question import Question, before_reserve
from kb.analyses.plan.gather import Asked, Gathered, gather
from kb.analyses.plan.need import Hours, Week
from kb.analyses.plan.weeks import hours
from kb.model.moment import local_day

_LOOK: Final = timedelta(weeks=8)
"""How far is looked ahead for who could learn and teach where no day is left for a session."""


def asked(question: Question, targets: Mapping[str, int]) -> Asked:
    """Return the question to the scheduler."""
    return Asked(
        question.base, question.at, question.sessions, targets, question.gone, question.claimed, counted=question.end
    )


def in_time(question: Question) -> bool:
    """Whether a day is left on which a session could be held."""
    return question.sessions >= local_day(question.at, None)


def gathered(question: Question, targets: Mapping[str, int], order: Mapping[str, int]) -> Gathered:
    """Return who could learn and who can teach, in the order of the handover; where no day is left, as if there were some weeks."""
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
    givers = tuple(
        item._replace(last=(day := longer(item.last, weeks)), sessions=before_reserve(day, reserved))
        for item in question.givers
    )
    base = question.base
    people = {item.person: base.people[item.person]._replace(until=item.last) for item in givers}
    moved = base._replace(people={**base.people, **people})
    return question._replace(base=moved, givers=givers, by=longer(question.by, weeks))


def longer(day: date, weeks: int) -> date:
    """Return a day some weeks later."""
    return day + timedelta(weeks=weeks)
