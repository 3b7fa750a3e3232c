"""Assess the risk of a scope: the whole, a system, a team's components, or the closure of an event."""

from collections import Counter
from datetime import datetime
from functools import cached_property

from kb.analyses.coverage import Cover, Coverage
from kb.analyses.freshness import verified_edges
from kb.analyses.risk.last_days import LastDays, coming
from kb.analyses.risk.repair import Leaving, Repairs
from kb.analyses.risk.report import CLASS_ORDER, ComponentReport, Fallback, RiskReport, Row, Totals, Weakest
from kb.analyses.risk.weak_places import weak_places
from kb.graph.build import KnowledgeGraph, replaced
from kb.graph.closures import Closures
from kb.model.base import Base
from kb.model.service import Component
from kb.model.settings import tier_place
from kb.model.words import Basis, PersonKind, RiskClass

_WEAK = {RiskClass.ORPHANED, RiskClass.SINGLE}
_BASES = tuple(Basis)
_RANKS = {risk: rank for rank, risk in enumerate(CLASS_ORDER)}
_REPAIRS = 10
LONGEST_PATH = 100
"""Components of a path that is told in full; nobody reads a longer one (our default)."""
WAYS = 1_000
"""Components of a closure whose way is given: more would take memory that grows with the square of the closure."""


