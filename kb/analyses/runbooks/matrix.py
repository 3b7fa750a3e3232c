"""What the runbooks leave unanswered: alerts, ways in which hard dependencies fail, and the kinds every component needs.

Longer than the usual 150 lines: three tables of one report, made of the same runbooks.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Final, NamedTuple

from kb.analyses.freshness import Badge, freshness, verified_edges
from kb.analyses.staleness import Staleness
from kb.graph.build import KnowledgeGraph, spared
from kb.model.base import Base
from kb.model.service import Alert, Component, Edge, Mode
from kb.model.source import Source
from kb.model.words import Relation

KINDS: Final = ("scale-out", "degrade", "rollback", "relaunch", "access", "comms")
"""The kinds of runbook that must exist for what may not fail (readiness K6)."""
OF_THE_WHOLE: Final = frozenset({"relaunch", "access", "comms"})
"""Kinds that concern a product as a whole: a runbook of any component of the same system, or of the event, serves."""
TIERS: Final = (0, 1)


class Answer(Enum):
    """How well something is answered: by a verified runbook, an unverified one, none; ``unknown`` where nobody has said."""

    VERIFIED = "verified"
    UNPROVEN = "unproven"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Held(NamedTuple):
    """A runbook that answers, and its badge."""

    runbook: str
    badge: Badge


class AlertRow(NamedTuple):
    """An alert of a component, and the runbooks it leads to; ``pages`` is None where nobody has said."""

    alert: str
    component: str
    pages: bool | None
    runbooks: tuple[Held, ...]
    answer: Answer
    source: Source


class ModeRow(NamedTuple):
    """One way in which a hard edge fails, and what answers it.

    Attributes:
        from_: the component that needs.
        to: what it needs.
        relation: how it needs it.
        mode: id of the failure mode; None where the edge names none.
        effect: what users see; None = unknown.
        runbooks: those the mode names, and those that say they cover it.
        fallback: what may take over; None = unknown or none.
        rehearsed: whether that fallback has been rehearsed.
        answer: how well it is answered.
        source: the line of the mode, else of the edge.
    """

    from_: str
    to: str
    relation: Relation
    mode: str | None
    effect: str | None
    runbooks: tuple[Held, ...]
    fallback: str | None
    rehearsed: bool
    answer: Answer
    source: Source


class KindRow(NamedTuple):
    """The kinds of runbook a component that may not fail has: per kind the runbooks, empty where there is none."""

    component: str
    tier: int
    kinds: dict[str, tuple[Held, ...]]
    answers: dict[str, Answer]
    source: Source


class RunbookCoverageReport(NamedTuple):
    """Three matrices over a scope at an instant: alerts, hard edges by failure mode, must-have kinds.

    ``scope`` says of what, in words; ``components`` are the ids in it.
    """

    at: datetime
    scope: str
    components: tuple[str, ...]
    alerts: tuple[AlertRow, ...]
    modes: tuple[ModeRow, ...]
    kinds: tuple[KindRow, ...]


class Matrix:
    """What answers what, over a base at an instant."""

    def __init__(self, base: Base, at: datetime) -> None:
        self.base = base
        self.at = at
        self._moved = Staleness(base, at)
        self._badges: dict[str, Badge] = {}
        self._systems: dict[str, frozenset[str]] = {}

    def report(self, event: str | None = None) -> RunbookCoverageReport:
        """Return the matrices of the whole base (retired components apart), or of all that an event stands on."""
        if event is None:
            scope, names = (
                "the whole knowledge base",
                tuple(name for name in self.base.components if name not in self.base.retired),
            )
        else:
            entry = self.base.events[event].entry or ()
            scope, names = (
                f"all that event {event} stands on",
                KnowledgeGraph(self.base, self.rehearsed).prepared.closure(*entry),
            )
        inside = [self.base.components[name] for name in names]
        shared = frozenset(book for name in names for book in self.base.runbooks_of(name)) if event else frozenset()
        vital = [item for item in inside if self.base.tier(item) in TIERS]
        return RunbookCoverageReport(
            self.at,
            scope,
            names,
            tuple(row for item in inside for row in self.alerts(item)),
            tuple(row for item in inside for row in self.modes(item)),
            tuple(self.kinds(item, shared) for item in sorted(vital, key=lambda item: (self.base.tier(item), item.id))),
        )

    @cached_property
    def rehearsed(self) -> frozenset[tuple[str, str]]:
        """The edges whose fallback has been rehearsed."""
        return verified_edges(self.base, self.at)

    def held(self, names: Iterable[str | None]) -> tuple[Held, ...]:
        """Return the runbooks among some ids with their badges, sorted."""
        return tuple(
            Held(name, self._badge(name))
            for name in sorted({name for name in names if name in self.base.runbooks and name is not None})
        )

    def _badge(self, name: str) -> Badge:
        if name not in self._badges:
            self._badges[name] = freshness(self.base, self.base.runbooks[name], self.at, self._moved).badge
        return self._badges[name]

    # -- alerts --------------------------------------------------------------------------------------

    def alerts(self, component: Component) -> Iterator[AlertRow]:
        """Yield the alerts of a component, those its runbooks name included."""
        own = {alert.id: alert for alert in component.alerts or ()}
        foreign = {
            name for book in self.base.runbooks_of(component.id) for name in self.base.runbooks[book].alerts or ()
        }
        for name in sorted({*own, *(foreign - self._declared)}):
            yield self._alert(component, name, own.get(name))

    def _alert(self, component: Component, name: str, alert: Alert | None) -> AlertRow:
        stated = alert.runbook if alert is not None and isinstance(alert.runbook, str) else None
        runbooks = self.held((stated, *self._by_alert.get(name, ())))
        pages, source = (alert.pages, alert.source) if alert is not None else (None, component.source)
        return AlertRow(name, component.id, pages, runbooks, answered(runbooks), source)

    @cached_property
    def _declared(self) -> frozenset[str]:
        return frozenset(alert.id for item in self.base.components.values() for alert in item.alerts or ())

    @cached_property
    def _by_alert(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for runbook in self.base.runbooks.values():
            for name in runbook.alerts or ():
                found.setdefault(name, []).append(runbook.id)
        return found

    # -- failure modes -------------------------------------------------------------------------------

    def modes(self, component: Component) -> Iterator[ModeRow]:
        """Yield one row for each failure mode of each hard edge of a component; one for an edge that names none."""
        for edge in component.hard_edges:
            for mode in edge.modes or (None,):
                yield self._mode(component, edge, mode)

    def _mode(self, component: Component, edge: Edge, mode: Mode | None) -> ModeRow:
        stated = mode.runbook if mode is not None and isinstance(mode.runbook, str) else None
        covering = (
            name
            for name, answers in self._by_edge.get((component.id, edge.to), ())
            if answers in (None, mode and mode.id)
        )
        runbooks = self.held((stated, *covering))
        fallback = edge.fallback if isinstance(edge.fallback, str) else None
        rehearsed = spared(component.id, edge, self.rehearsed)
        unsaid = edge.modes is None and not runbooks and edge.fallback is None
        answer = (
            Answer.UNKNOWN if unsaid else Answer.VERIFIED if rehearsed else answered(runbooks, fallback is not None)
        )
        return ModeRow(
            component.id, edge.to, edge.relation, mode.id if mode else None, mode.effect if mode else None,
            runbooks, fallback, rehearsed, answer, mode.source if mode else edge.source,
        )  # fmt: skip

    @cached_property
    def _by_edge(self) -> Mapping[tuple[str | None, str | None], list[tuple[str, str | None]]]:
        found: dict[tuple[str | None, str | None], list[tuple[str, str | None]]] = {}
        for runbook in self.base.runbooks.values():
            for covers in runbook.covers or ():
                found.setdefault((covers.from_, covers.to), []).append((runbook.id, covers.mode))
        return found

    # -- kinds ---------------------------------------------------------------------------------------

    def kinds(self, component: Component, shared: frozenset[str] = frozenset()) -> KindRow:
        """Return which of the must-have kinds a component has; ``shared``: runbooks in which those of the whole may be found, too."""
        own = self.base.runbooks_of(component.id)
        whole = shared.union(own, self._of_system(component.system or ""))
        kinds = {kind: self._of_kind(kind, whole if kind in OF_THE_WHOLE else own) for kind in KINDS}
        answers = {kind: answered(held) for kind, held in kinds.items()}
        return KindRow(component.id, self.base.tier(component) or 0, kinds, answers, component.source)

    def _of_system(self, system: str) -> frozenset[str]:
        if system not in self._systems:
            parts = self.base.components_in(system)
            self._systems[system] = frozenset(name for part in parts for name in self.base.runbooks_of(part))
        return self._systems[system]

    def _of_kind(self, kind: str, names: Iterable[str]) -> tuple[Held, ...]:
        return self.held(name for name in names if self.base.runbooks[name].kind == kind)


def answered(runbooks: tuple[Held, ...], otherwise: bool = False) -> Answer:
    """Return how well some runbooks answer; ``otherwise``: whether something unproven does where there is none."""
    if any(held.badge is Badge.VERIFIED for held in runbooks):
        return Answer.VERIFIED
    return Answer.UNPROVEN if runbooks or otherwise else Answer.MISSING
