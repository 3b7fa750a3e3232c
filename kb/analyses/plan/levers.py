"""What would change a plan: each as the same question asked of a changed base, so that it can be tried before it is advised."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Final

from kb.analyses.plan.gather import Asked
from kb.analyses.plan.scope import LONGEST
from kb.analyses.plan.weeks import DAY
from kb.model.base import Base
from kb.model.moment import local_day, noon
from kb.model.noun import NamedTuple
from kb.model.people import Knows, Person
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.saying import count
from kb.model.settings import PlanSettings
from kb.model.source import Source
from kb.model.words import Evidence, Level, PersonKind

MOST: Final = 3
"""People added at most; who needs more does not lack a plan."""
_WEEKS: Final = (1, 2, 4, 6, 8, 12, 16, 26, 52)
"""By how much a last day is moved, to see what that brings."""
_SESSIONS: Final = 3
"""Sessions a week more that are tried, of learners and of mentors."""
_SUPPOSED: Final = Source("(if somebody came)", 1, 1)


class Lever(NamedTuple):
    """One change.

    Attributes:
        kind: levers of a kind exclude each other; the least that brings as much is the one to name.
        said: what to do, as an imperative.
        changed: the question as it would be then.
        component: the only component it is meant for; None = any.
    """

    kind: str
    said: str
    changed: Callable[[Asked], Asked]
    component: str | None = None


def levers(question: Asked, short: Mapping[str, int]) -> Iterator[Lever]:
    """Yield every change worth trying, the least of a kind first; ``short``: operators that the plan leaves lacking, by component."""
    settings = question.base.settings.plan
    for name in ("mentor_hours", "learner_hours"):
        for value in _more(getattr(settings, name), settings.session):
            yield _set(name, value, "raise")
    for name in ("mentor_learners", "learner_components"):
        yield _set(name, getattr(settings, name) + 1, "raise")
    if settings.reserved_days:
        yield _set("reserved_days", 0, "lower")
    for value in range(min(settings.overlap_hours, DAY[1] - DAY[0] + 1) - 1, -1, -1):
        yield _set("overlap_hours", value, "lower")
    for name in short:
        yield Lever("rediscovery", f"rediscover {name} without a teacher", partial(_rediscovered, component=name), name)
    yield from _people(question.base, short)
    yield from _later(question)


def _more(now: int, session: int) -> tuple[int, ...]:
    """Return the next hours a week that hold a session more each."""
    return tuple(session * (now // session + number) for number in range(1, _SESSIONS + 1))


def _set(name: str, value: int, verb: str) -> Lever:
    def changed(question: Asked) -> Asked:
        plan: PlanSettings = question.base.settings.plan._replace(**{name: value})
        return question._replace(base=question.base._replace(settings=question.base.settings._replace(plan=plan)))

    return Lever(name, f"{verb} [plan] {name} to {value}", changed)


def _people(base: Base, short: Mapping[str, int]) -> Iterator[Lever]:
    """Yield people more for each team that owns what is short; where no owner is known, people who are aware of it."""
    lacking: dict[str, int] = {}
    for name, number in short.items():
        owner = base.owner(base.components[name])
        if owner is not None:
            lacking[owner] = max(number, lacking.get(owner, 0))
            continue
        for more in range(1, min(number, MOST) + 1):
            said = f"name {count(more, 'person', 'people')} more who {'is' if more == 1 else 'are'} aware of {name}"
            yield Lever("people", said, partial(_aware, component=name, number=more), name)
    for team, number in sorted(lacking.items()):
        for more in range(1, min(number, MOST) + 1):
            said = f"add {count(more, 'person', 'people')} to team {team}"
            yield Lever(f"people of {team}", said, partial(_joined, team=team, number=more))


def _rediscovered(question: Asked, component: str) -> Asked:
    return question._replace(rediscover=question.rediscover | {component})


def _joined(question: Asked, team: str | None, number: int) -> Asked:
    base = question.base
    new = {name: _person(name, team) for name in _names(base, number)}
    return question._replace(base=base._replace(people={**base.people, **new}))


def _aware(question: Asked, component: str, number: int) -> Asked:
    asked = _joined(question, None, number)
    knows = {
        name: Knows(component, name, Level.AWARE, Evidence.CLAIMED, None, None, NO_PROVENANCE, _SUPPOSED)
        for name in _names(question.base, number)
    }
    known = {**asked.base.knowledge, component: {**asked.base.knowledge.get(component, {}), **knows}}
    return asked._replace(base=asked.base._replace(knowledge=known))


def _names(base: Base, number: int) -> tuple[str, ...]:
    """Return names that sort last and are free."""
    free = (name for at in itertools.count(1) if (name := f"zz-new-{at}") not in base.people)
    return tuple(itertools.islice(free, number))


def _person(name: str, team: str | None) -> Person:
    fields: dict[str, Any] = dict.fromkeys(Person._fields) | {
        "id": name,
        "team": team,
        "kind": PersonKind.EMPLOYEE,
        "about": NO_ABOUT,
        "provenance": NO_PROVENANCE,
        "source": _SUPPOSED,
    }
    return Person(**fields)


def _later(question: Asked) -> Iterator[Lever]:
    today = local_day(question.at, None)
    for weeks in _WEEKS:
        by = question.by + timedelta(weeks=weeks)
        if (by - today).days > 7 * LONGEST:
            return
        yield Lever("date", f"move the last day to {by} (--by)", partial(moved, weeks=weeks))


def moved(question: Asked, weeks: int) -> Asked:
    """Return a question with its last day some weeks later; operators are then counted on it, if it is after the event."""
    by = question.by + timedelta(weeks=weeks)
    counted = question.counted if question.counted is not None and question.counted > noon(by) else None
    return question._replace(by=by, counted=counted)


def both(one: Lever, other: Lever) -> Lever:
    """Return two changes made together."""
    return Lever(
        f"{one.kind} and {other.kind}",
        f"{one.said} and {other.said}",
        lambda asked: other.changed(one.changed(asked)),
        one.component or other.component,
    )
