"""Assess the risk of a scope: the whole, a system, a team's components, or the closure of an event.

Longer than the usual 150 lines: one assessment, and every number of a row.
"""

from collections import Counter
from datetime import datetime
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING

from kb.analyses.coverage import Cover, Coverage
from kb.analyses.freshness import verified_edges
from kb.analyses.last_days import LastDays, coming
from kb.analyses.risk.fallbacks import fallbacks
from kb.analyses.risk.repair import Leaving, Repairs
from kb.analyses.risk.report import ComponentReport, Fallback, RiskReport, Row, Totals, Weakest
from kb.analyses.risk.urgency import RANKS, most_urgent, order
from kb.analyses.risk.weak_places import weak_places
from kb.graph.build import KnowledgeGraph
from kb.graph.closures import Closures
from kb.model.base import Base
from kb.model.service import Component
from kb.model.words import Basis, PersonKind, RiskClass

if TYPE_CHECKING:
    from kb.graph.absences import Absences
    from kb.graph.build import Minima
    from kb.graph.weakest import Weakest as Ways

_WEAK = {RiskClass.ORPHANED, RiskClass.SINGLE}
_BASES = tuple(Basis)
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
        self.ranks: list[int] = [RANKS[risk] for risk in self.classes]
        self.measures = self._measure()
        self.proven = self.graph.minima(
            [cover.proven if cover.known else None for cover in self.covers], partial(self.holders, proven=True)
        )
        coverages = [cover.coverage if cover.known else None for cover in self.covers]
        self.weakest = self.graph.weakest(coverages, self.measures.blast, self.holders)

    def holders(self, node: int, *, proven: bool = False) -> tuple[str, ...]:
        """Return who counts towards the coverage of a component, or towards its proven coverage, by its node number."""
        found = self.coverage.counting(self.graph.ids[node])
        return tuple(person for person, shown in found if shown or not proven)

    def _measure(self) -> Closures:
        marks = [(risk is RiskClass.UNKNOWN) | (risk in _WEAK) << 1 for risk in self.classes]
        return self.graph.measure(marks, 2, self.base.weights)

    def row(self, node: int, component: Component) -> Row:
        """Return the risk of one component, by its node number."""
        cover, measures = self.covers[node], self.measures
        least, proven, unknown = self.weakest.known[node], self.proven.known[node], measures.counts[0][node]
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
            bus_factor=least,
            proven_bus_factor=proven,
            closure=measures.sizes[node],
            unknown=unknown,
            weak=measures.counts[1][node],
            weakest=None if least is None else self._weakest(node, least),
            blast_radius=measures.blast[node],
            vendors=self.graph.prepared.vendors.get(component.id, ()),
            basis=self._basis(component.id),
            source=component.source,
            until=self.last_days.of(component.id) if cover.coverage else None,
            known=cover.known,
            needs_stated=component.needs is not None,
            bus_factor_is_bound=bool(least) and _may_be_less(self.weakest, node, unknown),
            proven_bus_factor_is_bound=bool(proven) and _may_be_less(self.proven, node, unknown),
        )

    def _weakest(self, node: int, least: int) -> Weakest:
        """Return the weakest component behind a node, with the way to it; of a very long one the beginning and the end.

        A chain of n components would otherwise hold n * n / 2 names.
        """
        graph = self.graph
        way = list(islice(self.weakest.way(node), LONGEST_PATH + 1))
        goal, *others = (graph.ids[end] for end in self.weakest.end(node))
        path = tuple(graph.ids[at] for at in way[: LONGEST_PATH - 2 if len(way) > LONGEST_PATH else None])
        return Weakest(goal, least, (*path, "…", goal) if len(way) > LONGEST_PATH else path, tuple(others))

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
        rows.sort(key=order)
        inside = {row.component for row in rows}
        repairs = Repairs(self.base, self.coverage, self.leaving)
        places = weak_places(self, rows)
        needy = most_urgent(rows, places, self.base, _REPAIRS)
        return RiskReport(
            at=self.at,
            scope=scope,
            without=self.without,
            people=self._headcount(),
            totals=_totals(rows),
            rows=tuple(rows),
            weak_places=places,
            repairs=tuple(repairs.nearest(row.component, row.risk_class, row.until) for row in needy),
            cycles=tuple(
                members
                for nodes in self.measures.cycles
                if inside.intersection(members := tuple(self.graph.ids[node] for node in nodes))
            ),
            fallbacks=tuple(item for item in self.fallbacks if item.component in inside),
            coming=coming(rows),
        )

    @cached_property
    def fallbacks(self) -> tuple[Fallback, ...]:
        """Every declared fallback of a hard edge, sorted by component and edge."""
        return fallbacks(self.base, self.at, self.graph.rehearsed)

    def _headcount(self) -> int:
        people = self.base.people
        return sum(1 for name in self.coverage.available if people[name].kind is not PersonKind.EXTERNAL)

    def component(self, name: str, ways: int = WAYS) -> ComponentReport:
        """Explain the risk of one component, with the way to so many of what it stands on, the weakest first."""
        from kb.analyses.risk.explain import component_report  # noqa: PLC0415 - most reports explain none

        return component_report(self, name, ways)


def _may_be_less(found: "Minima | Absences | Ways", node: int, unknown: int) -> bool:
    """Whether a bus factor is an upper bound: something is unknown, or there are too many ways to be sure."""
    if found.certain is None:
        return unknown > 0
    least = found.known[node] or 0
    return found.certain[node] < least or (found.exact_to is not None and least > found.exact_to)


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
