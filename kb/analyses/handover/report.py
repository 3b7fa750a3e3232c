"""What a handover says.

Longer than the usual 150 lines: the nouns of one report, most of it what their fields mean.
"""

from datetime import date, datetime
from enum import Enum

from kb.analyses.plan.report import PlanReport
from kb.model.noun import NamedTuple
from kb.model.source import Source
from kb.model.words import Evidence, Level, RiskClass


class Giver(NamedTuple):
    """Somebody who hands over.

    Attributes:
        team: their team; None = unknown.
        external: whether they stand outside coverage.
        last: their last day.
        written: whether the files say so; else the asker did.
        sessions: the last day a session is held with them; the working days after it are kept for other things.
        access: roles and credentials they hold, to be taken back on their last day.
    """

    person: str
    team: str | None
    external: bool
    last: date
    written: bool
    sessions: date
    access: tuple[str, ...]


class Successor(NamedTuple):
    """Somebody who could take over a component.

    Attributes:
        level: what they can do with it now; None = nothing is known.
        reasons: why they could, as capabilities.
        shared: hours of the working day shared with the teacher they share most with; None where nobody teaches.
        planned: whether the schedule has room for it.
    """

    person: str
    level: Level | None
    reasons: tuple[str, ...]
    shared: float | None
    planned: bool


class Handed(NamedTuple):
    """A component that falls below its target when the givers have gone.

    Attributes:
        tier: its tier; None = unknown.
        owner: the team that owns it; None = unknown.
        order: its place in the order of the handover, from 1: what others are built on, then what others stand on, comes first.
        blast_radius: summed tier weight of the components that stand on it, itself included.
        before: operators on the last day if the givers stayed.
        after: those left when they have gone.
        proven_before: those of ``before`` with proof young enough.
        proven_after: those of ``after`` with proof young enough.
        class_before: class by ``before``.
        class_after: class by ``after``.
        externals: externals left who can operate it, beside coverage.
        reach: how long it takes to reach those externals, as written.
        givers: who of the givers can operate it.
        bears: components of this handover that are built on it.
        runbook: the runbook whose run proves it.
        written: whether it exists.
        target: proven operators it is to have.
        planned: how many the schedule adds.
        counted: proven operators it would then have.
        successors: who could take it over, by id.
        meanwhile: where the schedule adds nobody, the nearest repair with those who stay and, until they go, the givers: a
            sentence, as `kb risk --without` says it; else None.
    """

    component: str
    tier: int | None
    owner: str | None
    order: int
    blast_radius: int
    before: int
    after: int
    proven_before: int
    proven_after: int
    class_before: RiskClass
    class_after: RiskClass
    externals: int
    reach: tuple[str, ...]
    givers: tuple[str, ...]
    bears: tuple[str, ...]
    runbook: str
    written: bool
    target: int
    planned: int
    counted: int
    successors: tuple[Successor, ...]
    meanwhile: str | None


class OnTarget(NamedTuple):
    """A component the givers operate that keeps its target: operators before and after, externals before and after."""

    component: str
    before: int
    after: int
    externals_before: int
    externals_after: int


class Work(Enum):
    """What is to be done with a runbook."""

    WRITE = "write"
    REHEARSE = "rehearse"
    AUTHOR = "take over"
    TEXT = "mend"


class RunbookWork(NamedTuple):
    """A runbook that depends on the givers.

    Attributes:
        id: what `kb handover --progress` goes by.
        runbook: id; free where it does not exist yet.
        components: what it is for.
        givers: on whom of them it depends; empty where it does not exist.
        who: whom the schedule has do it; empty where nobody is planned.
        todo: what is to be done and why, in full.
        source: where that stands; None where nothing is written.
    """

    id: str
    runbook: str
    work: Work
    components: tuple[str, ...]
    givers: tuple[str, ...]
    who: tuple[str, ...]
    todo: str
    source: Source | None


class DutyKind(Enum):
    """What people hold besides components and runbooks, in the order of a report."""

    ACCESS = "access"
    ROTATION = "rotation"
    SHIFT = "shift"
    ESCALATION = "escalation"
    VENDOR = "vendor"
    TEAM = "team"
    ROLE = "role"
    EVENT = "event"
    LADDER = "ladder"
    SIGN_OFF = "sign-off"
    WAIVER = "waiver"
    RUN = "run"


class HeldDuty(NamedTuple):
    """Something the givers hold besides components and runbooks.

    Attributes:
        id: what `kb handover --progress` goes by.
        kind: what sort of thing.
        subject: what it is about: a role, or the id of a rotation, vendor, team, event, component or runbook.
        givers: who of the givers holds it.
        others: how many others hold it, who stay; None where one alone can.
        components: the components it concerns.
        day: by when it must be with somebody else.
        todo: what is to be done, in full.
    """

    id: str
    kind: DutyKind
    subject: str
    givers: tuple[str, ...]
    others: int | None
    components: tuple[str, ...]
    day: date
    todo: str
    source: Source


class Meanwhile(NamedTuple):
    """An event that takes place before the last day.

    Attributes:
        scale: as `kb ready` assesses it: routine, notable or marquee.
        givers: who of the givers has a role or a shift in it.
        components: components of this handover it stands on.
    """

    event: str
    start: datetime
    scale: str
    givers: tuple[str, ...]
    components: tuple[str, ...]


class OpenRun(NamedTuple):
    """A run of a runbook under way: its journal lies open."""

    runbook: str
    kind: Evidence
    by: str
    observer: str | None
    started: datetime
    source: Source


class HandoverReport(NamedTuple):
    """What some people hold, to whom it goes, in which order, with what proof, and what cannot be handed over in time.

    Attributes:
        at: from when on.
        by: the last day of whoever goes last.
        scope: who hands over, as asked.
        notes: who of those asked for does not hand over, and why; each a sentence.
        givers: who hands over, by last day, then id.
        hours: hours a week each of them teaches at most.
        reserved: working days before a last day that are kept for other things.
        components: what falls below its target, in order of consequence: tier, class after, blast radius.
        kept: what they operate and keeps its target, by id.
        runbooks: runbooks to write, rehearse, take over or mend.
        duties: what they hold besides, by kind.
        events: events before the last day.
        plan: the sessions, and what stays open: as of `kb plan`.
    """

    at: datetime
    by: date
    scope: str
    notes: tuple[str, ...]
    givers: tuple[Giver, ...]
    hours: int
    reserved: int
    components: tuple[Handed, ...]
    kept: tuple[OnTarget, ...]
    runbooks: tuple[RunbookWork, ...]
    duties: tuple[HeldDuty, ...]
    events: tuple[Meanwhile, ...]
    plan: PlanReport
