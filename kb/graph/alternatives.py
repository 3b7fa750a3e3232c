"""What an edge with a rehearsed fallback is worth: two ways, of which one suffices.

In a fault tree the two are the inputs of an AND gate: what stands on them goes down when both do. Nodes, graphs and closures
are those of `kb.graph.closures`.

What takes a node down by its loss *alone* is what both ways stand on. The edge is written as edges to the uppermost nodes of
their two closures in common. What comes out is a plain graph, which all questions about closures can be asked of. How few
people it takes to lose both is another question: `kb.graph.absences`.

Fallbacks can lie behind fallbacks, so it is repeated. It begins as if there were no fallback and only takes back what a
fallback mends by itself: one that stands, in turn, on what falls back to it is no way out. What merely needs each other stays
up, as circles do elsewhere. With k such edges and words of w bits a pass takes O((n + e) k / w); there are about as many as
fallbacks lie behind each other, and two more. What a pass leads on to, from fallback to fallback in a row, is followed in order,
from the top: a row of a thousand is one pass.

Reference: W. E. Vesely and others, Fault Tree Handbook, NUREG-0492, 1981: cut sets of an AND gate.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
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
    named = closures.condense(hard)
    either = sorted(
        either, key=lambda edge: (named.component_of[edge.tail], edge)
    )  # the lowest are asked first, see `_led`
    before: list[int] = []
    while (behind := _above(closures.condense(hard), [edge.second for edge in either])) != before:
        before, hard = behind, _filtered(plain, either, behind, named)
    return hard


def _filtered(
    plain: Adjacency, either: Sequence[Alternative], behind: Sequence[int], named: Condensation
) -> list[Sequence[int]]:
    """Let each edge lead to what stands behind its fallback, too, and to no more; edges are only added, until none is missing."""
    edges = _led(plain, either, behind, named)
    hard = joined(plain, edges)
    while not edges.issuperset(found := _common(closures.condense(hard), either, behind)):
        edges |= found
        hard = joined(plain, edges)
    return hard


def _led(
    plain: Adjacency, either: Sequence[Alternative], behind: Sequence[int], named: Condensation
) -> set[tuple[int, int]]:
    """Return edges from tails to what is behind both of their ways, so many that hardly any is missing.

    Nodes are taken from the top of the named graph, each with a bit mask of the edges whose first way leads to it. Where the second
    does, too, all that leads to the tail leads to it; what comes that way is not asked again (`told`).
    """
    masks, told = [0] * len(plain), [0] * len(plain)
    below: dict[int, list[int]] = {}
    for number, edge in enumerate(either):
        masks[edge.first] |= 1 << number
    todo = [(-named.component_of[node], node) for node in {edge.first for edge in either}]
    heapify(todo)
    while todo:
        _, node = heappop(todo)
        while new := masks[node] & behind[node] & ~told[node]:
            told[node] |= new & -new
            tail = either[(new & -new).bit_length() - 1].tail
            if tail != node:
                below.setdefault(tail, []).append(node)
                masks[node] |= masks[tail]
                told[node] |= told[tail]
        for child in (*plain[node], *below.get(node, ())):
            if masks[node] & ~masks[child] or told[node] & ~told[child]:
                masks[child] |= masks[node]
                told[child] |= told[node]
                heappush(todo, (-named.component_of[child], child))
    return {(tail, head) for tail, heads in below.items() for head in heads}


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
