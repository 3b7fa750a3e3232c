"""The events of a knowledge base, in words: which there are to ask about, and when they are."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from kb.documents.document import Cell, Document, Paragraph, Table, Tone, columns
from kb.model.event import Event

_COLUMNS: Final = columns("Event", "Title~", "Starts")
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def describe(events: Iterable[Event], instant: datetime, line: str) -> Document:
    """List events by when they start, those without a date last; a verdict takes too long to be given for all."""
    found = sorted(events, key=lambda event: (_start(event) or _LAST, event.id))
    table = Table(_COLUMNS, tuple(_row(event, instant) for event in found))
    more = Paragraph(f"`kb ready {_next(found, instant).id}` says GO or NO-GO, and what that rests on.")
    return Document(f"Events ({len(found)})", line, (table, more))


def _start(event: Event) -> datetime | None:
    return event.window.start if event.window else None


def _is_over(event: Event, instant: datetime) -> bool:
    return event.window is not None and event.window.end is not None and event.window.end < instant


def _next(events: list[Event], instant: datetime) -> Event:
    return next((event for event in events if not _is_over(event, instant)), events[-1])


def _row(event: Event, instant: datetime) -> tuple[Cell, ...]:
    start = _start(event)
    over = ", over" * _is_over(event, instant)
    when = Cell(start.isoformat(" ", "minutes") + over) if start else Cell("unknown", Tone.UNKNOWN)
    return Cell(event.id), Cell(event.about.title or ""), when
