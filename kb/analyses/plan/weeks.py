"""Weeks of a plan, and the hours people have in them: leave, departures, arrivals and time zones counted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from kb.analyses.plan.need import Hours, Week
from kb.model.base import Base
from kb.model.moment import zone
from kb.model.people import Person
from kb.model.settings import PlanSettings

WORKING_DAYS = 5
DAY = (9, 17)
"""Hours of the local working day within which learner and mentor must overlap (our default)."""


def weeks(first: date, last: date) -> tuple[Week, ...]:
    """Return the weeks from a day to a day, both inclusive; the first and the last may be cut short. Empty if there is no day.

    A plan that is made on a weekend begins with the week after: nobody would find its week 1.
    """
    found = []
    while first <= last:
        sunday = first + timedelta(days=6 - first.weekday())
        found.append(Week(first, min(sunday, last)))
        first = sunday + timedelta(days=1)
    if len(found) > 1 and found[0].first.weekday() >= WORKING_DAYS:
        del found[0]
    return tuple(found)


def hours(person: Person, plan: tuple[Week, ...], settings: PlanSettings) -> Hours:
    """Return the hours somebody has in each week: the weekly limits, in proportion to the working days they are there."""
    if person.from_ is None and person.until is None and not person.away:
        return _always(plan, settings)
    last = last_day(person, settings)
    return _of([sum(_there(person, day, last) for day in _working_days(week)) for week in plan], settings)


@cache
def _always(plan: tuple[Week, ...], settings: PlanSettings) -> Hours:
    """Return the hours of whoever is there all the time."""
    return _of([sum(1 for _ in _working_days(week)) for week in plan], settings)


def _of(days: list[int], settings: PlanSettings) -> Hours:
    return Hours(
        tuple(settings.learner_hours * count // WORKING_DAYS for count in days),
        tuple(settings.mentor_hours * count // WORKING_DAYS for count in days),
    )


def _there(person: Person, day: date, last: date | None) -> bool:
    return (last is None or day <= last) and person.available(day)


def _working_days(week: Week) -> Iterator[date]:
    day = week.first
    while day <= week.last:
        if day.weekday() < WORKING_DAYS:
            yield day
        day += timedelta(days=1)


def last_day(person: Person, settings: PlanSettings) -> date | None:
    """Return the last day sessions may be held with somebody; None if no end is known."""
    day = person.until
    if day is None:
        return None
    left = settings.reserved_days
    while left > 0 and day.toordinal() > 1:
        left -= day.weekday() < WORKING_DAYS
        day -= timedelta(days=1)
    return day


class Zones:
    """How many hours of the working day people share, over a span of days.

    Args:
        base: the knowledge base.
        first: the first day.
        last: the last day; the lesser of the two days counts, should a clock change lie between.
    """

    def __init__(self, base: Base, first: date, last: date) -> None:
        self.base = base
        self.days = (first, last)
        self._shared: dict[tuple[str | None, str | None], float] = {}
        self._zones: dict[str, str | None] = {}

    def shared(self, one: str, other: str) -> float:
        """Return the hours of the working day two people share, by their time zones (own, team's, else UTC)."""
        names = (self.zone(one), self.zone(other))
        if names[0] == names[1]:
            return float(DAY[1] - DAY[0])
        if names not in self._shared:
            self._shared[names] = min(_overlap(names[0], names[1], day) for day in self.days)
        return self._shared[names]

    def zone(self, name: str) -> str | None:
        """Return the name of somebody's time zone; None where none is known, which is taken for UTC."""
        if name not in self._zones:
            person = self.base.people.get(name)
            self._zones[name] = None if person is None else self.base.zone_name(person)
        return self._zones[name]


def _overlap(one: str | None, other: str | None, day: date) -> float:
    """Return the hours two working days share; near the date line, that of the day before or after counts."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    shift = [noon.astimezone(zone(name)).utcoffset() or timedelta() for name in (one, other)]
    apart = abs((shift[0] - shift[1]).total_seconds()) / 3600 % 24
    return max(0.0, DAY[1] - DAY[0] - min(apart, 24 - apart))
