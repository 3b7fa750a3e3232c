"""What the templates of a site are told: for whom it is, which moment it tells of, and whether that moment was the one it was built at."""

from datetime import UTC, datetime
from typing import Final

from kb.model.moment import noon
from kb.publish.source import Source

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def told(source: Source) -> dict[str, str]:
    """Return what a page says of itself.

    ``built`` is there only where nobody chose the date: shifts, leave and evidence move on after the build, so a script adds how
    old the page is. Where a date was chosen, a page stays true to it for ever.
    """
    notice = " ".join((source.base.settings.notice or "").split())
    line = _as_of(source.at.instant, chosen=source.chosen)
    said = {
        "profile": source.profile,
        "as_of": source.at.instant.date().isoformat(),
        "line": f"{line}. {notice}" if notice else line,
    }
    return said if source.chosen else said | {"built": source.at.instant.astimezone(UTC).isoformat(timespec="minutes")}


def _as_of(instant: datetime, *, chosen: bool) -> str:
    """Return an instant as a page is headed with it, short enough for a phone; of a day that was chosen, the day alone."""
    moment = instant.astimezone(UTC)
    day = f"As of {moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return day if chosen and instant == noon(moment.date()) else f"{day}, {moment:%H:%M} UTC"
