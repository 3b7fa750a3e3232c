"""What has to be lost together for an edge of two ways to be cut, where no one node is behind both or held by all who matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.graph.absences import Absences
    from kb.graph.alternatives import Alternative
    from kb.graph.closures import Adjacency


class Together(NamedTuple):
    """Nodes that cut an edge of two ways if all of them are lost.

    Attributes:
        way: from what the edge names to the first of the nodes, both included.
        nodes: the nodes, that one first.
    """

    way: tuple[int, ...]
    nodes: tuple[int, ...]


class LostTogether:
    """Says it of the edges of a graph.

    Args:
        plain: the graph without the edges that have a rehearsed fallback.
        either: those edges.
        found: who has to be gone.
    """

    def __init__(self, plain: Adjacency, either: Sequence[Alternative], found: Absences) -> None:
        self.plain = plain
        self.either = either
        self.found = found
        self.at: dict[int, list[int]] = {}
        for place, edge in enumerate(either):
            self.at.setdefault(edge.tail, []).append(place)

    def of(self, place: int, *, certain: bool) -> Together:
        """Return what is lost together when the least set of people goes that cuts an edge, by its place."""
        gone = self._cuts(certain=certain)[place][0]
        used = {place}
        edge = self.either[place]
        way = self._way(edge.first, gone, used, certain=certain)
        nodes = [way[-1], self._way(edge.second, gone, used, certain=True)[-1]]
        done = {place}
        while todo := sorted(used - done):  # edges of two ways behind those: of each its fallback is lost, too
            done.update(todo)
            nodes += [self._way(self.either[other].second, gone, used, certain=True)[-1] for other in todo]
        return Together(tuple(way), tuple(dict.fromkeys(nodes)))

    def _cuts(self, *, certain: bool) -> Sequence[Sequence[int]]:
        return self.found.certain_cuts if certain else self.found.cuts

    def _way(self, start: int, gone: int, used: set[int], *, certain: bool) -> list[int]:
        """Return a shortest way from a node that is down to one that has nobody left, and note the edges of two ways on it."""
        before: dict[int, tuple[int, int]] = {start: (-1, -1)}
        ring = [start]
        while ring:
            lost = [node for node in sorted(ring) if self._is_lost(node, gone, certain=certain)]
            if lost:
                return _traced(before, lost[0], used)
            following: list[int] = []
            for node in sorted(ring):
                cut = [place for place in self.at.get(node, ()) if self._is_cut(place, gone, certain=certain)]
                steps = [(target, -1) for target in self.plain[node]] + [
                    (self.either[place].first, place) for place in cut
                ]
                for target, place in steps:
                    if target not in before:
                        before[target] = node, place
                        following.append(target)
            ring = following
        return [start]

    def _is_lost(self, node: int, gone: int, *, certain: bool) -> bool:
        held = self.found.holders.get(node)
        return certain if held is None else not held & ~gone

    def _is_cut(self, place: int, gone: int, *, certain: bool) -> bool:
        return any(not people & ~gone for people in self._cuts(certain=certain)[place])


def _traced(before: dict[int, tuple[int, int]], node: int, used: set[int]) -> list[int]:
    """Return the way to a node, and note the edges of two ways on it."""
    way = []
    while node >= 0:
        way.append(node)
        node, place = before[node]
        if place >= 0:
            used.add(place)
    return way[::-1]
