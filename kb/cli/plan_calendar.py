"""A plan as an iCalendar file (RFC 5545): one all-day entry a session, over the days it can be held on."""

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.analyses.plan.report import PlanReport, PlanSession

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(report: "PlanReport") -> str:
    """Return a plan as an iCalendar file: the same bytes for the same plan."""
    stamp = f"{report.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//holdfast//kb plan//EN", "CALSCALE:GREGORIAN"]
    for item in report.sessions:
        lines += ["BEGIN:VEVENT", f"UID:{_uid(item)}@holdfast", f"DTSTAMP:{stamp}"]
        lines += [
            f"DTSTART;VALUE=DATE:{item.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{item.last + timedelta(days=1):%Y%m%d}",
        ]
        lines += [f"SUMMARY:{_summary(item).translate(_ESCAPES)}", f"DESCRIPTION:{_about(item).translate(_ESCAPES)}"]
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _uid(item: "PlanSession") -> str:
    return f"{item.item}-{'-'.join(item.components)}-{item.move}-{item.part}"


def _summary(item: "PlanSession") -> str:
    beside = f" with {item.teacher}" if item.teacher else ""
    return f"{item.learner}: {item.title} on {item.runbook}{beside} ({item.hours} h)"


def _about(item: "PlanSession") -> str:
    return f"{item.task[:1].upper()}{item.task[1:]}. {item.hours} hours, any time from {item.first} to {item.last}."


def _folded(line: str) -> str:
    """Fold a line after 73 bytes, never inside of a character, as RFC 5545 asks."""
    parts, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 73:
            parts.append("")
            size = 0
        parts[-1] += letter
        size += width
    return "\r\n ".join(parts)
