"""Shifts and rotations as on-call systems tell them, before anybody knows whom the names stand for."""

from datetime import UTC, datetime
from typing import NamedTuple

from kb.importers._yaml import Text
from kb.model.source import Source


class Someone(NamedTuple):
    """A person as a foreign file names them; any part may be empty.

    Attributes:
        name: in words, as a human reads it.
        mail: address, in small letters.
        handle: what the system calls them: a login or an opaque account.
        opaque: whether the handle is an account nobody would recognise.
    """

    name: str = ""
    mail: str = ""
    handle: str = ""
    opaque: bool = False

    @property
    def said(self) -> str:
        """What to call them in a message."""
        return self.name or self.mail or self.handle


class Shift(NamedTuple):
    """Someone on call from an instant to another, and where that stands."""

    person: Someone
    start: datetime
    end: datetime
    role: str
    source: Source


class Schedule(NamedTuple):
    """A rotation as it was exported.

    Attributes:
        name: of the schedule.
        system: which system it comes from, such as ``pagerduty``; the key of its handles.
        origin: what the system calls it, for the key ``source``; may be empty.
        members: who stands in its rules or shifts, in order.
        shifts: who is on call when, by the final schedule.
        rendered: whether it was exported with a final schedule; without one, nothing is known about when.
        source: where it stands.
    """

    name: str
    system: str
    origin: str
    members: list[tuple[Someone, Source]]
    shifts: list[Shift]
    rendered: bool
    source: Source


def instant(value: object) -> datetime | None:
    """Return a time with its offset in UTC; None if it is none (no offset, a date, another text, beyond the years)."""
    if not isinstance(value, Text) or not 16 <= len(value) <= 40:
        return None
    try:
        found = datetime.fromisoformat(str(value))
        return None if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def role(*names: str) -> str:
    """Return the role the name of a schedule or layer tells: secondary, or nothing."""
    words = " ".join(names).casefold()
    return "secondary" if any(word in words for word in ("secondary", "backup", "second line")) else ""
