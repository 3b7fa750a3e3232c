"""The weak places of a scope: orphaned and single components, each with all that has it in its hard closure.

One component stands on many weak places, so that each is counted by membership of the closures, not by which place is
weakest: the counts overlap. Worst first: coverage, then blast radius. Only the first few are counted: one sweep over the
condensed graph says for every component which of them its closure holds, O(n + e), and a way is searched for each.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from kb.analyses.risk.report import Row, WeakPlace, WeakPlaces
from kb.graph import closures
from kb.model.settings import tier_place
from kb.model.words import RiskClass

if TYPE_CHECKING:
    from kb.analyses.risk.assess import Assessment

SHOWN: Final = 5
"""Places that are worked out."""
_WEAK: Final = {RiskClass.ORPHANED, RiskClass.SINGLE}


def weak_places(assessment: "Assessment", rows: Sequence[Row]) -> WeakPlaces:
    """Return the worst weak places that others of the scope stand on, and how many more there are."""
    number, classes, blast = assessment.graph.number, assessment.classes, assessment.measures.blast
    scope = {number[row.component]: row for row in rows}
    stood_on = _stood_on(assessment.graph.hard, scope)
    weak = [node for node, under in enumerate(stood_on) if under and classes[node] in _WEAK]
    weak.sort(key=lambda node: (assessment.covers[node].coverage, -blast[node], node))
    ordered = sorted(scope, key=lambda node: _importance(scope[node], entry=not stood_on[node]))
    found: list[WeakPlace] = []
    at = 0
    while at < len(weak) and len(found) < SHOWN:  # a second time only if one is left out, see `_places`
        some = weak[at : at + SHOWN - len(found)]
        at += len(some)
        found += _places(assessment, some, ordered)
    shown = {place.component for place in found}
    soon = [node for node, row in scope.items() if row.until and stood_on[node] and row.component not in shown]
    soon.sort(key=lambda node: (-blast[node], node))
    return WeakPlaces(tuple(found), len(weak) - at, tuple(_places(assessment, soon[:SHOWN], ordered)) if soon else ())


def _stood_on(hard: Sequence[Sequence[int]], scope: Iterable[int]) -> bytearray:
    """Mark each node that another node of the scope's closures stands on directly."""
    marks, seen = bytearray(len(hard)), bytearray(len(hard))
    todo = list(scope)
    for node in todo:
        seen[node] = 1
    while todo:
        node = todo.pop()
        for target in hard[node]:
            if target != node:
                marks[target] = 1
            if not seen[target]:
                seen[target] = 1
                todo.append(target)
    return marks


def _places(assessment: "Assessment", nodes: list[int], scope: list[int]) -> Iterator[WeakPlace]:
    """Yield a few places; those on which only a circle outside of the scope stands are left out.

    The nodes of the scope come the most important first.
    """
    graph = assessment.graph
    held = closures.held(graph.condensed, nodes, scope)
    for bit, node in enumerate(nodes):
        mask = 1 << bit
        standing = [other for other, holds in zip(scope, held, strict=True) if holds & mask and other != node]
        if standing:
            path = graph.path(graph.ids[standing[0]], graph.ids[node])
            yield WeakPlace(graph.ids[node], assessment.classes[node], len(standing), path)


def _importance(row: Row, *, entry: bool) -> tuple[float, bool, int, int, str]:
    """Order of what stands on a place: tier, what nothing stands on, blast radius, closure, id."""
    return tier_place(row.tier), not entry, -row.blast_radius, -row.closure, row.component
