"""The instant an answer is for: the one asked for, else that of the settings, else now."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final

from kb.errors import UsageError
from kb.model.moment import noon, parse_day, parse_instant
from kb.model.noun import NamedTuple
from kb.model.settings import Settings

NOW: Final = " (now; set as_of in kb.toml for a fixed date)"
"""Behind an instant nobody chose."""


class At(NamedTuple):
    """The instant a report is made for, and where it came from.

    Attributes:
        instant: with offset; a day, of ``--at`` or of the settings, is 12:00 UTC of it.
        line: the line every output opens with.
    """

    instant: datetime
    line: str


def asked(settings: Settings, text: str | None, now: Callable[[], datetime], option: str = "--at") -> At:
    """Return the instant to answer for.

    Args:
        settings: of the knowledge base; their ``as_of`` holds where nothing is asked for.
        text: the date or instant asked for.
        now: tells the instant where the settings name no day; the core reads no clock. Not its day: who is on call changes with
            the hour, and what has just been recorded counts at once.
        option: what they ask for it by.

    Raises:
        UsageError: if the text is no date.
    """
    if text is not None:
        instant, line = _instant(option, text), f"At {text} (asked for with {option})"
    elif settings.as_of is not None:
        instant, line = noon(settings.as_of), f"At {settings.as_of} (as_of in {settings.source.path})"
    else:
        instant = now()
        line = f"At {instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC{NOW}"
    notice = " ".join((settings.notice or "").split())
    return At(instant, f"{line}. {notice}" if notice else line)


YEARS: Final = range(1900, 9001)
"""Years that are answered for: at the ends of the calendar, a week of a plan or an hour of a zone leads out of it."""


def day(option: str, text: str) -> date:
    """Return the day an option asks for.

    Raises:
        UsageError: if the text is no date, or one beyond the years that are answered for.
    """
    try:
        found = parse_day(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None
    _sane(option, found.year)
    return found


def _instant(option: str, text: str) -> datetime:
    if len(text) <= len("2026-01-31"):
        return noon(day(option, text))
    try:
        found = parse_instant(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None
    _sane(option, found.year)
    return found


def _sane(option: str, year: int) -> None:
    if year not in YEARS:
        raise UsageError(
            f"{option}: the year {year} lies beyond those that are answered for, {YEARS[0]} to {YEARS[-1]}"
        )
