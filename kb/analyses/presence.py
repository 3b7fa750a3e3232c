"""Whether somebody is there at an instant, and if not, how: what every report says of it in words of its own."""

from datetime import date, datetime, timedelta
from enum import Enum

from kb.model.base import Base
from kb.model.people import Person


class Presence(Enum):
    """How somebody stands to a day, read in the time zone they live in."""

    HERE = "here"
    AWAY = "away"
    LEFT = "left"
    NOT_YET = "not yet"


def presence(base: Base, person: Person, at: datetime) -> Presence:
    """Return how somebody stands to an instant."""
    if base.is_available(person, at):
        return Presence.HERE
    if base.is_active(person, at):
        return Presence.AWAY
    left = person.until is not None and person.until < base.day_of(person, at)
    return Presence.LEFT if left else Presence.NOT_YET


def back(base: Base, person: Person, at: datetime) -> date | None:
    """Return the first day on which somebody who is away is there again; None where they are not away, or leave before."""
    if presence(base, person, at) is not Presence.AWAY:
        return None
    day = base.day_of(person, at)
    for interval in sorted(person.away or ()):
        if day in interval:  # one leave may follow another at once
            day = interval.last + timedelta(days=1)
    return day if person.active(day) else None


def away(base: Base, person: Person, at: datetime) -> str:
    """Say that somebody is away, and until when: the last day of it, where they come back."""
    day = back(base, person, at)
    return "away" if day is None else f"away until {day - timedelta(days=1)}"
