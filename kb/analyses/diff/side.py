"""One side of a comparison: a base at an instant, assessed as far as it is asked about."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from kb.analyses.freshness import Freshness, freshness
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.report import ReadinessReport
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.report import Fallback, RiskReport, Row
from kb.analyses.staleness import Staleness
from kb.graph.build import ends
from kb.model.base import Base
from kb.model.service import Edge


class Side:
    """A base at an instant. Without the id of a commit it is the working tree."""

    def __init__(self, base: Base, at: datetime, name: str, commit: str | None = None) -> None:
        self.base = base
        self.at = at
        self.name = name
        self.commit = commit

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment of its risk."""
        return Assessment(self.base, self.at)

    def risk(self, scope: str, components: tuple[str, ...] | None) -> RiskReport:
        """Return the risk of some components, None for all."""
        return self.assessment.report(scope, components)

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """The risk of every component that is not retired, by id."""
        graph = self.assessment.graph
        return {
            component.id: self.assessment.row(graph.number[component.id], component)
            for component in self.base.components.values()
            if component.id not in self.base.retired
        }

    @cached_property
    def runbooks(self) -> Mapping[str, Freshness]:
        """The freshness of every runbook."""
        moved = Staleness(self.base, self.at)
        return {name: freshness(self.base, runbook, self.at, moved) for name, runbook in self.base.runbooks.items()}

    def readiness(self, event: str) -> ReadinessReport | None:
        """Return the readiness of an event, None where there is no such event."""
        found = self.base.events.get(event)
        return None if found is None else assess(self.base, found, self.at)

    def closure(self, event: str) -> tuple[str, ...]:
        """Return what an event stands on, empty where it does not say or is not there."""
        found = self.base.events.get(event)
        return self.assessment.graph.prepared.closure(*found.entry) if found is not None and found.entry else ()

    def edge(self, above: str, below: str) -> Edge | None:
        """Return the hard edge between two components, also the one whose rehearsed fallback the second is; else None."""
        component = self.base.components.get(above)
        for edge in component.hard_edges if component else ():
            if below in ends(above, edge, self.assessment.graph.rehearsed):
                return edge
        return None

    def shown(self, above: str, edge: Edge) -> Fallback | None:
        """Return the fallback of an edge where it is rehearsed."""
        ends = (above, edge.to, edge.fallback)
        found = (item for item in self.assessment.fallbacks if (item.component, item.to, item.fallback) == ends)
        return next((item for item in found if item.rehearsed), None)

    def concern(self, components: tuple[str, ...]) -> tuple[int | None, int]:
        """Return the least tier and the greatest blast radius of some components."""
        rows = [self.rows[name] for name in components if name in self.rows]
        tiers = [row.tier for row in rows if row.tier is not None]
        return min(tiers, default=None), max((row.blast_radius for row in rows), default=0)
