"""iCalendar files (RFC 5545) of whole days, the same bytes for the same entries."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_FOLD: Final = 73
"""Bytes of a line; RFC 5545 (3.1) has at most 75, and a folded line begins with a blank."""


class Entry(NamedTuple):
    """An entry that takes up no time.

    Attributes:
        uid: what tells it from all others of its program, and stays when the entry is made anew.
        first: its day, or the first one.
        end: the day after its last one; None for one day.
        summary: a line.
        description: a text.
    """

    uid: str
    first: date
    end: date | None
    summary: str
    description: str


def calendar(command: str, at: datetime, entries: Iterable[Entry]) -> str:
    """Return an iCalendar file. ``command`` made it, such as ``kb plan``; ``at`` is the instant its entries hold for."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//holdfast//{command}//EN", "CALSCALE:GREGORIAN"]
    for entry in entries:
        lines += ["BEGIN:VEVENT", f"UID:{entry.uid}@holdfast", f"DTSTAMP:{stamp}"]
        lines.append(f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}")
        lines += [f"DTEND;VALUE=DATE:{entry.end:%Y%m%d}"] if entry.end is not None else []
        lines.append(f"SUMMARY:{entry.summary.translate(_ESCAPES)}")
        lines.append(f"DESCRIPTION:{entry.description.translate(_ESCAPES)}")
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _folded(line: str) -> str:
    """Fold a line, never inside of a character."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD:
            parts.append("")
            size = 0
        parts[-1] += letter
        size += width
    return "\r\n ".join(parts)
