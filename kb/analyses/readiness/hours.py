"""Hours of a support contract, as written: ``24x7``, or ``Mon-Fri 09:00-17:00 Europe/London``."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from kb.model.moment import zone

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PLAN: Final = re.compile(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))? (?P<open>\d\d:\d\d)-(?P<close>\d\d:\d\d) (?P<zone>\S+)", re.IGNORECASE
)


def open_throughout(hours: str, first: datetime, last: datetime) -> bool | None:
    """Whether support is open from ``first`` to ``last`` without a gap; None if the text cannot be read."""
    if hours.strip().lower() in ("24x7", "24/7", "24x7x365", "round the clock"):
        return True
    found = _PLAN.fullmatch(hours.strip())
    if found is None:
        return None
    try:
        local = zone(found["zone"])
        opens, closes = time.fromisoformat(found["open"]), time.fromisoformat(found["close"])
        start, end = _DAYS.index(found["first"].lower()), _DAYS.index((found["last"] or found["first"]).lower())
    except ValueError:
        return None
    at = first.astimezone(local)
    return (
        at.date() == last.astimezone(local).date()
        and _on(at.date(), start, end)
        and opens <= at.time()
        and last.astimezone(local).time() <= closes
    )


def _on(day: date, start: int, end: int) -> bool:
    return (day - timedelta(days=start)).weekday() <= (end - start) % 7
