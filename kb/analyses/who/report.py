"""What `kb who` answers.

Longer than the usual 150 lines: the nouns of one answer, most of it what their fields mean.
"""

from datetime import date, datetime
from enum import Enum

from kb.model.moment import When
from kb.model.noun import NamedTuple
from kb.model.source import Source
from kb.model.words import RiskClass


class Standing(Enum):
    """How someone stands to a component at the date, best placed first."""

    OPERATES = "can operate it"
    EXTERNAL = "external, can operate it"
    ASSISTS = "can assist"
    AWARE = "is aware of it"
    TEAM = "same team, no entry"
    ABSENT = "not available"


class Candidate(NamedTuple):
    """Someone who knows a component, or stands next to it.

    Attributes:
        standing: how they stand to the component at the date.
        level: aware, assist, operate or expert; None without an entry.
        proven: whether *operate* rests on an unaided run young enough.
        evidence: the strongest thing the level rests on; None without an entry.
        last: when that was; None when unknown.
        note: why they are not available, or how long it takes to reach them.
        sources: the lines this rests on.
    """

    person: str
    title: str
    standing: Standing
    level: str | None
    proven: bool
    evidence: str | None
    last: When | None
    note: str
    sources: tuple[Source, ...]


class Absent(NamedTuple):
    """Someone the files name who is not available, and why: they left, have not joined, or are away."""

    person: str
    why: str


class Step(NamedTuple):
    """Who is called next: a person, a rotation, a team or a vendor, and how.

    Attributes:
        id: of the one called.
        people: who answers there now; empty where that is not known, or nobody is available.
        contact: ways to reach it, as written.
        absent: those who would answer there and are not available.
    """

    id: str
    kind: str
    title: str
    people: tuple[str, ...]
    contact: tuple[str, ...]
    absent: tuple[Absent, ...] = ()


class OnCall(NamedTuple):
    """A rotation that covers the component, at the instant.

    Attributes:
        scheduled: whether shifts say who is on call; else the lists give the order of turns only.
        primary: people on call first, as the shifts say, or those who take turns.
        secondary: people on call second, likewise.
        until: end of the first shift to end, if scheduled.
        contact: ways to reach it, its own, else that of the one team its available people belong to.
        escalation: who is called next, in order.
        sources: the lines this rests on.
        absent: those on call by a shift, or in turn, who are not available.
        turns: who takes turns and is available, the one after those on call first.
        second_turns: the same for the second.
    """

    rotation: str
    title: str
    scheduled: bool
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    until: datetime | None
    contact: tuple[str, ...]
    escalation: tuple[Step, ...]
    sources: tuple[Source, ...]
    absent: tuple[Absent, ...] = ()
    turns: tuple[str, ...] = ()
    second_turns: tuple[str, ...] = ()


class Book(NamedTuple):
    """A runbook of the component, and how fresh it is.

    Attributes:
        title: its first heading.
        kind: diagnosis, relaunch, …; None if not said.
        badge: verified, changed since verified, stale or never run.
        last: when it was last passed by someone who did not write it.
        sources: the runbook, and the record of that run.
    """

    runbook: str
    title: str
    kind: str | None
    badge: str
    last: datetime | None
    by: str | None
    sources: tuple[Source, ...]


class Asked(NamedTuple):
    """What a name stands for.

    Attributes:
        name: as the files spell it.
        how: what it is of that: id, alert, title or alias.
        kind: what is called so: component, system, team, rotation, runbook, vendor or alert.
        components: those it leads to.
        follow: the runbooks it leads to by itself: an alert's, or the one that was asked for.
        id: of what is called so; None for an alert, which has none.
        contact: of a team, the ways to reach it; else none.
    """

    name: str
    how: str
    kind: str
    components: tuple[str, ...]
    follow: tuple[Book, ...]
    id: str | None = None
    contact: tuple[str, ...] = ()


class Outside(NamedTuple):
    """A vendor, and how to reach it.

    Attributes:
        contact: ways to reach it, as written; empty where none is.
        support: hours and last day of the contract, in words; ``none`` if there is none, None where nothing is said.
    """

    vendor: str
    title: str
    contact: tuple[str, ...]
    support: str | None
    source: Source


class WhoReport(NamedTuple):
    """Who can operate a component at a date.

    Attributes:
        risk_class: class by its coverage.
        coverage: employees and contractors available who can operate it.
        proven: those of them with proof young enough.
        externals: externals available who can operate it.
        owner: the team that owns it; None = unknown.
        lead: that team's lead, if available.
        contact: ways to reach that team.
        candidates: everyone who knows it, best placed first; then their team.
        on_call: the rotations that cover it.
        runbooks: what to follow, verified first.
        source: where the component is declared.
        knowledge: where its entry under ``knowledge`` is; None if there is none.
        absent_lead: the team's lead, if they are not available.
        asked: what led to the component; None if its id did.
        until: the last day of the last of those who can operate it; None where somebody stays, or it is not near.
        vendors: the vendors it stands on, directly or through others, and how to reach them.
        retired: whether it is out of use, retired and needed by nothing that is in use.
    """

    at: datetime
    component: str
    title: str
    risk_class: RiskClass
    coverage: int
    proven: int
    externals: int
    owner: str | None
    lead: str | None
    contact: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    on_call: tuple[OnCall, ...]
    runbooks: tuple[Book, ...]
    source: Source
    knowledge: Source | None
    absent_lead: Absent | None = None
    asked: Asked | None = None
    until: date | None = None
    vendors: tuple[Outside, ...] = ()
    retired: bool = False
