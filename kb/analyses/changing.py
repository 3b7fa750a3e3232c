"""The days on which what the files say of people and components becomes something else, and what it is on each of them.

A day counts if somebody comes, goes, is away or back, if evidence or a run begins or ceases to prove something, if a headcount
is noted or an event starts. Days ahead count too: what is written of them is a plan. People are counted by team, never named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from kb.analyses.coverage import Coverage
from kb.analyses.redaction import group
from kb.model.base import Base
from kb.model.moment import day_of, noon
from kb.model.words import PersonKind, RiskClass

WORK: Final = 400_000
"""Coverages worked out at most: days times components. Beyond that days in between are left out, and counted."""
FEWEST: Final = 24
"""Days that are always looked at."""
_DAY: Final = timedelta(days=1)
_FEW: Final = 4


class Covered(NamedTuple):
    """One component on one day."""

    risk_class: RiskClass
    coverage: int


class Stand(NamedTuple):
    """What holds from one day on.

    Attributes:
        day: the day.
        why: what changes on it, in words.
        people: employees and contractors available.
        covers: per component, in the order of the base, retired ones left out.
    """

    day: date
    why: tuple[str, ...]
    people: int
    covers: tuple[Covered, ...]


class Changing(NamedTuple):
    """A base over time.

    Attributes:
        components: ids, in the order of every stand.
        stands: by day, ascending.
        left_out: days on which something changes that are not among them.
    """

    components: tuple[str, ...]
    stands: tuple[Stand, ...]
    left_out: int


def changing(base: Base, at: date, profile: str) -> Changing:
    """Return what the files say over time.

    Args:
        base: the knowledge base.
        at: the day the site is for; always among them.
        profile: outside internal, days are drawn together to months, and small groups are not counted.
    """
    names = tuple(name for name, item in base.components.items() if item.lifecycle != "retired")
    reasons = _reasons(base, profile)
    reasons.setdefault(at, [])
    days = sorted(reasons)
    kept = _thinned(days, at, max(FEWEST, WORK // max(1, len(names))))
    stands: list[Stand] = []
    for number, day in enumerate(kept):
        since = [
            item
            for other in days
            if (not number or kept[number - 1] < other) and other <= day
            for item in reasons[other]
        ]
        stand = Stand(day, _told(since), *_at(base, day, names))
        if not stands or day == at or (since and _differs(stand, stands[-1])):
            stands.append(stand)
    return Changing(names, tuple(stands), len(days) - len(kept))


def _differs(one: Stand, two: Stand) -> bool:
    """Whether a stand shows something new; a reason alone does not."""
    return (one.people, one.covers) != (two.people, two.covers) or any(
        "event" in why or "headcount" in why for why in one.why
    )


def _at(base: Base, day: date, names: tuple[str, ...]) -> tuple[int, tuple[Covered, ...]]:
    coverage = Coverage(base, noon(day))
    people = sum(base.people[name].kind is not PersonKind.EXTERNAL for name in coverage.available)
    found = (coverage.cover(name) for name in names)
    return people, tuple(Covered(cover.risk_class, cover.coverage) for cover in found)


def _thinned(days: list[date], at: date, most: int) -> list[date]:
    """Return at most so many days, first, last and the site's own among them, the others evenly spread."""
    if len(days) <= most:
        return days
    chosen = {days[place * (len(days) - 1) // (most - 1)] for place in range(most)}
    return sorted(chosen | {at})


# -- why -------------------------------------------------------------------------------------------------


class _Reason(NamedTuple):
    what: str
    whose: str
    count: int


def _reasons(base: Base, profile: str) -> dict[date, list[_Reason]]:
    """Return the days on which something changes, and what."""
    counted: dict[date, Counter[tuple[str, str]]] = defaultdict(Counter)
    for day, what, whose in _moves(base):
        counted[_coarse(day, profile)][what, whose] += 1
    found = {
        day: [
            _Reason(f"{_people(number, profile)} {what}", whose, number)
            for (what, whose), number in sorted(items.items())
        ]
        for day, items in sorted(counted.items())
    }
    for day, what in _noted(base, profile):
        found.setdefault(_coarse(day, profile), []).insert(0, _Reason(what, "", 0))
    return found


def _people(number: int, profile: str) -> str:
    said = group(number, profile)
    return f"{said} {'person' if said == '1' else 'people'}"


def _coarse(day: date, profile: str) -> date:
    return day if profile == "internal" else (day.replace(day=1) + 31 * _DAY).replace(day=1)


def _moves(base: Base) -> Iterator[tuple[date, str, str]]:
    """Yield (day, what, team) for everybody who comes, goes, is away or back, or whose proof begins or ends."""
    for person in base.people.values():
        team = base.title(person.team) if person.team else ""
        if person.from_ is not None:
            yield person.from_, "come to", team
        if person.until is not None and person.until < date.max:
            yield person.until + _DAY, "have left", team
        for away in person.away or ():
            yield away.first, "go away from", team
            if away.last < date.max:
                yield away.last + _DAY, "are back in", team
    yield from _proofs(base)


def _proofs(base: Base) -> Iterator[tuple[date, str, str]]:
    lasts = timedelta(days=base.settings.evidence_days + 1)
    days = [day_of(run.ended) for run in base.runs if run.ended is not None and run.passed_unaided]
    for knowers in base.knowledge.values():
        days += [day_of(knows.last) for knows in knowers.values() if knows.last is not None and knows.by.proves_operate]
    for day in days:
        yield day, "show what they can do", ""
        if day < date.max - lasts:
            yield day + lasts, "showed it too long ago", ""


def _noted(base: Base, profile: str) -> Iterator[tuple[date, str]]:
    """Yield the days of headcounts and events, with words."""
    for team in base.teams.values():
        for count in team.headcount or ():
            yield (
                count.date,
                f"headcount of {base.title(team.id)}: {'about ' if count.approx else ''}{group(count.value, profile)}",
            )
    for event in base.events.values():
        if event.window is not None and event.window.start is not None:
            yield day_of(event.window.start), f"event: {base.title(event.id)}"


def _told(reasons: list[_Reason]) -> tuple[str, ...]:
    """Return reasons in words, the larger ones first; what was noted before them."""
    ordered = sorted(reasons, key=lambda item: (item.count != 0, -item.count, item.what, item.whose))
    words = [f"{item.what} {item.whose}".strip() for item in ordered]
    words = list(dict.fromkeys(word.removesuffix(" to").removesuffix(" from").removesuffix(" in") for word in words))
    more = len(words) - _FEW
    return (*words[:_FEW], *([f"{more} more"] if more > 0 else []))
