"""What a plan says.

Longer than the usual 150 lines: the nouns of one report, most of it what their fields mean.
"""

from datetime import date, datetime
from enum import Enum

from kb.analyses.plan.solve import Proof
from kb.model.noun import NamedTuple
from kb.model.words import Evidence, RiskClass


class PlanSession(NamedTuple):
    """One session.

    Attributes:
        week: number of its week, from 1.
        first: the first day it can be held on.
        last: the last day it can be held on.
        move: what kind of session it is.
        part: which of the sessions of its move it is, from 1.
        title: the move in words, with its part where it is one of several.
        components: what it is about.
        runbook: the runbook it uses, writes or runs.
        learner: who learns.
        teacher: who teaches; None where nobody has to, or can.
        hours: how long it takes.
        item: id of the item it belongs to.
        task: what to do, as a sentence to the learner.
    """

    week: int
    first: date
    last: date
    move: str
    part: int
    title: str
    components: tuple[str, ...]
    runbook: str
    learner: str
    teacher: str | None
    hours: int
    item: str
    task: str


class PlanItem(NamedTuple):
    """What one person learns with one runbook: closed by one run.

    Attributes:
        id: learner and runbook; what `kb plan --progress` goes by.
        learner: who learns.
        components: what they will be proven to operate, those that others stand on first.
        teachers: who teaches; empty where nobody has to, or can.
        runbook: the runbook whose run proves it.
        proof: the kind of run; a game day or incident counts as well.
        written: whether the runbook exists; if not, it is written on the way.
        rediscovery: whether nobody is left who can teach it.
        vendors: vendors who may help.
        access: roles the components and the runbook ask for, and the learner is not written to hold.
        sessions: how many.
        hours: of the learner.
        first: the first day of its first week.
        due: the last day of its last week.
        why: why this, at this place in the order.
        who: why this person, as capabilities.
        preferred: what it was preferred to: what its learner does after it, and what they do not get to.
    """

    id: str
    learner: str
    components: tuple[str, ...]
    teachers: tuple[str, ...]
    runbook: str
    proof: Evidence
    written: bool
    rediscovery: bool
    vendors: tuple[str, ...]
    access: tuple[str, ...]
    sessions: int
    hours: int
    first: date
    due: date
    why: str
    who: str
    preferred: str


class PlanNeed(NamedTuple):
    """A component of the scope that lacks operators on the last day.

    Attributes:
        component: id.
        tier: its tier; None = unknown.
        owner: the team that owns it; None = unknown.
        target: operators it needs.
        held: those that count on the last day if nothing is done.
        added: those the plan adds.
        before: its class if nothing is done, by those who count.
        after: its class if the plan is carried out.
        counted: operators that would be counted then. More than ``held`` and ``added`` where runs are evidence for it by people
            the plan does not prepare for it: a run is evidence for all components of its runbook.
    """

    component: str
    tier: int | None
    owner: str | None
    target: int
    held: int
    added: int
    before: RiskClass
    after: RiskClass
    counted: int

    @property
    def short(self) -> int:
        """How many operators it still lacks if the plan is carried out."""
        return self.target - self.held - self.added


class PlanTeam(NamedTuple):
    """What a plan costs a team: hours of its people in sessions, one number per week of the plan, the weeks without any included.

    Attributes:
        team: id; None stands for people of no known team.
        learning: hours of those who learn.
        teaching: hours of those who teach.
    """

    team: str | None
    learning: tuple[int, ...]
    teaching: tuple[int, ...]

    @property
    def hours(self) -> tuple[int, ...]:
        """Return both together."""
        return tuple(map(sum, zip(self.learning, self.teaching, strict=True)))


class Why(Enum):
    """Why a component stays short."""

    UNKNOWN = "unknown"
    NOBODY = "nobody to learn it"
    OVERLAP = "no shared hours"
    TIME = "hours run out"


class Open(NamedTuple):
    """A component that stays short: the honest remainder.

    Attributes:
        component: id.
        tier: its tier; None = unknown.
        short: operators it still lacks.
        hours: learners' hours it is short of, at least.
        why: the reason.
        sentence: the reason, in full.
        options: what would change it, each a sentence.
    """

    component: str
    tier: int | None
    short: int
    hours: int
    why: Why
    sentence: str
    options: tuple[str, ...]


class PlanTotals(NamedTuple):
    """Counts of a plan.

    Attributes:
        components: in scope.
        enough: those that need nothing.
        reached: those that come to their target by the plan.
        open: those that stay short, the unknown ones included.
        missing: operators missing before.
        added: operators the plan adds.
        sessions: sessions.
        hours: hours of learners and mentors together.
        assumed: needs whose known levels rest on an assumption.
    """

    components: int
    enough: int
    reached: int
    open: int
    missing: int
    added: int
    sessions: int
    hours: int
    assumed: int


class PlanReport(NamedTuple):
    """The cheapest way to be safe again, as far as it can be gone by a day.

    Attributes:
        at: from when on.
        by: the last day on which sessions are held.
        scope: what it is for, in words.
        counting: who counts as an operator: ``proven``, or ``claimed`` where claims count too.
        totals: counts.
        proof: how good it is.
        items: what to close, in order.
        sessions: every session, by week.
        needs: the components that lack operators, in the order in which they are learned.
        open: what stays open.
        later: the first day by which everything could be reached with the same people and hours; None if there is none within
            two years, everything is reached, or the organisation is too large to try.
        risk_first: what is said of the component `kb risk` names first; empty where the plan begins with it.
        teams: what it costs the teams, that with most hours first.
    """

    at: datetime
    by: date
    scope: str
    counting: str
    totals: PlanTotals
    proof: Proof
    items: tuple[PlanItem, ...]
    sessions: tuple[PlanSession, ...]
    needs: tuple[PlanNeed, ...]
    open: tuple[Open, ...]
    later: date | None
    risk_first: str = ""
    teams: tuple[PlanTeam, ...] = ()
