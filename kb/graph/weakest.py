"""Where the least value behind each node is, and the way to it.

Of members of equal value the one with the largest blast radius is the weakest, then the nearest, then the first by number.
Whatever lies on a way to it has the same value and blast radius as its weakest: all it stands on is behind the first, too. So
one breadth-first search backwards from every such member, among those that share the two, finds them all in O(n + e).

Over an edge with a rehearsed fallback the way leads on through the one of the two whose loss takes as many people as that of both;
through what the edge names where either does, unless the weakest behind that leaves the other way open. A fallback is believed only as far as it is known, and so is all behind it: such
a graph is searched in two copies, the second one of what is known for certain. Where neither way takes as many, nobody holds all
of it: the way ends there, at several nodes that have to be lost together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.graph import closures
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.graph.absences import Absences
    from kb.graph.alternatives import Alternative
    from kb.graph.closures import Adjacency, Condensation
    from kb.graph.lost_together import Together


class Weakest(NamedTuple):
    """The weakest behind each node, and the ways there.

    Attributes:
        known: per node the least value; None where none is known.
        goal: per node the node it is at, -1 where none is known.
        hop: per node the next on the way, -1 at its end; a second copy of the nodes may follow, and what is lost together.
        certain: per node the least value if all that is unknown were 0; None in a graph without rehearsed fallbacks, where
            that is 0 wherever something unknown is in the closure.
        exact_to: values up to this are exact, larger ones are upper bounds; None if all are exact.
        together: what is lost together.
    """

    known: list[int | None]
    goal: list[int]
    hop: list[int]
    certain: list[int] | None = None
    exact_to: int | None = None
    together: Sequence[Together] = ()

    def way(self, node: int) -> Iterator[int]:
        """Yield the nodes on the way to the weakest, both ends included."""
        size = len(self.known)
        while 0 <= node < 2 * size:
            yield node % size
            node = self.hop[node]
        if node >= 0:
            yield from self.together[node - 2 * size].way

    def end(self, node: int) -> tuple[int, ...]:
        """Return the weakest behind a node; several where they have to be lost together, first the one the way leads to."""
        return self.nodes(self.goal[node])

    def nodes(self, goal: int) -> tuple[int, ...]:
        """Return the nodes a goal stands for."""
        size = len(self.known)
        if goal >= 2 * size:
            return self.together[goal - 2 * size].nodes
        return (goal % size,) if goal >= 0 else ()


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
    goal, hop = _search(_reversed(hard), keys, least)
    return Weakest([None if key is None else key // many for key in least], goal, hop)


def over(
    plain: Adjacency,
    either: Sequence[Alternative],
    found: Absences,
    values: Sequence[int | None],
    blast: Sequence[int],
) -> Weakest:
    """Find the weakest in a graph with rehearsed fallbacks.

    Args:
        plain: the graph without those edges, so that a way is over edges there are.
        either: those edges.
        found: the values to lead to.
        values: as above.
        blast: as above.
    """
    from kb.graph.lost_together import LostTogether  # noqa: PLC0415 - most graphs have no rehearsed fallback

    size = len(plain)
    expected = [*found.known, *found.certain]
    links = [link for link in _links(either, found, size) if expected[link.tail] == link.people]
    said = LostTogether(plain, either, found)
    ended: set[_Link] = set()
    while True:
        through: list[tuple[_Link, int]] = []
        adj = [*map(list, plain), *([to + size for to in nodes] for nodes in plain)]
        own, blasts = [*values, *(value or 0 for value in values)], [*blast, *blast]
        together: list[Together] = []
        for link in links:
            ways = [to for to in link.ways if expected[to] == link.people]
            if link in ended or not ways:
                ways = [len(adj)]
                together.append(said.of(link.place, certain=link.tail >= size))
                adj.append([])
                own.append(link.people)
                blasts.append(blast[together[-1].nodes[0]])
            else:
                through.append((link, ways[0]))
            adj[link.tail].append(ways[0])
        whole = plainly(adj, closures.condense(adj), own, blasts)
        answer = Weakest(whole.known[:size], whole.goal[:size], whole.hop, found.certain, found.exact_to, together)
        wrong = {
            link for link in links if whole.known[link.tail] != link.people
        }  # some lead on to each other in a circle
        wrong.update(link for link, to in through if not _cut(link, answer.nodes(whole.goal[to]), found, size))
        if not wrong:
            return answer
        ended |= wrong


class _Link(NamedTuple):
    """An edge of two ways in one of the copies: where it begins, its two ends, how many people both take, and which it is."""

    tail: int
    ways: tuple[int, int]
    people: int
    place: int


def _links(either: Sequence[Alternative], found: Absences, size: int) -> Iterator[_Link]:
    for shift, cuts in ((0, found.cuts), (size, found.certain_cuts)):
        for place, (tail, first, second) in enumerate(either):
            if cuts[place]:
                yield _Link(tail + shift, (first + shift, second + size), cuts[place][0].bit_count(), place)


def _cut(link: _Link, nodes: Sequence[int], found: Absences, size: int) -> bool:
    """Whether losing some nodes behind one way of an edge loses the other, too: as many may hold a node that is behind one only."""
    gone = 0
    for node in nodes:
        gone |= found.holders.get(node, 0)
    cuts = (found.certain_cuts if link.tail >= size else found.cuts)[link.place]
    return any(not people & ~gone for people in cuts)


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
    above: list[list[int]], keys: Sequence[int | None], least: Sequence[int | None]
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
            for parent in above[node]:
                if goal[parent] < 0 and least[parent] == least[node] and way < following.get(parent, (len(goal), 0)):
                    following[parent] = way
        for parent, (end, node) in following.items():
            goal[parent], hop[parent] = end, node
        ring = sorted(following)
    return goal, hop
