"""Shifts and rotations as on-call systems tell them, before anybody knows whom the names stand for."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from kb.importers._yaml import Map, Seq, Text, of
from kb.model.fact import Note
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
        members: who stands in its rules or shifts, in order, and where first.
        shifts: who is on call when, by the final schedule.
        rendered: whether it was exported with a final schedule; without one, nothing is known about when.
        source: where it stands.
    """

    name: str
    system: str
    origin: str
    members: dict[Someone, Source]
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


class Maker:
    """Makes schedules of what the reader of one system finds.

    Args:
        name: of the file.
        notes: where odd things are noted.
        skipped: how much is not taken, by reason; counted on.
    """

    def __init__(self, name: str, notes: list[Note], skipped: Counter[str]) -> None:
        self.name, self.notes, self.skipped = name, notes, skipped

    def made(self, one: Map, system: str, words: str) -> Schedule:
        """Return an empty schedule.

        Args:
            one: holds its ``name`` and ``id``.
            system: which system it comes from.
            words: what that system calls its schedules, for the key ``source``; may be empty.
        """
        name = word(one, "name") or PurePosixPath(self.name).stem
        number = word(one, "id")
        origin = f"{words} {number}" if words and number else ""
        return Schedule(name, system, origin, {}, [], rendered=False, source=Source(self.name, one.line, 1))

    def member(self, made: Schedule, person: Someone, line: int) -> None:
        """Take someone who stands in the rules of a schedule."""
        if person.said:
            made.members.setdefault(person, Source(self.name, line, 1))

    def shift(self, made: Schedule, entry: Map, person: Someone, first: str, last: str, words: str) -> None:
        """Take a shift of a final schedule, or note or count why not.

        Args:
            made: the schedule.
            entry: holds the two times.
            person: who is on call.
            first: key of the beginning.
            last: key of the end.
            words: names that may tell a role: of the schedule, its rotation, its layer.
        """
        source = Source(self.name, entry.line, 1)
        start, end = instant(entry.get(first)), instant(entry.get(last))
        if start is not None and last in entry and entry[last] is None:
            message = f"`{last}` is empty: when this shift ends is unknown, and it was not taken"
            self.notes.append(Note(source, message, "export the schedule for days that have an end"))
        elif start is None or end is None:
            message = f"`{first}` and `{last}` are no two times with an offset"
            self.notes.append(Note(source, message, "export times such as 2026-01-31T08:00:00Z"))
        elif start >= end:
            self.notes.append(Note(source, "this shift ends before it begins", "mend it in the on-call system"))
        elif not person.said:
            self.skipped["shifts of nobody"] += 1
        else:
            made.shifts.append(Shift(person, start, end, role(words), source))


def maps(value: Any) -> Iterator[Map]:
    """Yield the mappings of a list; nothing if it is none."""
    for item in of(Seq, value) or ():
        if isinstance(item, Map):
            yield item


def word(one: Map | None, key: str) -> str:
    """Return a text on one line, of at most 200 characters; empty where there is none."""
    value = one.get(key) if one is not None else None
    return " ".join(value.split())[:200] if isinstance(value, Text) else ""


def mail(user: Map) -> str:
    """Return the mail address of a user in small letters; empty where there is none."""
    found = word(user, "email").casefold()
    return found if "@" in found else ""
