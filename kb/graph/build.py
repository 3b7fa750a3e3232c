"""The service graph of a base, and the questions asked of it, in the words of the domain.

Nodes are the components, sorted by id; vendors lie outside coverage and are kept apart. Only hard edges make a
closure. An edge whose fallback is rehearsed leads to the fallback instead.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from kb.graph import closures, paths
from kb.graph.closures import Closures, Weakest
from kb.model.base import Base
from kb.model.noun import NamedTuple
from kb.model.service import Edge


def replaced(tail: str, edge: Edge, rehearsed: Collection[tuple[str, str]]) -> bool:
    """Whether a rehearsed fallback takes the place of an edge; one that is merely declared changes nothing.

    Args:
        tail: id of the component the edge begins at.
        edge: the edge; a soft one has no place to take.
        rehearsed: the (from, to) edges that a verified runbook covers.
    """
    return edge.relation.hard and isinstance(edge.fallback, str) and (tail, edge.to) in rehearsed


def leads_to(tail: str, edge: Edge, rehearsed: Collection[tuple[str, str]]) -> str:
    """Return the id an edge leads to: its fallback where that is rehearsed, else what it names."""
    return str(edge.fallback) if replaced(tail, edge, rehearsed) else edge.to


class KnowledgeGraph:
    """The hard graph of a base at a date.

    Attributes:
        ids: component ids, sorted; their positions are the node numbers used inside this package.
        hard: per node the nodes it stands on, ascending.
        vendors: per component id the vendors it stands on directly.
        rehearsed: the edges replaced by their rehearsed fallback.
    """

    def __init__(self, base: Base, rehearsed: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.ids: tuple[str, ...] = tuple(base.components)
        self.number: Mapping[str, int] = {name: number for number, name in enumerate(self.ids)}
        self.rehearsed = rehearsed
        self.vendors: dict[str, tuple[str, ...]] = {}
        self.hard: list[list[int]] = []
        number = self.number.get
        for name, component in base.components.items():
            if rehearsed:
                ends = tuple(leads_to(name, edge, rehearsed) for edge in component.hard_edges)
            else:
                ends = component.hard_ends
            targets = list(map(number, ends))
            if None in targets:
                vendors = tuple(to for to in ends if to in base.vendors)
                if vendors:
                    self.vendors[name] = vendors
                targets = [target for target in targets if target is not None]
            if rehearsed or component.built_on or component.runs_on:  # two edges may lead to the same
                targets = list(set(targets))
            targets.sort()
            self.hard.append(targets)  # type: ignore[arg-type] # likewise

    def closure(self, *names: str) -> tuple[str, ...]:
        """Return the ids in the hard closure of some components, themselves included, sorted."""
        seen = {self.number[name] for name in names}
        todo = list(seen)
        while todo:
            for target in self.hard[todo.pop()]:
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        return tuple(self.ids[node] for node in sorted(seen))

    def held(self, names: Sequence[str]) -> list[int]:
        """Return per component of some which of them its hard closure holds, as a bit mask over their positions."""
        nodes = [self.number[name] for name in names]
        return closures.held(self.condensed, nodes, nodes)

    def vendors_under(self, *names: str) -> tuple[str, ...]:
        """Return the vendors that the hard closure of some components stands on, sorted."""
        return tuple(sorted({vendor for name in self.closure(*names) for vendor in self.vendors.get(name, ())}))

    def path(self, start: str, goal: str) -> tuple[str, ...]:
        """Return a shortest path over hard edges, both ends included; empty if there is none. Deterministic."""
        found = paths.shortest_path(self.hard, self.number[start], {self.number[goal]})
        return tuple(self.ids[node] for node in found or ())

    def ways(self, start: str) -> "Ways":
        """Return the shortest ways from a component to all it stands on; the same as :meth:`path`, in one search."""
        first = self.number[start]
        before, distance, ring = {first: -1}, {first: 0}, [first]
        while ring:
            following: list[int] = []
            for node in sorted(ring):
                for target in self.hard[node]:
                    if target not in before:
                        before[target] = node
                        distance[target] = distance[node] + 1
                        following.append(target)
            ring = following
        return Ways(self, before, distance)

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of components that stand on each other in a circle, sorted."""
        return tuple(tuple(self.ids[node] for node in nodes) for nodes in closures.cycles(self.hard))

    def measure(
        self, values: Sequence[int | None], classes: Sequence[int], how_many: int, weights: Sequence[int]
    ) -> Closures:
        """Answer the questions of :func:`kb.graph.closures.measure` for this graph."""
        return closures.measure(self.hard, values, classes, how_many, weights, self.condensed)

    def minima(self, values: Sequence[int | None]) -> list[Weakest | None]:
        """Return per node the smallest known value in its closure and where it is."""
        return closures.closure_minima(self.hard, values, self.condensed)

    def blast(self, weights: Sequence[int]) -> list[int]:
        """Return per node the total weight of the nodes whose closure holds it."""
        return closures.blast_radius(self.hard, weights, self.condensed)

    @cached_property
    def condensed(self) -> closures.Condensation:
        """The hard graph with every cycle drawn together."""
        return closures.condense(self.hard)

    def weakest_ways(self, values: Sequence[int | None], blast: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return per node the weakest member of its closure and the next node on a shortest path to it, -1 where there is none.

        Of members of equal value the one with the largest blast radius is the weakest, then the nearest, then the first by
        id. Whatever lies on a path to it has the same value and blast radius as its weakest: all it stands on is in the
        closure, too. So one breadth-first search backwards from every such member, among those that share the two, finds
        them all in O(n + e).
        """
        order = {size: place for place, size in enumerate(sorted(set(blast), reverse=True))}
        keys = [
            None if value is None else value * len(order) + order[size]
            for value, size in zip(values, blast, strict=True)
        ]
        least = [None if found is None else found.value for found in self.minima(keys)]
        hop = [-1] * len(self.ids)
        ring = [node for node, key in enumerate(keys) if key is not None and key == least[node]]
        goal = [-1] * len(self.ids)
        for node in ring:
            goal[node] = node
        while ring:
            following: dict[int, tuple[int, int]] = {}
            for node in ring:
                way = goal[node], node
                for parent in self._above[node]:
                    if (
                        goal[parent] < 0
                        and least[parent] == least[node]
                        and way < following.get(parent, (len(goal), 0))
                    ):
                        following[parent] = way
            for parent, (end, node) in following.items():
                goal[parent], hop[parent] = end, node
            ring = sorted(following)
        return goal, hop

    @cached_property
    def _above(self) -> list[list[int]]:
        above: list[list[int]] = [[] for _ in self.ids]
        for node, targets in enumerate(self.hard):
            for target in targets:
                above[target].append(node)
        return above


class Ways(NamedTuple):
    """Shortest ways from one component to every component of its hard closure.

    Attributes:
        graph: the graph they lie in.
        before: per node the one before it on the way, -1 at the start.
        distance: per node the number of edges to it.
    """

    graph: KnowledgeGraph
    before: Mapping[int, int]
    distance: Mapping[int, int]

    def to(self, name: str) -> tuple[str, ...]:
        """Return the way to a component, both ends included; empty if there is none."""
        node = self.graph.number[name]
        way = []
        while node in self.before:
            way.append(self.graph.ids[node])
            node = self.before[node]
        return tuple(reversed(way))

    def length(self, name: str) -> int:
        """Return the number of edges to a component of the closure."""
        return self.distance[self.graph.number[name]]
