"""What an assessment of readiness says."""

from datetime import date, datetime
from enum import Enum
from typing import NamedTuple

from kb.analyses.readiness.answer import Answer, Nature, Outcome, Scale, Severity
from kb.model import finding
from kb.model.finding import Finding, Suppression
from kb.model.source import Source


class Verdict(Enum):
    """Whether the event can take place."""

    GO = "GO"
    WAIVERS = "GO WITH WAIVERS"
    NO_GO = "NO-GO"


class ReadinessCheck(NamedTuple):
    """One check and all its answers.

    Attributes:
        code: the short code.
        title: the check in a few words.
        outcome: the worst of its answers.
        answers: in the order of their consequence: see :mod:`kb.analyses.readiness.consequence`.
    """

    check: str
    code: str
    title: str
    severity: Severity
    nature: Nature
    outcome: Outcome
    answers: tuple[Answer, ...]

    @property
    def open(self) -> bool:
        """Whether it stops the event."""
        return self.severity is Severity.BLOCKER and self.outcome.blocks

    @property
    def on_record(self) -> bool:
        """Whether it fails on stated or reported facts."""
        return any(answer.outcome is Outcome.FAIL and answer.on_record for answer in self.answers)


class Counts(NamedTuple):
    """Checks by outcome, the worst of their answers deciding."""

    fail: int
    stale: int
    unknown: int
    waived: int
    warn: int
    passed: int
    not_applicable: int


class Evidence(NamedTuple):
    """The answers of passed checks by the rank of what they rest on."""

    observed: int
    dated: int
    declared: int


class Voice(NamedTuple):
    """What a role said in the poll; every no-go is kept as it was said, even if the role later said go."""

    role: str
    by: str
    say: str
    value: str
    date: str
    source: Source


class Threshold(NamedTuple):
    """A threshold that kb.toml sets to something else than its default; ``check`` is empty for one of all checks."""

    check: str
    key: str
    value: str
    default: str
    source: Source


class ReadinessReport(NamedTuple):
    """The readiness of one event at an instant.

    Attributes:
        start: when it starts; None if that is unknown.
        scale: how far from an ordinary day it is.
        said_scale: the scale its file says; None where it says none.
        verdict: GO, GO WITH WAIVERS or NO-GO.
        failing: open blockers that fail on evidence.
        on_record: how many of those fail on stated or reported facts.
        unknown: open blockers that are unknown, or whose evidence has run out.
        evidence: answers of the passed checks by rank.
        results: every check, in the order of their codes.
        dissent: every no-go of the poll.
        refused: papers that do not count or have no effect, and why.
        thresholds: what kb.toml sets otherwise than by default: a verdict is worth what it was measured by.
    """

    event: str
    title: str
    at: datetime
    start: datetime | None
    end: datetime | None
    scale: Scale
    why_scale: str
    said_scale: Scale | None
    closure: tuple[str, ...]
    vendors: tuple[str, ...]
    verdict: Verdict
    sentence: str
    failing: int
    on_record: int
    unknown: int
    counts: Counts
    evidence: Evidence
    results: tuple[ReadinessCheck, ...]
    dissent: tuple[Voice, ...]
    refused: tuple[str, ...]
    thresholds: tuple[Threshold, ...]

    @property
    def overruled(self) -> bool:
        """Whether the file says a lower scale than is found: a hand may only raise it."""
        return self.said_scale is not None and self.said_scale < self.scale

    @property
    def today(self) -> date:
        """The day of the instant, as the clock of the event counts."""
        return self.at.astimezone(self.start.tzinfo if self.start else None).date()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every answer that applies, as a finding, for formats that draw findings: open blockers are errors."""
        return tuple(
            _finding(result, answer)
            for result in self.results
            for answer in result.answers
            if answer.outcome is not Outcome.NOT_APPLICABLE
        )


def _finding(result: ReadinessCheck, answer: Answer) -> Finding:
    good = answer.outcome in (Outcome.PASS, Outcome.WAIVED)
    severity = finding.Severity.INFO if good else finding.Severity.WARNING
    if result.severity is Severity.BLOCKER and answer.outcome.blocks:
        severity = finding.Severity.ERROR
    source, *others = answer.sources or (Source("kb.toml", 1, 1),)
    suppressed = Suppression(answer.waiver, "event-end", source) if answer.waiver is not None else None
    message = f"{result.code} {answer.outcome.value}: {answer.value}"
    return Finding(
        result.check,
        severity,
        answer.subject,
        message,
        source,
        answer.repair or "nothing to mend",
        tuple(others),
        0,
        suppressed,
    )
