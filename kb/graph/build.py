"""The service graph of a base, and the questions asked of it, in the words of the domain.

Nodes are the components, sorted by id; vendors lie outside coverage and are kept apart. Only hard edges make a
closure. An edge with a rehearsed fallback is one of two ways (`kb.graph.alternatives`).

Longer than the usual 150 lines: one graph, and a question a method.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kb.graph import closures
from kb.graph.closures import Closures
from kb.model.base import Base
from kb.model.noun import NamedTuple
from kb.model.service import Edge

if TYPE_CHECKING:
    from kb.graph.absences import Absences
    from kb.graph.alternatives import Alternative
    from kb.graph.weakest import Weakest

    Holders = Callable[[int], Iterable[str]]


def spared(tail: str, edge: Edge, rehearsed: Collection[tuple[str, str]]) -> bool:
    """Whether a rehearsed fallback stands beside an edge; one that is merely declared changes nothing.

    Args:
        tail: id of the component the edge begins at.
        edge: the edge; a soft one takes nothing down.
        rehearsed: the (from, to) edges that a verified runbook covers.
    """
    return edge.relation.hard and isinstance(edge.fallback, str) and (tail, edge.to) in rehearsed


def ends(tail: str, edge: Edge, rehearsed: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids an edge may lead to: what it names and, where that is rehearsed, its fallback."""
    return (edge.to, str(edge.fallback)) if spared(tail, edge, rehearsed) else (edge.to,)


