"""What an event stands on, as the files declare it.

Declared, not as of a day: an edge with a fallback reads ``relay or relay-b by switch-relay``, the runbook by which one gets
there last, and both ends are followed. So a drill that is passed, or grows old, makes no sign-off stale; only a change of the files does.
"""

from collections.abc import Collection

from kb.model.base import Base
from kb.model.event import Event
from kb.model.service import Edge

Closure = dict[str, tuple[str, ...]]
"""Per id what it stands on: the event on its entry, a component on the ends of its hard edges."""


def closure_of(base: Base, event: Event) -> Closure:
    """Return what an event stands on, by id, each line sorted; ids that are not in the files are left out."""
    ways: dict[tuple[str, str], list[str]] = {}
    for book in base.runbooks.values():
        for covers in book.covers or ():
            ways.setdefault((covers.from_ or "", covers.to or ""), []).append(book.id)
    found = {event.id: tuple(sorted({name for name in event.entry or () if name in base.components}))}
    todo = list(found[event.id])
    while todo:
        name = todo.pop()
        component = base.components.get(name)
        if component is None or name in found:
            continue
        found[name] = tuple(sorted({_said(edge, ways.get((name, edge.to), ())) for edge in component.hard_edges}))
        todo += [end for edge in component.hard_edges for end in (edge.to, edge.fallback) if isinstance(end, str)]
    return dict(sorted(found.items()))


def _said(edge: Edge, ways: Collection[str]) -> str:
    """Say one edge; which runbooks cover it matters only where there is a fallback they lead to."""
    if not isinstance(edge.fallback, str):
        return edge.to
    by = f" by {' and '.join(sorted(set(ways)))}" if ways else ""
    return f"{edge.to} or {edge.fallback}{by}"
