"""What an edge with a rehearsed fallback is worth: two ways, of which one suffices.

In a fault tree the two are the inputs of an AND gate: what stands on them goes down when both do. Nodes, graphs and closures
are those of `kb.graph.closures`. Two questions have an answer of their own:

*What takes a node down by its loss alone?* What both ways stand on. The edge is written as edges to the uppermost nodes of
their two closures in common. What comes out is a plain graph, which all questions about closures can be asked of.

*What is the least value behind it?* That of one way is the least of its closure, and of two the larger of both. A value that
is not known is left out below plain edges, as everywhere. A fallback is believed only as far as it is known, though: what is
unknown behind it counts as 0 there, or one that nobody knows anything about would make its node look held.

Fallbacks can lie behind fallbacks, so both are repeated. They begin as if there were no fallback and only take back what a
fallback mends by itself: one that stands, in turn, on what falls back to it is no way out. What merely needs each other stays
up, as circles do elsewhere. Each pass takes O(n + e), with k such edges and words of w bits O((n + e) k / w); there are about
as many as fallbacks lie behind each other, and two more.

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


class Least(NamedTuple):
    """The least value behind each node, alternatives counted.

    Attributes:
        known: what is unknown left out; None where nothing is known.
        certain: what is unknown counted as 0: never more than ``known``.
    """

    known: list[int | None]
    certain: list[int]


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


class Condensed(NamedTuple):
    """A graph with rehearsed fallbacks, condensed without those edges and with them as they are named."""

    plain: Condensation
    named: Condensation


def condense(plain: Adjacency, either: Sequence[Alternative]) -> Condensed:
    """Return both condensations :func:`minima` works on; O(n + e)."""
    named = joined(plain, ((tail, first) for tail, first, _ in either))
    return Condensed(closures.condense(plain), closures.condense(named))


def minima(condensed: Condensed, either: Sequence[Alternative], values: Sequence[int | None]) -> Least:
    """Return per node the least value behind it, of two ways the larger; see the text of this module.

    Args:
        condensed: the graph; whether what :func:`settled` adds is in it changes nothing.
        either: the edges with a rehearsed fallback.
        values: one value per node, 0 or more; None = unknown.
    """
    lowest = [value or 0 for value in values]
    certain = [0 if least is None else least.value for least in closures.closure_minima((), lowest, condensed.named)]
    while (higher := _lowered(condensed.plain, either, lowest, certain)) != certain:
        certain = [value or 0 for value in higher]
    return Least(_lowered(condensed.plain, either, values, certain), certain)


def _lowered(
    condensed: Condensation, either: Sequence[Alternative], values: Sequence[int | None], behind: Sequence[int]
) -> list[int | None]:
    """Lower values by what each edge lets through, given how far its fallback is believed, until none lets less through."""
    own = list(values)
    while True:
        found = [None if least is None else least.value for least in closures.closure_minima((), own, condensed)]
        lower = False
        for tail, first, second in either:
            one, now = found[first], own[tail]
            if one is not None and (now is None or max(one, behind[second]) < now):
                own[tail] = max(one, behind[second])
                lower = True
        if not lower:
            return found
