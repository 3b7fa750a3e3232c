"""Where a scope hangs by a thread, people aside: single points of failure, articulation points, shared fate.

A *single point of failure* of an entry is a component through which alone the entry reaches something else it needs
(dominators of the hard graph). An *articulation point* splits the scope when it goes, directions disregarded. *Shared
fate* asks what lies under how much of the scope: a component shares the fate of a vendor, a platform, a team or a time
zone if its hard closure holds something that stands on that vendor, is that platform, is owned by that team, or can be
operated from that time zone only (all its operators have one zone: when it is night there, nobody is awake).
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from kb.analyses.risk.report import Fallback, RiskReport
from kb.analyses.risk.scope import Scope, rounded
from kb.graph import closures
from kb.graph import structure as graphs
from kb.graph.alternatives import settled
from kb.model.words import Kind

ENTRIES: Final = 10
"""Entries whose single points are worked out: those with the largest closures."""
FATES: Final = 20
"""Shared fates listed of each sort: those under most of the scope."""
TOP_TIERS: Final = (0, 1, None)
"""Tiers at which a component nothing stands on is an entry; unknown weighs as tier 1."""


class CutPoint(NamedTuple):
    """A component whose loss cuts an entry off from others it needs: itself, and how many hang on it alone."""

    component: str
    cut_off: int
    coverage: int | None


class EntryPoint(NamedTuple):
    """An entry and its single points of failure, those that cut off most first.

    Attributes:
        entry: id of the component.
        closure: components it stands on, itself included.
        single_points: where everything below hangs on one component; by number cut off, then id.
    """

    entry: str
    closure: int
    single_points: tuple[CutPoint, ...]


class Fate(NamedTuple):
    """What lies under a share of the scope.

    Attributes:
        sort: vendor, platform, team or time zone.
        name: which.
        share: share of the scope, by tier weight, that shares its fate.
        everything: whether that is all of it.
    """

    sort: str
    name: str
    share: float
    everything: bool


class Structure(NamedTuple):
    """The structure of a scope.

    Attributes:
        chosen: how the entries were found: named by the event, or components nothing stands on.
        entries: the entries worked out, largest closure first.
        more: entries beyond those.
        articulation: components whose loss splits the graph of the scope's closure.
        fates: what lies under how much, by sort, then share.
        cycles: components that stand on each other in a circle.
        fallbacks: declared fallbacks; only rehearsed ones count.
    """

    chosen: str
    entries: tuple[EntryPoint, ...]
    more: int
    articulation: tuple[str, ...]
    fates: tuple[Fate, ...]
    cycles: tuple[tuple[str, ...], ...]
    fallbacks: tuple[Fallback, ...]


def entries_of(scope: Scope, named: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the entries of a scope: those named, else the tops of tier 0 or 1, else all tops.

    A top is a component that nothing else in the scope stands on, directly or through others; of a circle of them,
    the first.
    """
    graph, base = scope.assessment.graph, scope.base
    if named:
        return tuple(sorted(name for name in named if name in graph.number))
    tops = _tops(scope)
    high = [names for names in tops if any(base.tier(base.components[name]) in TOP_TIERS for name in names)]
    return tuple(sorted(names[0] for names in high or tops))


def _tops(scope: Scope) -> list[list[str]]:
    """Return the tops of a scope, each with those that stand on it in a circle; parents come late in `members`."""
    graph = scope.assessment.graph.prepared  # what is one of two ways is no top
    condensed = graph.condensed
    inside = {graph.number[name] for name in scope.names}
    reached = bytearray(len(condensed.members))  # whether something in the scope stands on it
    tops = []
    for index in range(len(condensed.members) - 1, -1, -1):
        names = [graph.ids[node] for node in condensed.members[index] if node in inside]
        if names and not reached[index]:
            tops.append(names)
        if names or reached[index]:
            for child in condensed.children[index]:
                reached[child] = 1
    return tops


def structure(scope: Scope, report: RiskReport, named: tuple[str, ...] = ()) -> Structure:
    """Assess the structure of a scope."""
    entries = entries_of(scope, named)
    sizes, number = scope.assessment.measures.sizes, scope.assessment.graph.number
    largest = sorted(entries, key=lambda name: (-sizes[number[name]], name))
    names, adj = _part(scope, scope.names)
    return Structure(
        chosen="named by the event" if named else "tier 0 or 1, nothing in the scope stands on them",
        entries=tuple(_entry(scope, name) for name in largest[:ENTRIES]),
        more=max(0, len(entries) - ENTRIES),
        articulation=tuple(names[node] for node in graphs.articulation_points(adj)),
        fates=_fates(scope),
        cycles=report.cycles,
        fallbacks=report.fallbacks,
    )


def _part(scope: Scope, start: tuple[str, ...]) -> tuple[tuple[str, ...], list[list[int]]]:
    """Return the hard graph of a closure alone, its nodes numbered anew in the order of ids."""
    graph = scope.assessment.graph
    names = graph.closure(*start)
    place = {graph.number[name]: index for index, name in enumerate(names)}
    return names, [[place[target] for target in graph.hard[graph.number[name]]] for name in names]


def _entry(scope: Scope, entry: str) -> EntryPoint:
    names, adj = _part(scope, (entry,))
    assessment = scope.assessment
    covers = [assessment.covers[assessment.graph.number[name]] for name in names]
    points = [
        CutPoint(
            names[point.node], len(point.cut_off), covers[point.node].coverage if covers[point.node].known else None
        )
        for point in graphs.single_points(adj, names.index(entry))
    ]
    return EntryPoint(entry, len(names), tuple(sorted(points, key=lambda point: (-point.cut_off, point.component))))


def _fates(scope: Scope) -> tuple[Fate, ...]:
    """Find what lies under the scope: one node more per group, and one sweep over the closures of all."""
    groups = _groups(scope)
    graph = scope.assessment.graph
    size = len(graph.ids)
    adj: list[Sequence[int]] = [*graph.plain, *([] for _ in groups)]
    keys = sorted(groups)
    for place, key in enumerate(keys):
        for node in groups[key]:
            adj[node] = [*adj[node], size + place]
    if graph.either:  # what lies under both ways lies under what may go either
        adj = [*settled(adj, graph.either)]
    weights = [0] * len(adj)
    for name, weight in zip(scope.names, scope.weights, strict=True):
        weights[graph.number[name]] = weight
    under = closures.blast_radius(adj, weights)[size:]
    total = sum(scope.weights)
    found: dict[str, list[Fate]] = defaultdict(list)
    for (sort, name), weight in sorted(
        zip(keys, under, strict=True), key=lambda item: (item[0][0], -item[1], item[0][1])
    ):
        if weight:
            found[sort].append(Fate(sort, name, rounded(weight / total), weight == total))
    return tuple(fate for sort in sorted(found) for fate in found[sort][:FATES])


def _groups(scope: Scope) -> dict[tuple[str, str], list[int]]:
    """Return per vendor, platform, team and time zone the components it lies under directly."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    graph, base = scope.assessment.graph, scope.base
    for node, component in enumerate(base.components.values()):
        for vendor in dict.fromkeys(graph.vendors.get(component.id, ())):
            groups["vendor", vendor].append(node)
        if component.kind is Kind.PLATFORM:
            groups["platform", component.id].append(node)
        owner = base.owner(component)
        if owner is not None:
            groups["team", owner].append(node)
        zones = {base.zone_name(base.people[person]) for person, _ in scope.counting(component.id)}
        zone = zones.pop() if len(zones) == 1 else None
        if zone is not None:
            groups["time zone", zone].append(node)
    return groups