class KnowledgeGraph:
    """The hard graph of a base at a date.

    Attributes:
        ids: component ids, sorted; their positions are the node numbers used inside this package.
        named: per node the nodes its hard edges name, ascending.
        hard: per node nodes whose loss alone takes it down, ascending, so that their closures are all of those: what its edges name,
            and in place of an edge with a rehearsed fallback what both ways stand on.
        plain: the hard edges without those that have a rehearsed fallback.
        either: those that have one, vendors apart.
        vendors: per component id the vendors whose loss alone takes it down and that nothing between names.
        rehearsed: the edges that a verified runbook covers.
    """

    def __init__(self, base: Base, rehearsed: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.ids: tuple[str, ...] = tuple(base.components)
        self.number: Mapping[str, int] = {name: number for number, name in enumerate(self.ids)}
        self.rehearsed = rehearsed
        self.vendors: dict[str, tuple[str, ...]] = {}
        self.named: list[Sequence[int]] = []
        number = self.number.get
        for name, component in base.components.items():
            targets = list(map(number, heads := component.hard_ends))
            if None in targets:
                vendors = tuple(to for to in heads if to in base.vendors)
                if vendors:
                    self.vendors[name] = vendors
                targets = [target for target in targets if target is not None]
            if component.built_on or component.runs_on:  # two edges may lead to the same
                targets = list(set(targets))
            targets.sort()
            self.named.append(targets)  # type: ignore[arg-type] # likewise
        self.hard = self.plain = self.named
        self.either: tuple[Alternative, ...] = ()
        self._prepared: tuple[list[Sequence[int]], dict[str, tuple[str, ...]]] | None = None
        self._whole: _Whole | None = None
        tails = sorted({tail for tail, _ in rehearsed if tail in self.number})
        if any(spared(tail, edge, rehearsed) for tail in tails for edge in base.components[tail].hard_edges):
            self._settle(base, tails)

    def _settle(self, base: Base, tails: Sequence[str]) -> None:
        """Let what has a rehearsed fallback stand on what both ways do, vendors included."""
        from kb.graph import alternatives  # noqa: PLC0415 - most graphs have no rehearsed fallback

        size, number = len(self.ids), self.number
        names = [*self.ids, *base.vendors]
        place = {name: at for at, name in enumerate(names)}
        plain = self.named + [[] for _ in base.vendors]
        for name, vendors in self.vendors.items():
            plain[number[name]] = [*plain[number[name]], *(place[vendor] for vendor in vendors)]
        either = []
        for tail in tails:
            edges = base.components[tail].hard_edges
            away = [
                edge
                for edge in edges
                if spared(tail, edge, self.rehearsed) and edge.to in place and edge.fallback in number
            ]
            either += [
                alternatives.Alternative(place[tail], place[edge.to], place[str(edge.fallback)]) for edge in away
            ]
            if away:
                plain[place[tail]] = sorted({place[edge.to] for edge in edges if edge not in away and edge.to in place})
        self._whole = _Whole(plain, either, place)
        found = alternatives.settled(plain, either)
        fallbacks = ((edge.tail, edge.second) for edge in either)
        self._prepared = alternatives.joined(self.named, fallbacks), self.vendors
        self.plain = [[to for to in heads if to < size] for heads in plain[:size]]
        self.hard = [[to for to in heads if to < size] for heads in found[:size]]
        self.vendors = {
            name: vendors
            for name, heads in zip(self.ids, found, strict=False)
            if (vendors := tuple(names[to] for to in heads if to >= size))
        }
        self.either = tuple(edge for edge in either if edge.first < size)

    @cached_property
    def prepared(self) -> "KnowledgeGraph":
        """The graph of whoever prepares for what may happen: both ways of an edge with a rehearsed fallback are hard."""
        if self._prepared is None:
            return self
        found = object.__new__(KnowledgeGraph)
        hard, vendors = self._prepared
        found.__dict__ = {
            "ids": self.ids, "number": self.number, "rehearsed": self.rehearsed, "named": hard, "hard": hard, "plain": hard,
            "either": (), "vendors": vendors, "_prepared": None, "_whole": None,
        }  # fmt: skip
        return found

    def closure(self, *names: str) -> tuple[str, ...]:
        """Return the ids in the hard closure of some components, themselves included, sorted."""
        return self._below(self.hard, names)

    def reach(self, *names: str) -> tuple[str, ...]:
        """Return all that is reached over hard edges as they are named, rehearsed fallbacks or not."""
        return self._below(self.named, names)

    def _below(self, adj: Sequence[Sequence[int]], names: Iterable[str]) -> tuple[str, ...]:
        seen = {self.number[name] for name in names}
        todo = list(seen)
        while todo:
            for target in adj[todo.pop()]:
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

    def falling(self, names: Iterable[str], lost: Collection[str]) -> tuple[str, ...]:
        """Return which of some components are down when all of some components and vendors are lost, in their order."""
        if self._whole is None:
            found = ((name, {*self.closure(name), *self.vendors_under(name)}) for name in names)
            return tuple(name for name, below in found if not below.isdisjoint(lost))
        from kb.graph import alternatives  # noqa: PLC0415 - likewise

        plain, either, place = self._whole
        bottom = len(plain)
        ends = {(place[name], bottom) for name in lost}
        hard = alternatives.settled([*alternatives.joined(plain, ends), ()], either)
        asked = list(names)
        down = closures.held(closures.condense(hard), [bottom], [self.number[name] for name in asked])
        return tuple(name for name, mask in zip(asked, down, strict=True) if mask)

    def path(self, start: str, goal: str) -> tuple[str, ...]:
        """Return a shortest path over hard edges as they are named, both ends included; empty if there is none. Deterministic."""
        from kb.graph import paths  # noqa: PLC0415 - most commands ask for no path

        found = paths.shortest_path(self.named, self.number[start], {self.number[goal]})
        return tuple(self.ids[node] for node in found or ())

    def ways(self, start: str) -> "Ways":
        """Return the shortest ways from a component to all its edges lead to; the same as :meth:`path`, in one search."""
        first = self.number[start]
        before, distance, ring = {first: -1}, {first: 0}, [first]
        while ring:
            following: list[int] = []
            for node in sorted(ring):
                for target in self.named[node]:
                    if target not in before:
                        before[target] = node
                        distance[target] = distance[node] + 1
                        following.append(target)
            ring = following
        return Ways(self, before, distance)

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups of components that stand on each other in a circle, sorted."""
        return tuple(tuple(self.ids[node] for node in nodes) for nodes in closures.cycles(self.hard))

    def measure(self, classes: Sequence[int], how_many: int, weights: Sequence[int]) -> Closures:
        """Answer the questions of :func:`kb.graph.closures.measure` for this graph; the weakest are :meth:`weakest`'s."""
        return closures.measure(self.hard, (), classes, how_many, weights, self.condensed)

    def minima(self, values: Sequence[int | None], holders: "Holders") -> "Minima | Absences":
        """Find per node the smallest known value behind it; of two ways, how many of those who hold them must be gone.

        Args:
            values: per node how many hold it; None = unknown.
            holders: who does, by node; asked only where there are rehearsed fallbacks.
        """
        if self.either:
            return self._absences(values, holders)
        found = closures.closure_minima(self.hard, values, self.condensed)
        return Minima([None if least is None else least.value for least in found])

    def weakest(self, values: Sequence[int | None], blast: Sequence[int], holders: "Holders") -> "Weakest":
        """Return where that is and the way to it, see :mod:`kb.graph.weakest`."""
        from kb.graph import weakest  # noqa: PLC0415 - a check asks for no way

        if self.either:
            found = self._absences(values, holders)
            return weakest.over(self.plain, self.either, found, values, blast)
        return weakest.plainly(self.hard, self.condensed, values, blast)

    def losing(
        self, names: Iterable[str], values: Sequence[int | None], holders: "Holders"
    ) -> list[frozenset[str]] | None:
        """Return whose absence takes some of some components down, see :func:`kb.graph.absences.losing`; for graphs with fallbacks."""
        from kb.graph import absences  # noqa: PLC0415 - likewise

        return absences.losing(self._condensed, self.either, values, holders, map(self.number.__getitem__, names))

    def _absences(self, values: Sequence[int | None], holders: "Holders") -> "Absences":
        from kb.graph import absences  # noqa: PLC0415 - likewise

        return absences.absences(self._condensed, self.either, values, holders)

    def blast(self, weights: Sequence[int], down: Collection[int] = ()) -> list[int]:
        """Return per node the total weight of the nodes whose closure holds it, where some are down: those are no way out."""
        if not (self.either and down):
            return closures.blast_radius(self.hard, weights, self.condensed)
        from kb.graph import alternatives  # noqa: PLC0415 - likewise

        left = [edge for edge in self.either if edge.first not in down and edge.second not in down]
        only = [
            (edge.tail, edge.first if edge.second in down else edge.second) for edge in self.either if edge not in left
        ]
        return closures.blast_radius(alternatives.settled(alternatives.joined(self.plain, only), left), weights)

    @cached_property
    def _condensed(self) -> closures.Condensation:
        """The graph without the edges that have a rehearsed fallback, condensed."""
        return closures.condense(self.plain)

    @cached_property
    def condensed(self) -> closures.Condensation:
        """The hard graph with every cycle drawn together."""
        return closures.condense(self.hard)


class Minima(NamedTuple):
    """The smallest known value behind each node, as in :class:`kb.graph.absences.Absences`."""

    known: Sequence[int | None]
    certain: Sequence[int] | None = None
    exact_to: int | None = None


class _Whole(NamedTuple):
    """A graph with rehearsed fallbacks, vendors included: edges without one, edges with one, and the number of each id."""

    plain: list[Sequence[int]]
    either: "list[Alternative]"
    place: Mapping[str, int]


class Ways(NamedTuple):
    """Shortest ways from one component to every component its edges lead to.

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
