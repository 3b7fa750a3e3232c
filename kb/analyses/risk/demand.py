"""The order of a report: how much stands on a component, by tier, and how much demand reaches it.

*Blast radius by tier*: how many components of each tier have it in their hard closure; weighted and summed this is the
blast radius. *Demand*: requests that reach it for each request at an entry, along the path on which they grow most: the
product of the `multiplier`s of its edges, hard and soft. A path keeps the number explainable; all paths together carry
at least as much wherever multipliers are 1 or more. An edge without a multiplier counts as 1 and is counted as unknown. Cycles
are drawn together: inside of one nothing is multiplied. An event's amplifiers replace the multipliers of their edges.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from kb.analyses.risk.scope import Scope, rounded
from kb.graph import closures
from kb.model.event import Event
from kb.model.words import RiskClass

UNKNOWN_MULTIPLIER: Final = 1.0
"""What an edge without a multiplier counts as: the least a dependency that is asked once can mean."""
TIERS: Final = 5  # 0 to 3, and unknown


class Above(NamedTuple):
    """How many components of each tier stand on one, itself included."""

    tier_0: int
    tier_1: int
    tier_2: int
    tier_3: int
    unknown: int


class Demand(NamedTuple):
    """How much demand reaches a component for each request at an entry.

    Attributes:
        factor: product of the multipliers along the path.
        unknown: edges of the path whose multiplier is unknown and counts as 1.
        edges: edges of the path, those inside a cycle left out.
        path: ids from the entry to the component, where cycles are crossed only their way in and out.
    """

    factor: float
    unknown: int
    edges: int
    path: tuple[str, ...]


class Standing(NamedTuple):
    """One component in the order of consequence.

    Attributes:
        component: id.
        tier: None = unknown.
        risk_class: class by its own coverage.
        bus_factor: least coverage known in its hard closure; None if none is known.
        blast_radius: summed tier weight of what stands on it, itself included.
        above: the same as a number of components by tier.
        demand: how much demand reaches it; None where no path leads there from an entry.
        bus_factor_is_bound: whether the bus factor may be lower, for something in there is unknown.
    """

    component: str
    tier: int | None
    risk_class: RiskClass
    bus_factor: int | None
    blast_radius: int
    above: Above
    demand: Demand | None
    bus_factor_is_bound: bool


def order(scope: Scope, entries: tuple[str, ...], event: Event | None = None) -> tuple[Standing, ...]:
    """Return the components of a scope in the order of a report: tier, class, blast radius."""
    above, demand = _above(scope), _demand(scope, entries, event)
    number = scope.assessment.graph.number
    return tuple(
        Standing(
            component=row.component,
            tier=row.tier,
            risk_class=row.risk_class,
            bus_factor=row.bus_factor,
            blast_radius=row.blast_radius,
            above=above[number[row.component]],
            demand=demand.get(number[row.component]),
            bus_factor_is_bound=row.bus_factor_is_bound,
        )
        for row in scope.rows
    )


def _above(scope: Scope) -> list[Above]:
    """Count by tier what stands on every component: one sweep, each tier counting in digits of its own."""
    base, graph = scope.base, scope.assessment.graph
    bits = len(graph.ids).bit_length()
    tiers = (base.tier(component) for component in base.components.values())
    weights = [1 << bits * (TIERS - 1 if tier is None else tier) for tier in tiers]
    mask = (1 << bits) - 1
    return [Above(*(total >> bits * place & mask for place in range(TIERS))) for total in graph.blast(weights)]


class _Best(NamedTuple):
    """The best path found to a group of nodes that stand on each other; larger is better, as tuples compare."""

    factor: float
    known: int  # minus the unknown multipliers
    short: int  # minus the edges
    tail: int  # minus the node the last edge leaves from
    head: int  # minus the node it leads to


def _demand(scope: Scope, entries: tuple[str, ...], event: Event | None) -> dict[int, Demand]:
    """Find the path of largest product to every component, in the order in which demand flows."""
    edges = _edges(scope, event)
    condensed = closures.condense([[target for target, _ in targets] for targets in edges])
    number, group = scope.assessment.graph.number, condensed.component_of
    best: dict[int, _Best] = {}
    for entry in sorted(entries, reverse=True):
        best[group[number[entry]]] = _Best(1.0, 0, 0, 1, -number[entry])
    for index in range(len(condensed.members) - 1, -1, -1):
        found = best.get(index)
        if found is None:
            continue
        for node in condensed.members[index]:
            for target, multiplier in edges[node]:
                if (other := group[target]) != index:
                    missing = multiplier is None
                    factor = found.factor * (UNKNOWN_MULTIPLIER if multiplier is None else multiplier)
                    option = _Best(factor, found.known - missing, found.short - 1, -node, -target)
                    if other not in best or option > best[other]:
                        best[other] = option
    return _trace(scope, condensed, best)


def _edges(scope: Scope, event: Event | None) -> list[list[tuple[int, float | None]]]:
    """Return per component the components it sends requests to, with the multiplier of the edge."""
    number = scope.assessment.graph.number
    amplified = _amplified(event)
    found: list[list[tuple[int, float | None]]] = []
    for component in scope.base.components.values():
        targets: dict[int, float | None] = {}
        for edge in component.edges:
            if edge.to in number:
                given = amplified.get((component.id, edge.to), edge.multiplier)
                other = targets.get(number[edge.to])
                targets[number[edge.to]] = given if other is None else max(other, other if given is None else given)
        found.append(sorted(targets.items()))
    return found


def _amplified(event: Event | None) -> Mapping[tuple[str, str], float]:
    """Return the multipliers an event gives to edges."""
    return {
        (item.edge[0], item.edge[1]): float(item.multiplier)
        for item in (event.amplifiers or () if event is not None else ())
        if item.edge is not None and len(item.edge) == 2 and isinstance(item.multiplier, int | float)
    }


def _trace(scope: Scope, condensed: closures.Condensation, best: dict[int, _Best]) -> dict[int, Demand]:
    """Follow the best paths back to their entries."""
    ids, group = scope.assessment.graph.ids, condensed.component_of
    wanted = [scope.assessment.graph.number[name] for name in scope.names]
    found = {}
    for node in wanted:
        here = best.get(group[node])
        if here is None:
            continue
        path, step = [node], here
        while step.tail <= 0:
            path += [-step.head, -step.tail]
            step = best[group[-step.tail]]
        path.append(-step.head)
        names = [ids[place] for at, place in enumerate(path) if not at or path[at - 1] != place]
        found[node] = Demand(rounded(here.factor), -here.known, -here.short, tuple(reversed(names)))
    return found
