"""What the absence of people takes away: the nouns of a what-if report.

Reports carry no names but those the asker gave: a consequence names what is lost, never through whom.
"""

from datetime import datetime
from enum import Enum
from typing import NamedTuple

from kb.analyses.risk.report import ComponentReport, Fallback, Repair, Row, Totals
from kb.model.source import Source


class Loss(Enum):
    """Kinds of loss, worst first: the order of a report within a tier (our default).

    First what leaves nobody for an outage, then what leaves one, then what leaves an event, a path or a team without
    its head, then what was proven and is not any more, then what has fewer people
    and keeps its class and bus factor.
    """

    LAST_OPERATOR = "last-operator"
    ROTATION_EMPTY = "rotation-empty"
    SECOND_OPERATOR = "second-operator"
    BUS_FACTOR = "bus-factor"
    SHIFTS_OPEN = "shifts-open"
    EVENT_ROLE = "event-role"
    ESCALATION_HOLE = "escalation-hole"
    TEAM_EMPTY = "team-empty"
    LADDER_DECIDER = "ladder-decider"
    LAST_VERIFIER = "last-verifier"
    OWNER_EMPTY = "owner-empty"
    ROTATION_THIN = "rotation-thin"
    EVENT_CREW = "event-crew"
    VENDOR_CONTACT = "vendor-contact"
    CLASS_FALLS = "class-falls"
    LAST_PROVEN = "last-proven"
    LAST_EXTERNAL = "last-external"
    TEAM_LEAD = "team-lead"
    MINOR = "minor"

    @property
    def rank(self) -> int:
        """0 for the worst, growing."""
        return _RANKS[self]


_RANKS = {loss: rank for rank, loss in enumerate(Loss)}


class Consequence(NamedTuple):
    """One thing that is less after than before.

    Attributes:
        loss: the kind of loss.
        kind: kind of the subject: component, runbook, rotation, team, vendor or event.
        subject: its id.
        tier: the least tier among the components it concerns; None if unknown.
        blast_radius: the greatest among the components it concerns.
        before: how many there were: operators, people on call, steps that lead somewhere, …
        after: how many remain.
        detail: what precisely, where the subject alone does not say.
        path: for a bus factor, the way from the subject to the component it falls through.
        source: where the subject is written.
    """

    loss: Loss
    kind: str
    subject: str
    tier: int | None
    blast_radius: int
    before: int
    after: int
    detail: str
    path: tuple[str, ...]
    source: Source


class Named(NamedTuple):
    """One term the asker gave, and how many people it stands for at the date.

    Attributes:
        term: as given.
        people: how many people are written under it.
        available: how many of them were there, and are taken away.
        away: how many were away on the date anyway.
        left: how many had left before.
        not_yet: how many had not yet come.
        note: for a single person who was not there, since or until when; for a team, the sub-teams it does not mean.
    """

    term: str
    people: int
    available: int
    away: int
    left: int
    not_yet: int
    note: str


class ComponentChange(NamedTuple):
    """A component with its risk before and after. ``worst`` is the worst of its losses."""

    worst: Loss
    before: Row
    after: Row


class SystemChange(NamedTuple):
    """A system in sum: components, how many of them change, and the worst classes before and after."""

    system: str
    components: int
    changed: int
    orphaned_before: int
    orphaned_after: int
    single_before: int
    single_after: int


class Unchanged(NamedTuple):
    """How many things of a kind were looked at, and how many of them do not change."""

    kind: str
    looked_at: int
    unchanged: int


class WhatIf(NamedTuple):
    """What one absence changes in a scope.

    Attributes:
        scenario: id of the scenario; empty for the command line.
        title: its title; empty for the command line.
        at: the instant it is for.
        named: the terms the asker gave.
        people_before: employees and contractors available.
        people_after: those of them who remain.
        before: counts over the components before.
        after: the same counts after.
        components: the components that change, in order of consequence.
        consequences: everything that is less, in order of consequence.
        systems: the systems that change, in the same order.
        kept: what was looked at and does not change, counted.
        repairs: the nearest repairs of the worst consequences, among those who remain.
        fallbacks: declared fallbacks of hard edges.
    """

    scenario: str
    title: str
    at: datetime
    named: tuple[Named, ...]
    people_before: int
    people_after: int
    before: Totals
    after: Totals
    components: tuple[ComponentChange, ...]
    consequences: tuple[Consequence, ...]
    systems: tuple[SystemChange, ...]
    kept: tuple[Unchanged, ...]
    repairs: tuple[Repair, ...]
    fallbacks: tuple[Fallback, ...] = ()


class WhatIfReport(NamedTuple):
    """What some absences change in a scope, each by itself; without a scenario file there is one."""

    scope: str
    scenarios: tuple[WhatIf, ...]


class ComponentWhatIf(NamedTuple):
    """What one absence changes for one component: the consequences that touch it, and its report before and after."""

    what_if: WhatIf
    before: ComponentReport
    after: ComponentReport


class ComponentWhatIfReport(NamedTuple):
    """What some absences change for one component, each by itself."""

    component: str
    scenarios: tuple[ComponentWhatIf, ...]
