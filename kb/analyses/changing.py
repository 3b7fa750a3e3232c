"""The days on which what the files say of people and components becomes something else, and what it is on each of them.

A day counts if somebody comes, goes, is away or back, if evidence or a run begins or ceases to prove something, if a headcount
is noted or an event starts. Days ahead count too: what is written of them is a plan. People are counted by team, never named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from kb.analyses.audience.redaction import INTERNAL, group
from kb.analyses.coverage import Coverage
from kb.model.base import Base
from kb.model.moment import day_of, noon
from kb.model.words import PersonKind, RiskClass

WORK: Final = 400_000
"""Coverages worked out at most: days times components. Beyond that days in between are left out, and counted."""
FEWEST: Final = 24
"""Days that are always looked at."""
_DAY: Final = timedelta(days=1)
_FEW: Final = 4
_PROOF: Final = ("proof begins", "proof runs out")


class Covered(NamedTuple):
    """One component on one day."""

    risk_class: RiskClass
    coverage: int


class Stand(NamedTuple):
    """What holds from one day on.

    Attributes:
        why: what changes on it, in words.
        people: employees and contractors available; 0 outside internal, where a difference of one would tell of a person.
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

    ``at`` is always among its days. Outside internal, days are drawn together to months, and small groups are not
    counted.
    """
    names = tuple(name for name in base.components if name not in base.retired)
    reasons = _reasons(base, profile)
    reasons.setdefault(at, _Reasons([], Counter()))
    days = sorted(reasons)
    kept = _thinned(days, at, max(FEWEST, WORK // max(1, len(names))))
    stands: list[Stand] = []
    for number, day in enumerate(kept):
        start = kept[number - 1] if number else date.min
        since = [reasons[other] for other in days if start < other <= day]
        people, covers = _at(base, day, names)
        stand = Stand(day, _told(since, profile), people if profile == INTERNAL else 0, covers)
        if not stands or day == at or _differs(stand, stands[-1]) or any(item.noted for item in since):
            stands.append(stand)
    return Changing(names, tuple(stands), len(days) - len(kept))


def _differs(one: Stand, two: Stand) -> bool:
    return (one.people, one.covers) != (two.people, two.covers)


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


class _Reasons(NamedTuple):
    """What changes on a day: what is noted, in words, and how many people do what, per (what, team)."""

    noted: list[str]
    moves: Counter[tuple[str, str]]


def _reasons(base: Base, profile: str) -> dict[date, _Reasons]:
    """Return the days on which something changes, and what."""
    found: dict[date, _Reasons] = defaultdict(lambda: _Reasons([], Counter()))
    for day, what, whose in _moves(base):
        found[_coarse(day, profile)].moves[what, whose] += 1
    for day, what in _noted(base, profile):
        found[_coarse(day, profile)].noted.append(what)
    return dict(found)


def _coarse(day: date, profile: str) -> date:
    """Return the day as an audience may know it: outside internal the first of the month after."""
    return day if profile == INTERNAL else (day.replace(day=1) + 31 * _DAY).replace(day=1)


def _moves(base: Base) -> Iterator[tuple[date, str, str]]:
    """Yield (day, what, team) for everybody who comes, goes, is away or back, or whose proof begins or ends."""
    for person in base.people.values():
        team = base.title(person.team) if person.team else ""
        if person.from_ is not None:
            yield person.from_, "joined", team
        if person.until is not None and person.until < date.max:
            yield person.until + _DAY, "left", team
        for away in person.away or ():
            yield away.first, "away from", team
            if away.last < date.max:
                yield away.last + _DAY, "back in", team
    yield from _proofs(base)


def _proofs(base: Base) -> Iterator[tuple[date, str, str]]:
    lasts = timedelta(days=base.settings.evidence_days + 1)
    days = [day_of(run.ended) for run in base.runs if run.ended is not None and run.passed_unaided]
    for knowers in base.knowledge.values():
        days += [day_of(knows.last) for knows in knowers.values() if knows.last is not None and knows.by.proves_operate]
    for day in days:
        yield day, "proof begins", ""
        if day < date.max - lasts:
            yield day + lasts, "proof runs out", ""


def _noted(base: Base, profile: str) -> Iterator[tuple[date, str]]:
    """Yield the days of events and headcounts, with words."""
    for event in base.events.values():
        if event.window is not None and event.window.start is not None:
            yield day_of(event.window.start), f"event: {base.title(event.id)}"
    for team in base.teams.values():
        for count in team.headcount or ():
            yield (
                count.date,
                f"headcount of {base.title(team.id)}: {'about ' if count.approx else ''}{group(count.value, profile)}",
            )


def _told(reasons: list[_Reasons], profile: str) -> tuple[str, ...]:
    """Return reasons in words: what was noted, then what most people do; outside internal only what a group does."""
    moves: Counter[tuple[str, str]] = sum((item.moves for item in reasons), Counter())
    words = [text for item in reasons for text in item.noted]
    for (what, whose), number in sorted(moves.items(), key=lambda item: (-item[1], item[0])):
        said = group(number, profile)
        if said != str(number):
            continue  # that one person came is told by the day alone, however the number is written
        words.append(f"{what} {whose or 'the organisation'}: {said} {'person' if said == '1' else 'people'}"
                     if what not in _PROOF else f"{what}: {said}")  # fmt: skip
    more = len(words) - _FEW
    return (*words[:_FEW], *([f"{more} more"] if more > 0 else []))
