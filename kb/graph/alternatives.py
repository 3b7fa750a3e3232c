"""What an edge with a rehearsed fallback is worth: two ways, of which one suffices.

In a fault tree the two are the inputs of an AND gate: what stands on them goes down when both do. Nodes, graphs and closures
are those of `kb.graph.closures`.

What takes a node down by its loss *alone* is what both ways stand on. The edge is written as edges to the uppermost nodes of
their two closures in common. What comes out is a plain graph, which all questions about closures can be asked of. How few
people it takes to lose both is another question: `kb.graph.absences`.

Fallbacks can lie behind fallbacks, so it is repeated. It begins as if there were no fallback and only takes back what a
fallback mends by itself: one that stands, in turn, on what falls back to it is no way out. What merely needs each other stays
up, as circles do elsewhere. With k such edges and words of w bits a pass takes O((n + e) k / w); there are about as many as
fallbacks lie behind each other, and two more.

Reference: W. E. Vesely and others, Fault Tree Handbook, NUREG-0492, 1981: cut sets of an AND gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.graph import closures
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.graph.closures import Adjacency, Condensation


class Alternative(NamedTuple):
    """An edge with a rehearsed fallback.

    Attributes:
        tail: the node that stands on the one or the other.
        first: what it names.
        second: its fallback.
    """

    tail: int
    first: int
    second: int


def settled(plain: Adjacency, either: Sequence[Alternative]) -> list[Sequence[int]]:
    """Return the graph whose closures hold all that takes a node down by its loss alone.

    Args:
        plain: the graph without those edges; what it has stays.
        either: the edges with a rehearsed fallback.
    """
    hard = joined(plain, ((tail, first) for tail, first, _ in either))
    before: list[int] = []
    while (behind := _above(closures.condense(hard), [edge.second for edge in either])) != before:
        before, hard = behind, _filtered(plain, either, behind)
    return hard


def _filtered(plain: Adjacency, either: Sequence[Alternative], behind: Sequence[int]) -> list[Sequence[int]]:
    """Let each edge lead to what stands behind its fallback, too, and to no more; edges are only added, until none is missing."""
    edges: set[tuple[int, int]] = set()
    hard: list[Sequence[int]] = list(plain)
    while not edges.issuperset(found := _common(closures.condense(hard), either, behind)):
        edges |= found
        hard = joined(plain, edges)
    return hard


def joined(plain: Adjacency, edges: Iterable[tuple[int, int]]) -> list[Sequence[int]]:
    """Return a graph with some edges more; each node's targets ascending where it has any of them."""
    hard: list[Sequence[int]] = list(plain)
    below: dict[int, set[int]] = {}
    for tail, head in edges:
        below.setdefault(tail, set(plain[tail])).add(head)
    for tail, heads in below.items():
        hard[tail] = sorted(heads)
    return hard


def _above(condensed: Condensation, nodes: Sequence[int]) -> list[int]:
    """Return for every node which of some nodes have it in their closure, as a bit mask over their positions."""
    masks = [0] * len(condensed.members)
    for number, node in enumerate(nodes):
        masks[condensed.component_of[node]] |= 1 << number
    for index in range(len(masks) - 1, -1, -1):
        if mask := masks[index]:
            for child in condensed.children[index]:
                masks[child] |= mask
    return [masks[index] for index in condensed.component_of]


def _common(condensed: Condensation, either: Sequence[Alternative], behind: Sequence[int]) -> set[tuple[int, int]]:
    """Return edges from each tail to the uppermost nodes behind both of its ways, of a circle to the first."""
    before = _above(condensed, [edge.first for edge in either])
    above = [0] * len(condensed.members)
    found = set()
    for index in range(len(above) - 1, -1, -1):
        head = condensed.members[index][0]
        if both := before[head] & behind[head]:
            top = both & ~above[index]
            while top:
                tail = either[(top & -top).bit_length() - 1].tail
                if condensed.component_of[tail] != index:
                    found.add((tail, head))
                top &= top - 1
            for child in condensed.children[index]:
                above[child] |= both
    return found
