"""Whether somebody is there at an instant, and if not, how: what every report says of it in words of its own."""

from datetime import datetime
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
