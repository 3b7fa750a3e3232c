"""Where the least value behind each node is, and the way to it.

Of members of equal value the one with the largest blast radius is the weakest, then the nearest, then the first by number.
Whatever lies on a way to it has the same value and blast radius as its weakest: all it stands on is behind the first, too. So
one breadth-first search backwards from every such member, among those that share the two, finds them all in O(n + e).

Over an edge with a rehearsed fallback the way leads on through the one of the two that lets more through. Where that is the
fallback, it is believed only as far as it is known, and so is all behind it: such a graph is searched in two copies, the second
one of what is known for certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.graph import alternatives, closures
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.graph.alternatives import Alternative, Condensed
    from kb.graph.closures import Adjacency, Condensation


class Weakest(NamedTuple):
    """The weakest behind each node, and the ways there.

    Attributes:
        least: per node the least value; None where none is known.
        goal: per node the node it is at, -1 where none is known.
        hop: per node the next on the way, -1 at its end; a second copy of the nodes may follow.
        certain: per node the least value if all that is unknown were 0; None in a graph without rehearsed fallbacks, where
            that is 0 wherever something unknown is in the closure.
    """

    least: list[int | None]
    goal: list[int]
    hop: list[int]
    certain: list[int] | None = None

    def way(self, node: int) -> Iterator[int]:
        """Yield the nodes on the way to the weakest, both ends included."""
        while node >= 0:
            yield node % len(self.least)
            node = self.hop[node]


def plainly(hard: Adjacency, condensed: Condensation, values: Sequence[int | None], blast: Sequence[int]) -> Weakest:
    """Find the weakest in a graph without rehearsed fallbacks.

    Args:
        hard: the graph.
        condensed: the same, condensed.
        values: per node its value, 0 or more; None = unknown.
        blast: per node its blast radius.
    """
    keys, many = _keys(values, blast)
    least = [None if found is None else found.value for found in closures.closure_minima(hard, keys, condensed)]
    goal, hop = _search(_reversed(hard), {}, keys, least)
    return Weakest([None if key is None else key // many for key in least], goal, hop)


def over(
    plain: Adjacency,
    condensed: Condensed,
    either: Sequence[Alternative],
    values: Sequence[int | None],
    blast: Sequence[int],
) -> Weakest:
    """Find the weakest in a graph with rehearsed fallbacks; ``plain`` is without those edges, so that a way is over edges there are."""
    size = len(plain)
    keys, many = _keys(values, blast)
    keys = [None if key is None else key + 1 for key in keys]  # 0 is what is unknown in the second copy
    found = alternatives.minima(condensed, either, keys)
    above = _reversed(plain)
    ways: dict[int, list[tuple[int, int]]] = {}  # per end of such an edge where it begins, and its other end
    for tail, first, second in either:
        for here, there in ((tail, first), (tail + size, first + size)):
            ways.setdefault(there, []).append((here, second + size))
            ways.setdefault(second + size, []).append((here, there))
    goal, hop = _search(
        above + [[node + size for node in nodes] for nodes in above],
        ways,
        keys + [key or 0 for key in keys],
        [*found.known, *found.certain],
    )
    return Weakest(
        least=[None if key is None else (key - 1) // many for key in found.known],
        goal=[end if end < 0 else end % size for end in goal[:size]],
        hop=hop,
        certain=[max(0, key - 1) // many for key in found.certain],
    )


def _keys(values: Sequence[int | None], blast: Sequence[int]) -> tuple[list[int | None], int]:
    """Return value and place among blast radii as one number, and how many places there are."""
    order = {size: place for place, size in enumerate(sorted(set(blast), reverse=True))}
    many = len(order)
    keys = [None if value is None else value * many + order[size] for value, size in zip(values, blast, strict=True)]
    return keys, many


def _reversed(adj: Adjacency) -> list[list[int]]:
    above: list[list[int]] = [[] for _ in adj]
    for node, targets in enumerate(adj):
        for target in targets:
            above[target].append(node)
    return above


def _search(
    above: list[list[int]],
    ways: dict[int, list[tuple[int, int]]],
    keys: Sequence[int | None],
    least: Sequence[int | None],
) -> tuple[list[int], list[int]]:
    """Return per node the nearest node that has its least key itself, and the next node on a shortest way to it."""
    hop = [-1] * len(keys)
    ring = [node for node, key in enumerate(keys) if key is not None and key == least[node]]
    goal = [-1] * len(keys)
    for node in ring:
        goal[node] = node
    while ring:
        following: dict[int, tuple[int, int]] = {}
        for node in ring:
            way = goal[node], node
            parents = above[node]
            if node in ways:
                parents = parents + [here for here, there in ways[node] if _lets(least, node, there)]
            for parent in parents:
                if goal[parent] < 0 and least[parent] == least[node] and way < following.get(parent, (len(goal), 0)):
                    following[parent] = way
        for parent, (end, node) in following.items():
            goal[parent], hop[parent] = end, node
        ring = sorted(following)
    return goal, hop


def _lets(least: Sequence[int | None], node: int, other: int) -> bool:
    """Whether an edge lets through what one of its two ends does: it lets through the larger."""
    here, there = least[node], least[other]
    return here is not None and there is not None and there <= here
