"""Runbooks as *who* shows them: what to follow, verified first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kb.analyses.freshness import Badge, freshness
from kb.analyses.who.report import Book
from kb.model.base import Base

_BADGES: Final = tuple(Badge)


def books(base: Base, names: Iterable[str], at: datetime) -> tuple[Book, ...]:
    """Return some runbooks with how fresh they are at an instant, verified ones first, then by id."""
    found = []
    for name in names:
        runbook = base.runbooks[name]
        fresh = freshness(base, runbook, at)
        run = fresh.run
        sources = (runbook.source,) if run is None else (runbook.source, run.source)
        last, by = (run.ended, run.by) if run else (None, None)
        found.append(Book(name, base.title(name), runbook.kind, fresh.badge.value, last, by, sources))
    return tuple(sorted(found, key=lambda book: (_BADGES.index(Badge(book.badge)), book.runbook)))