class Assessment:
    """One base at one instant, ready to be asked about scopes and components.

    Args:
        base: the knowledge base.
        at: the instant.
        without: ids of people to count as absent.
        named: those of them the asker named by id, who may therefore be named in an answer.
    """

    def __init__(
        self, base: Base, at: datetime, without: tuple[str, ...] = (), named: frozenset[str] = frozenset()
    ) -> None:
        self.base = base
        self.at = at
        self.without = tuple(sorted(without))
        self.leaving = Leaving(frozenset(without), named)
        self.coverage = Coverage(base, at, frozenset(without))
        self.last_days = LastDays(base, self.coverage)
        self.graph = KnowledgeGraph(base, verified_edges(base, at))
        self.covers: list[Cover] = [self.coverage.cover(name) for name in self.graph.ids]
        self.classes: list[RiskClass] = [cover.risk_class for cover in self.covers]
        self.ranks: list[int] = [_RANKS[risk] for risk in self.classes]
        self.measures = self._measure()
        proven = self.graph.minima([cover.proven if cover.known else None for cover in self.covers])
        self.proven = [None if found is None else found.value for found in proven]
        self.goals, self.hops = self.graph.weakest_ways(self._values, self.measures.blast)

    @cached_property
    def _values(self) -> list[int | None]:
        return [cover.coverage if cover.known else None for cover in self.covers]

    def _measure(self) -> Closures:
        marks = [(risk is RiskClass.UNKNOWN) | (risk in _WEAK) << 1 for risk in self.classes]
        weight, tier = self.base.settings.weight, self.base.tier
        weights = [weight(tier(component)) for component in self.base.components.values()]
        return self.graph.measure(self._values, marks, 2, weights)

    def row(self, node: int, component: Component) -> Row:
        """Return the risk of one component, by its node number."""
        cover, measures = self.covers[node], self.measures
        found = measures.weakest[node]
        goal = self.goals[node]
        weakest = None if found is None else Weakest(self.graph.ids[goal], found.value, self._path(node, goal))
        return Row(
            component=component.id,
            kind=component.kind,
            system=component.system,
            owner=self.base.owner(component),
            tier=self.base.tier(component),
            risk_class=self.classes[node],
            coverage=cover.coverage,
            proven=cover.proven,
            externals=cover.externals,
            bus_factor=None if found is None else found.value,
            proven_bus_factor=self.proven[node],
            closure=measures.sizes[node],
            unknown=measures.counts[0][node],
            weak=measures.counts[1][node],
            weakest=weakest,
            blast_radius=measures.blast[node],
            vendors=self.graph.vendors.get(component.id, ()),
            basis=self._basis(component.id),
            source=component.source,
            until=self.last_days.of(component.id) if cover.coverage else None,
            known=cover.known,
            needs_stated=component.needs is not None,
            bus_factor_is_bound=found is not None and found.value > 0 and measures.counts[0][node] > 0,
        )

    def _path(self, node: int, weakest: int) -> tuple[str, ...]:
        """Return the way to the weakest component; of a very long one the beginning and the end.

        A chain of n components would otherwise hold n * n / 2 names.
        """
        path = [self.graph.ids[node]]
        while self.hops[node] >= 0:
            node = self.hops[node]
            if len(path) == LONGEST_PATH - 2 and weakest not in (node, self.hops[node]):
                return (*path, "…", self.graph.ids[weakest])
            path.append(self.graph.ids[node])
        return tuple(path)

    def _basis(self, component: str) -> Basis | None:
        """Return the weakest basis of the lines on who knows a component."""
        found = [knows.provenance.basis for knows in self.base.knowledge.get(component, {}).values()]
        stated = [basis for basis in found if basis is not None]
        return max(stated, key=_BASES.index) if stated else None

    def report(self, scope: str, components: tuple[str, ...] | None = None) -> RiskReport:
        """Assess a scope. ``scope`` is what it is in words; without ``components`` it is of all."""
        wanted = None if components is None else set(components)
        rows = [
            self.row(node, component)
            for node, component in enumerate(self.base.components.values())
            if (wanted is None or component.id in wanted) and component.id not in self.base.retired
        ]
        rows.sort(key=_order)
        inside = {row.component for row in rows}
        repairs = Repairs(self.base, self.coverage, self.leaving)
        needy = [row for row in rows if row.risk_class is not RiskClass.HELD][:_REPAIRS]
        return RiskReport(
            at=self.at,
            scope=scope,
            without=self.without,
            people=self._headcount(),
            totals=_totals(rows),
            rows=tuple(rows),
            weak_places=weak_places(self, rows),
            repairs=tuple(repairs.nearest(row.component, row.risk_class) for row in needy),
            cycles=tuple(
                members
                for nodes in self.measures.cycles
                if inside.intersection(members := tuple(self.graph.ids[node] for node in nodes))
            ),
            fallbacks=tuple(item for item in self.fallbacks() if item.component in inside),
            coming=coming(rows),
        )

    def fallbacks(self) -> tuple[Fallback, ...]:
        """Return every declared fallback of a hard edge, sorted by component and edge."""
        return self._fallbacks

    @cached_property
    def _fallbacks(self) -> tuple[Fallback, ...]:
        found = [
            Fallback(
                component.id, edge.to, edge.fallback, replaced(component.id, edge, self.graph.rehearsed), edge.source
            )
            for component in self.base.components.values()
            for edge in component.hard_edges
            if isinstance(edge.fallback, str)
        ]
        return tuple(sorted(found, key=lambda item: (item.component, item.to)))

    def _headcount(self) -> int:
        people = self.base.people
        return sum(1 for name in self.coverage.available if people[name].kind is not PersonKind.EXTERNAL)

    def component(self, name: str, ways: int = WAYS) -> ComponentReport:
        """Explain the risk of one component, with the way to so many of what it stands on, the weakest first."""
        from kb.analyses.risk.explain import component_report  # noqa: PLC0415 - most reports explain none

        return component_report(self, name, ways)


def _order(row: Row) -> tuple[float, int, int, str]:
    """Order of a report: tier, class, blast radius, id."""
    return tier_place(row.tier), _RANKS[row.risk_class], -row.blast_radius, row.component


def _totals(rows: list[Row]) -> Totals:
    classes = Counter(row.risk_class for row in rows)
    return Totals(
        components=len(rows),
        orphaned=classes[RiskClass.ORPHANED],
        single=classes[RiskClass.SINGLE],
        thin=classes[RiskClass.THIN],
        held=classes[RiskClass.HELD],
        unknown=classes[RiskClass.UNKNOWN],
        proven_held=sum(1 for row in rows if row.proven >= 3),
        assumed=sum(1 for row in rows if row.basis is Basis.ASSUMPTION),
    )
