"""What an event stands on, as the files declare it: kept in a sign-off of the whole, and held against the files later.

Declared, not as of a day: an edge with a fallback reads ``relay or relay-b by switch-relay``, the runbook by which one gets
there last, and both ends are followed. So a drill that is passed, or grows old, makes no sign-off stale; only a change of the files does.
"""

from collections.abc import Collection, Iterator

from kb.model.base import Base
from kb.model.event import Event
from kb.model.saying import listed
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


def difference(then: Closure, now: Closure) -> str:
    """Return what is no longer, or newly, stood on, as clauses; empty if nothing.

    Edges come first, as the cause; then the components that are out of sight, or in it, because of them.
    """
    return "; ".join(_clauses(then, now))


def _clauses(then: Closure, now: Closure) -> Iterator[str]:
    for name in sorted(then.keys() & now.keys()):
        less = sorted(set(then[name]) - set(now[name]))
        more = sorted(set(now[name]) - set(then[name]))
        if less:
            yield f"{name} no longer stands on {listed(less)}"
        if more:
            yield f"{name} {'now stands on' if less else 'stands on'} {listed(more)}{'' if less else ' too'}"
    gone, new = sorted(then.keys() - now.keys()), sorted(now.keys() - then.keys())
    if gone:
        yield f"no longer looked at: {listed(gone, 5)}"
    if new:
        yield f"new to it: {listed(new, 5)}"
