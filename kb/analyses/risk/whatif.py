"""What if these were gone: two assessments of one base, and everything that is less in the second.

Consequences stand in order of tier (unknown between 1 and 2), kind of loss (:class:`~kb.analyses.risk.consequence.Loss`,
worst first), blast radius (greatest first), then id. What is concerned by a loss of something else than a component (a
runbook, a rotation, ...) lends it its least tier and its greatest blast radius.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from kb.analyses.presence import Presence, presence
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.consequence import (
    ComponentChange,
    ComponentWhatIf,
    Consequence,
    Loss,
    Named,
    SystemChange,
    Unchanged,
    WhatIf,
)
from kb.analyses.risk.duties import Duties
from kb.analyses.risk.lost_cover import losses
from kb.analyses.risk.oncall import Duty
from kb.analyses.risk.report import RiskReport, Row
from kb.analyses.risk.restore import Restore
from kb.model.base import Base
from kb.model.scenario import Scenario, Whom, meant
from kb.model.settings import tier_place
from kb.model.words import PersonKind, RiskClass

_KINDS = ("component", "runbook", "rotation", "team", "vendor", "event")


class Comparison:
    """One base at one instant, with and without some people.

    Args:
        base: the knowledge base.
        at: the instant.
        scenario: whom to take away; its own date is not read here.
        before: the assessment with everybody, where it is at hand from another comparison at the same instant.
    """

    def __init__(self, base: Base, at: datetime, scenario: Scenario, before: Assessment | None = None) -> None:
        self.base = base
        self.at = at
        self.scenario = scenario
        self.gone = frozenset(name for item in scenario.without for name in meant(base, item))
        self.before = before or Assessment(base, at)
        named = frozenset(item.name for item in scenario.without if item.kind == "person")
        self.after = Assessment(base, at, tuple(self.gone & self.before.coverage.available), named)
        self.duties = Duties(base, at, self.gone)

    def report(self, scope: str, components: tuple[str, ...] | None = None) -> tuple[WhatIf, RiskReport]:
        """Return what changes in a scope, and the risk of the scope afterwards.

        ``scope`` is what it is in words; without ``components`` it is of all.
        """
        old, new = self.before.report(scope, components), self.after.report(scope, components)
        rows = {row.component: row for row in old.rows}
        pairs = [(rows[row.component], row) for row in new.rows]
        duties = [duty for duty in self.duties.all() if components is None or self._touches(duty, set(components))]
        found = [loss for before, after in pairs for loss in losses(before, after)]
        found += [self._consequence(duty) for duty in duties if duty.after < duty.before]
        found.sort(key=_order)
        changes = _changes(found, pairs)
        systems, looked_at = _systems(changes, pairs)
        return WhatIf(
            scenario=self.scenario.id,
            title=self.scenario.title or self.scenario.id,
            at=self.at,
            named=tuple(self._named(item) for item in self.scenario.without),
            people_before=old.people,
            people_after=new.people,
            before=old.totals,
            after=new.totals,
            components=changes,
            consequences=tuple(found),
            systems=systems,
            kept=(*_kept(found, changes, duties, len(pairs)), Unchanged("system", looked_at, looked_at - len(systems))),
            repairs=Restore(self.after, self.duties).nearest(found),
            fallbacks=self.after.fallbacks,
        ), new

    def component(self, name: str) -> tuple[ComponentWhatIf, RiskReport]:
        """Return what changes for one component, with its report before and after, and its risk afterwards."""
        what_if, after = self.report(f"component {name}", (name,))
        return ComponentWhatIf(what_if, self.before.component(name), self.after.component(name)), after

    def _touches(self, duty: Duty, inside: set[str]) -> bool:
        if duty.kind == "event" and duty.components:
            return bool(inside.intersection(self.before.graph.prepared.closure(*duty.components)))
        return bool(inside.intersection(duty.components))

    def _consequence(self, duty: Duty) -> Consequence:
        base, graph = self.base, self.before.graph
        tiers = [tier for name in duty.components if (tier := base.tier(base.components[name])) is not None]
        blast = max((self.before.measures.blast[graph.number[name]] for name in duty.components), default=0)
        return Consequence(
            loss=duty.loss,
            kind=duty.kind,
            subject=duty.subject,
            tier=min(tiers, default=None),
            blast_radius=blast,
            before=duty.before,
            after=duty.after,
            detail=duty.detail,
            path=(),
            source=duty.source,
        )

    def _named(self, item: Whom) -> Named:
        people = meant(self.base, item)
        states = Counter(presence(self.base, self.base.people[name], self.at) for name in people)
        note = self._note(item.name) if item.kind == "person" else self._parts(item)
        here, away, left, not_yet = (states[kind] for kind in Presence)
        return Named(item.term, len(people), here, away, left, not_yet, note)

    def _parts(self, item: Whom) -> str:
        """Say that the sub-teams of a team are not meant by it."""
        parts = [team.id for team in self.base.teams.values() if team.parent == item.name and item.kind == "team"]
        return f"not counting its sub-teams: {', '.join(parts)}" if parts else ""

    def _note(self, name: str) -> str:
        person = self.base.people[name]
        state = presence(self.base, person, self.at)
        if state is Presence.LEFT:
            return f"had left, last day {person.until}"
        if state is Presence.NOT_YET:
            return f"not yet here, from {person.from_}"
        outside = "external, beside coverage" if person.kind is PersonKind.EXTERNAL else ""
        return "away on this date anyway" if state is Presence.AWAY else outside


def _order(item: Consequence) -> tuple[float, int, int, str, str, str]:
    return tier_place(item.tier), item.loss.rank, -item.blast_radius, item.subject, item.kind, item.detail


def _changes(found: list[Consequence], pairs: list[tuple[Row, Row]]) -> tuple[ComponentChange, ...]:
    """Return the components whose risk changes, each at the place of its worst loss."""
    rows = {after.component: (before, after) for before, after in pairs if before != after}
    worst: dict[str, Loss] = {}
    for item in found:
        if item.kind == "component" and item.subject in rows and item.loss is not Loss.LADDER_DECIDER:
            worst.setdefault(item.subject, item.loss)
    return tuple(ComponentChange(loss, *rows[name]) for name, loss in worst.items())


def _systems(
    changes: tuple[ComponentChange, ...], pairs: list[tuple[Row, Row]]
) -> tuple[tuple[SystemChange, ...], int]:
    """Return the systems that change, in order of their worst change, and how many there are."""
    parts: dict[str, list[tuple[Row, Row]]] = {}
    for before, after in pairs:
        if after.system is not None:
            parts.setdefault(after.system, []).append((before, after))
    names = dict.fromkeys(change.after.system for change in changes)
    return tuple(_system(name, parts[name]) for name in names if name is not None), len(parts)


def _system(name: str, parts: list[tuple[Row, Row]]) -> SystemChange:
    def count(rows: Iterable[Row], risk_class: RiskClass) -> int:
        return sum(row.risk_class is risk_class for row in rows)

    old, new = [before for before, _ in parts], [after for _, after in parts]
    return SystemChange(
        system=name,
        components=len(parts),
        changed=sum(before != after for before, after in parts),
        orphaned_before=count(old, RiskClass.ORPHANED),
        orphaned_after=count(new, RiskClass.ORPHANED),
        single_before=count(old, RiskClass.SINGLE),
        single_after=count(new, RiskClass.SINGLE),
    )


def _kept(
    found: list[Consequence], changes: tuple[ComponentChange, ...], duties: list[Duty], components: int
) -> list[Unchanged]:
    """Count per kind what was looked at and what does not change."""
    looked_at = {kind: {duty.subject for duty in duties if duty.kind == kind} for kind in _KINDS[1:]}
    lost = {kind: {item.subject for item in found if item.kind == kind} for kind in _KINDS[1:]}
    kept = [Unchanged("component", components, components - len(changes))]
    return kept + [Unchanged(kind, len(looked_at[kind]), len(looked_at[kind] - lost[kind])) for kind in _KINDS[1:]]
