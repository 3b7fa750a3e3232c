"""The clock of what is recorded. Unlike reports that takes place now: neither ``as_of`` nor SOURCE_DATE_EPOCH moves it.

What is judged (also what a run proves, once it is recorded) is judged at the date of :meth:`kb.cli.session.Session.at`; the
guide says which command does what, in "How the numbers are computed".
"""

import time
from datetime import UTC, datetime


def now() -> datetime:
    """Return the instant it is, UTC, whole seconds."""
    return datetime.now(tz=UTC).replace(microsecond=0)  # noqa: TID251 - evidence is dated by the real clock


class Timer:
    """Whole seconds since the start of a run, never fewer than ``least``; a clock that is set meanwhile does not disturb it."""

    def __init__(self, started: datetime, least: int = 0) -> None:
        self._base = max(least, int((now() - started).total_seconds()))
        self._since = time.monotonic()

    def __call__(self) -> int:
        """Return the seconds since the start of the run."""
        return self._base + int(time.monotonic() - self._since)
