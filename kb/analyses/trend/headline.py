"""A knowledge base in a few numbers, fast: of one state after another, most of which is the same."""

from collections import Counter
from datetime import datetime

from kb.analyses.coverage import Coverage
from kb.analyses.freshness import Badge, freshness
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.report import Verdict
from kb.analyses.staleness import Staleness
from kb.analyses.trend.report import Headline
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.words import PersonKind, RiskClass

_HELD = 3


class Headlines:
    """Asks for headlines of states that follow each other; a service graph that is the same again is kept."""

    def __init__(self) -> None:
        self._graph: KnowledgeGraph | None = None
        self._of: object = None

    def of(self, base: Base, at: datetime) -> Headline:
        """Return the headline of a base at an instant; the same numbers as the report of risk has."""
        moved = Staleness(base, at)
        fresh = {name: freshness(base, runbook, at, moved).badge for name, runbook in base.runbooks.items()}
        rehearsed = frozenset(
            (covers.from_, covers.to)
            for name, badge in fresh.items()
            if badge is Badge.VERIFIED
            for covers in base.runbooks[name].covers or ()
            if covers.from_ and covers.to
        )
        graph = self._kept(base, rehearsed)
        coverage = Coverage(base, at)
        covers = [coverage.cover(name) for name in graph.ids]
        least = graph.minima(
            [cover.coverage if cover.known else None for cover in covers],
            lambda node: (person for person, _ in coverage.counting(graph.ids[node])),
        ).known
        shown = [node for node, name in enumerate(base.components) if name not in base.retired]
        classes = Counter(covers[node].risk_class for node in shown)
        lows = [found for node in shown if (found := least[node]) is not None and found <= 1]
        to_come = [event for event in base.events.values() if not event.is_over(at)]
        return Headline(
            people=sum(base.people[name].kind is not PersonKind.EXTERNAL for name in coverage.available),
            components=len(shown),
            orphaned=classes[RiskClass.ORPHANED],
            single=classes[RiskClass.SINGLE],
            thin=classes[RiskClass.THIN],
            held=classes[RiskClass.HELD],
            unknown=classes[RiskClass.UNKNOWN],
            proven_held=sum(covers[node].proven >= _HELD for node in shown),
            low=len(lows),
            runbooks=len(fresh),
            verified=sum(badge is Badge.VERIFIED for badge in fresh.values()),
            events=len(to_come),
            no_go=sum(assess(base, event, at).verdict is Verdict.NO_GO for event in to_come),
        )

    def _kept(self, base: Base, rehearsed: frozenset[tuple[str, str]]) -> KnowledgeGraph:
        key = (base.components, base.vendors.keys(), rehearsed)
        if self._graph is None or self._of != key:
            self._graph, self._of = KnowledgeGraph(base, rehearsed), key
        return self._graph
