"""Read what is written: the runbook, the code and the map around a component.

Why: whoever comes to a session unprepared learns what could have been read, and takes the mentor's hours for it.

How to fix: read the runbook step by step with the page of the component open; write down every question.

Source of thresholds: 4 hours, our default (`[plan] read`); the on-call learning checklist of the SRE book, chapter 28, lists what to read.

Passes:
    # kb.toml
    [plan]
    read = 2

Fails:
    # kb.toml
    [plan]
    read = "a while"
"""

from typing import ClassVar

from kb.analyses.plan.moves import Book, Move


class Read(Move):
    """Reading, alone."""

    title: ClassVar[str] = "read"

    def task(self, component: str, runbook: Book, teacher: str | None, vendors: tuple[str, ...]) -> str:
        """Return what is to be done; see :meth:`Move.task`."""
        del vendors
        ask = f" for {teacher}" if teacher else ""
        what = f"runbook {runbook.id}, code" if runbook.there else "code"
        return f"read {what} and map of {component}; write down questions{ask}"
