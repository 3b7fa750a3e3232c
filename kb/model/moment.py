"""Dates, instants and intervals as the files write them.

A *day* is a calendar date without a zone; it is read in the zone of the person or team it belongs
to, else in UTC. An *instant* always carries its offset. Nothing here reads a clock.
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

When = date | datetime
"""A day or an instant. (A ``datetime`` is a ``date`` to Python: test for ``datetime`` first.)"""

_SHAPE = str.maketrans("123456789", "000000000")
_DAY = "0000-00-00"
_TIMES = ("T00:00", "T00:00:00", *(f"T00:00:00.{'0' * digits}" for digits in range(1, 7)))
_LOCAL = frozenset(f"{_DAY}{time}" for time in _TIMES)
_INSTANT = frozenset(f"{local}{offset}" for local in _LOCAL for offset in ("Z", "+00:00", "-00:00", "+0000", "-0000"))
"""Forms of ISO 8601, every digit a 0; what else ``fromisoformat`` takes differs between versions of Python."""


class Interval(NamedTuple):
    """Days from ``first`` to ``last``, both inclusive; written ``A/B``."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """Read ``YYYY-MM-DD``.

    Raises:
        ValueError: with a sentence that says what is wrong, for another form or a day that does not exist.
    """
    if text.translate(_SHAPE) != _DAY:
        raise ValueError(f"{text!r} is not a date of the form 2026-01-31{_meant(text)}")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is not a day of the calendar{_meant(text)}") from None


def _meant(text: str) -> str:
    from kb.model import nearest  # noqa: PLC0415 - only on the way to a fault

    return nearest.day(text)


def parse_instant(text: str) -> datetime:
    """Read an ISO 8601 date and time with its offset.

    Raises:
        ValueError: with a sentence that says what is wrong.
    """
    shape = text.translate(_SHAPE)
    if shape in _LOCAL:
        raise ValueError(f"{text!r} has no offset; write it as in 2026-01-31T18:00+01:00 or ...T17:00Z")
    if shape not in _INSTANT:
        raise ValueError(f"{text!r} is not an instant of the form 2026-01-31T18:00+01:00")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is not an instant of the calendar") from None
    try:
        instant.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text!r} lies outside the calendar") from None
    return instant


def parse_when(text: str) -> When:
    """Read a day or an instant; ValueError as in the two."""
    return parse_instant(text) if "T" in text else parse_day(text)


def parse_interval(text: str) -> Interval:
    """Read ``A/B``, two days, the second not before the first; ValueError as in :func:`parse_day`."""
    first, slash, last = text.partition("/")
    if not slash:
        raise ValueError(f"{text!r} is not an interval of the form 2026-01-01/2026-01-31")
    interval = Interval(parse_day(first.strip()), parse_day(last.strip()))
    if interval.last < interval.first:
        raise ValueError(f"the interval {text} ends before it begins")
    return interval


def noon(day: date) -> datetime:
    """Return 12:00 UTC of a day: what ``--at DATE`` means."""
    return datetime.combine(day, time(12), tzinfo=UTC)


@lru_cache(maxsize=1024)
def zone(name: str | None) -> "ZoneInfo":
    """Return the IANA time zone of that name, UTC for none.

    Raises:
        ValueError: if there is no such zone.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - many a base names no zone

    if name is None:
        return ZoneInfo("UTC")
    try:
        if name in zone_names():  # ZoneInfo alone knows "localtime", and "europe/berlin" where files have no case
            return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise ValueError(no_zone(name))


def no_zone(name: str) -> str:
    """Return the sentence that there is no such zone."""
    return f"{name!r} is not a time zone; write it as in Europe/Berlin"


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return the names of the IANA database, as the package ``tzdata`` lists them: the same on every machine."""
    tzdata: Any = import_module("tzdata")
    place = os.path.join(os.path.dirname(tzdata.__file__), "zones")  # noqa: PTH118, PTH120 - pathlib is slow to import
    return frozenset(tzdata.__loader__.get_data(place).decode().split())


@lru_cache(maxsize=4096)
def local_day(at: datetime, zone_name: str | None) -> date:
    """Return the calendar day it is in a zone at an instant; at the ends of the calendar, the UTC day."""
    if zone_name is None:
        return at.astimezone(UTC).date()
    try:
        return at.astimezone(zone(zone_name)).date()
    except OverflowError:
        return at.astimezone(UTC).date()


def day_of(when: When) -> date:
    """Return the day of a day, or the UTC day of an instant."""
    return when.astimezone(UTC).date() if isinstance(when, datetime) else when


def order(first: When, last: When) -> int:
    """Return -1, 0 or 1 as ``last`` lies before, at or after ``first``; by days where one of the two is a day."""
    if isinstance(first, datetime) and isinstance(last, datetime):
        return (last > first) - (last < first)
    start, end = day_of(first), day_of(last)
    return (end > start) - (end < start)


def is_past(when: When, at: datetime) -> bool:
    """Whether something dated ``when`` had happened at ``at``; a day counts from its first moment, in UTC."""
    if isinstance(when, datetime):
        return when <= at
    return when <= at.astimezone(UTC).date()


def days_between(when: When, at: datetime) -> int:
    """Return the whole days from ``when`` to ``at``, counted by UTC days; negative if ``when`` is later."""
    return (at.astimezone(UTC).date() - day_of(when)) // timedelta(days=1)
