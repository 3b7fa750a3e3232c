"""What a comparison says: changes in order of consequence, each with the lines that made it.

Longer than the usual 150 lines: the nouns of one report, most of it what their fields mean.
"""

from datetime import datetime
from enum import Enum

from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.answer import Severity as Weight
from kb.analyses.readiness.report import Verdict
from kb.analyses.risk.report import Totals
from kb.model.finding import Finding, Severity
from kb.model.noun import NamedTuple
from kb.model.source import Source
from kb.model.words import RiskClass


class What(Enum):
    """What changed, the gravest first: the order of a report (our default).

    A loss and the gain that makes it good share a word. A bus factor is compared as far as it is known. First what leaves a component to nobody, to one, or to
    nobody knows whom; then an event that cannot be run any more; then what is thinner, less proven, or less rehearsed.
    """

    ORPHANED = "orphaned"
    SINGLE = "single"
    UNKNOWN = "unknown"
    VERDICT = "verdict"
    BUS_FACTOR = "bus-factor"
    THIN = "thin"
    RUNBOOK = "runbook"
    UNPROVEN = "unproven"
    SUPPORT = "support"
    READINESS = "readiness"
    EXTERNAL = "external"
    MINOR = "minor"
    IDENTITY = "identity"

    @property
    def rank(self) -> int:
        """0 for the gravest, growing."""
        return list(What).index(self)


class Effect(Enum):
    """Whether a change is for the worse, for the better, or neither."""

    LOST = "lost"
    GAINED = "gained"
    OTHER = "other"


class When(Enum):
    """On which of the two sides a line stands."""

    BEFORE = "before"
    AFTER = "after"


class Why(NamedTuple):
    """One line that made a change.

    Attributes:
        text: what it says now and said before.
        side: on which side it stands; what is gone stands before.
        source: where, on that side.
    """

    text: str
    side: When
    source: Source


class Change(NamedTuple):
    """One thing that is not what it was.

    Attributes:
        effect: for the worse, for the better, or neither.
        kind: kind of the subject: component, runbook, event or vendor.
        subject: its id, as it is after.
        was: its id before, where it has another now.
        tier: the least tier among the components it concerns; None if unknown.
        blast_radius: the greatest among the components it concerns.
        before: how it stood, in a few words; empty where it was not there.
        after: how it stands; empty where it is gone.
        why: the lines that made it, at most some dozen.
        source: where the subject is written: after, or before where it is gone.
    """

    what: What
    effect: Effect
    kind: str
    subject: str
    was: str | None
    tier: int | None
    blast_radius: int
    before: str
    after: str
    why: tuple[Why, ...]
    source: Source


class Standing(NamedTuple):
    """The class of a component on both sides; None where it is not there, or retired."""

    component: str
    before: RiskClass | None
    after: RiskClass | None


class AnswerMove(NamedTuple):
    """One answer of readiness that is not what it was; the outcome is None where there is no such answer."""

    code: str
    check: str
    severity: Weight
    subject: str
    before: Outcome | None
    after: Outcome | None
    effect: Effect
    value: str
    source: Source


class EventChange(NamedTuple):
    """What changed for one event.

    Attributes:
        before: the verdict; None where it is not there.
        after: the verdict; None where it is not there.
        moves: its answers that are not what they were: worse first, blockers before others.
        over: whether it is over on the later side; then it was asked about by name.
    """

    event: str
    before: Verdict | None
    after: Verdict | None
    moves: tuple[AnswerMove, ...]
    over: bool


class Numbers(NamedTuple):
    """What one side adds up to.

    Attributes:
        people: employees and contractors available.
        totals: counts over the components.
        verified: runbooks that are verified.
    """

    people: int
    totals: Totals
    verified: int
    runbooks: int


class Sided(NamedTuple):
    """One side of a comparison.

    Attributes:
        name: what it is: a revision, the working tree, a date.
        commit: id of the commit; None for the working tree.
        at: the instant it is assessed at.
        numbers: what it adds up to.
    """

    name: str
    commit: str | None
    at: datetime
    numbers: Numbers


class DiffReport(NamedTuple):
    """What changed between two sides.

    Attributes:
        scope: what was looked at, in words.
        changes: everything that changed, losses first, in order of consequence.
        events: what changed for events to come.
        standings: the class of every component on both sides, where it changed or the component came or went.
        catalogue_now: folder of the overlay's catalogue that commits do not hold, seen as it lies there now; None if there is
            no such.
    """

    scope: str
    before: Sided
    after: Sided
    changes: tuple[Change, ...]
    events: tuple[EventChange, ...]
    standings: tuple[Standing, ...]
    catalogue_now: str | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every loss as a finding, for formats that draw findings."""
        return tuple(_finding(change) for change in self.changes if change.effect is Effect.LOST)


_ERRORS = frozenset({What.ORPHANED, What.SINGLE, What.UNKNOWN, What.VERDICT})
_FIXES = {
    What.ORPHANED: "have somebody else brought to operate it before this is merged",
    What.SINGLE: "have a second person brought to operate it",
    What.UNKNOWN: "write who can operate it, or `none`",
    What.VERDICT: "`kb ready` says what is open, and the cheapest repair of each",
    What.RUNBOOK: "have somebody who did not write it run it again",
    What.UNPROVEN: "let a drill show it again",
}


def _finding(change: Change) -> Finding:
    severity = Severity.INFO if change.what is What.MINOR else Severity.WARNING
    if change.what in _ERRORS:
        severity = Severity.ERROR
    here = [why for why in change.why if why.side is When.AFTER]
    source = here[0].source if here else change.source
    reasons = "; ".join(f"{why.text} ({why.source}{', before' * (why.side is When.BEFORE)})" for why in change.why[:3])
    message = f"{change.kind} {change.subject}: {change.before or 'not there'} → {change.after or 'gone'}"
    return Finding(
        change.what.value, severity, change.subject, f"{message}; {reasons}" if reasons else message, source,
        _FIXES.get(change.what, "`kb diff` says what changed, and by which lines"),
    )  # fmt: skip
