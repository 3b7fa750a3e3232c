"""Who is on duty when: shifts around an event, swept from boundary to boundary.

Shifts are instants with offset and are compared as instants, so that a change of the clocks in between is harmless; days of
leave and nights are read in the person's own zone.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from kb.model.base import Base
from kb.model.event import Event
from kb.model.moment import zone
from kb.model.people import Person, Rotation, Shift

NIGHT_ENDS: Final = time(6)
AROUND: Final = 120
"""Minutes before and after an event that need cover where the event says nothing (our policy)."""


def span_of(event: Event) -> tuple[datetime, datetime] | None:
    """Return from when to when there must be cover: the event, and the time before and after it; None without a window."""
    window = event.window
    if window is None or window.start is None or window.end is None:
        return None
    pre = AROUND if window.pre is None else window.pre
    post = AROUND if window.post is None else window.post
    return window.start - timedelta(minutes=pre), window.end + timedelta(minutes=post)


class Duty(NamedTuple):
    """One shift of one rotation."""

    rotation: str
    person: str
    start: datetime
    end: datetime
    primary: bool
    shift: Shift


def duties(rotation: Rotation) -> Iterator[Duty]:
    """Yield the complete shifts of a rotation; one without a role is primary."""
    for shift in rotation.shifts or ():
        if shift.person and shift.start and shift.end and shift.start < shift.end:
            yield Duty(rotation.id, shift.person, shift.start, shift.end, shift.role != "secondary", shift)


def cuts(found: list[Duty], first: datetime, last: datetime) -> list[tuple[datetime, datetime]]:
    """Return the intervals between the boundaries of shifts inside of a span, in order."""
    inner = {edge for duty in found for edge in (duty.start, duty.end) if first < edge < last}
    edges = [first, *sorted(inner), last]
    return list(pairwise(edges))


def present(base: Base, person: str, start: datetime, end: datetime) -> bool:
    """Whether someone is active and not away on each local day an interval touches, whose end is exclusive."""
    found = base.people.get(person)
    if found is None:
        return False
    first, last = (base.day_of(found, moment) for moment in (start, end - timedelta(microseconds=1)))
    away = any(interval.first <= last and interval.last >= first for interval in found.away or ())
    return found.active(first) and found.active(last) and not away


def touches_night(base: Base, person: Person, duty: Duty) -> bool:
    """Whether a shift touches 00:00 to 06:00 where the person lives."""
    local = zone(base.zone_name(person))
    start, end = duty.start.astimezone(local), duty.end.astimezone(local)
    days = (end.date() - start.date()).days
    return start.time() < NIGHT_ENDS or days > 1 or (days == 1 and end.time() > time(0))
