"""Declared fallbacks of hard edges: which of them are rehearsed, what shows it, and how a way over one is said."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from kb.analyses.freshness import Badge, freshness
from kb.analyses.risk.report import Fallback
from kb.graph.build import spared
from kb.model.base import Base
from kb.model.runbook import Run


def fallbacks(base: Base, at: datetime, rehearsed: Collection[tuple[str, str]]) -> tuple[Fallback, ...]:
    """Return every declared fallback of a hard edge, sorted by component and edge."""
    found = []
    for component in base.components.values():
        for edge in component.hard_edges:
            if isinstance(edge.fallback, str):
                item = Fallback(component.id, edge.to, edge.fallback, False, edge.source)
                if spared(component.id, edge, rehearsed):
                    item = item._replace(rehearsed=True)
                    if run := _shown(base, at, component.id, edge.to):
                        item = item._replace(runbook=run.runbook, last=run.ended, proof=run.source)
                found.append(item)
    return tuple(sorted(found, key=lambda item: (item.component, item.to)))


def _shown(base: Base, at: datetime, tail: str, head: str) -> Run | None:
    """Return the run that shows it: of all that verify a runbook of the edge, the last; None where an audience may not see it."""
    states = (
        freshness(base, book, at)
        for book in base.runbooks.values()
        if any((covers.from_, covers.to) == (tail, head) for covers in book.covers or ())
    )
    runs = [state.run for state in states if state.badge is Badge.VERIFIED and state.run is not None]
    return max(runs, key=lambda run: (run.ended is not None and run.ended.timestamp(), run.source), default=None)


def way(path: Sequence[str], declared: Iterable[Fallback]) -> tuple[str, ...]:
    """Return a path as it is said: where it leads over an edge with a rehearsed fallback, ``this or that``."""
    other = {}
    for item in declared:
        if item.rehearsed:
            other[item.component, item.to] = item.fallback
            other.setdefault((item.component, item.fallback), item.to)
    said = (f"{head} or {other[tail, head]}" if (tail, head) in other else head for tail, head in pairwise(path))
    return (*path[:1], *said)
