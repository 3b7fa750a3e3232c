"""The vendors under a component: whom to call outside, and until when they answer."""

from collections.abc import Iterable
from datetime import datetime

from kb.analyses.freshness import verified_edges
from kb.analyses.who.call import ways
from kb.analyses.who.report import Outside
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.service import Support


def under(base: Base, component: str, at: datetime) -> tuple[Outside, ...]:
    """Return the vendors that a component stands on, directly or not, over what it names and over rehearsed fallbacks, sorted by id."""
    if not base.vendors:
        return ()
    return outside(base, KnowledgeGraph(base, verified_edges(base, at)).prepared.vendors_under(component))


def outside(base: Base, names: Iterable[str]) -> tuple[Outside, ...]:
    """Return some vendors with how to reach them."""
    found = (base.vendors[name] for name in names)
    return tuple(
        Outside(item.id, base.title(item.id), ways(item.contact), _support(item.support), item.source) for item in found
    )


def _support(support: object) -> str | None:
    if support is None:
        return None
    if not isinstance(support, Support):
        return "none"
    until = f"until {support.until}" if support.until else None
    return ", ".join(filter(None, (support.hours, until))) or None
