"""What a check says."""

from collections.abc import Mapping
from datetime import date, datetime

from kb.model.finding import Finding, Severity
from kb.model.noun import NamedTuple
from kb.model.source import Source


class Counts(NamedTuple):
    """How many findings count, by severity, and how many are let be by a written suppression.

    What a baseline holds counts as none of these.
    """

    errors: int
    warnings: int
    infos: int
    suppressed: int

    def at_or_over(self, severity: Severity) -> int:
        """Return how many findings that count are at least this serious."""
        return sum((self.errors, self.warnings, self.infos)[: severity.rank + 1])


class Question(NamedTuple):
    """One unknown, and whom to ask.

    Attributes:
        component: what it is about.
        kind: what is unknown: knowledge, owner, dependencies, runbook, capacity or tier.
        to: the team to ask; None where the owner is unknown.
        sentence: the question, ready to be sent.
        weight: what it is ranked by: the summed tier weight of the components whose hard closure holds this one, or its own
            where the answer says nothing about them.
        under: how many other components those are.
        source: where the component is declared.
    """

    component: str
    kind: str
    to: str | None
    sentence: str
    weight: int
    under: int
    source: Source


class Entry(NamedTuple):
    """One entry of a baseline: so many findings of a rule about a subject."""

    rule: str
    subject: str
    number: int


class BurnDown(NamedTuple):
    """What is left of the baseline of `kb check`.

    Attributes:
        since: the day it was begun for.
        start: how many findings it has held.
        left: how many of them are still found; None while errors in the files leave that open.
        mended: ``start`` without ``left``; None likewise.
        by_rule: how many are left of each rule, by id.
        gone: entries that answer to nothing any more, or to fewer findings than they say.
        outgrown: entries with more findings than they say: which of them is new cannot be told, so that all count.
    """

    since: date
    start: int
    left: int | None
    mended: int | None
    by_rule: Mapping[str, int]
    gone: tuple[Entry, ...]
    outgrown: tuple[Entry, ...]


class CheckReport(NamedTuple):
    """Everything found in a knowledge base at a date.

    Attributes:
        at: the instant it is for.
        files: how many files were read.
        counts: all findings, those beyond ``more`` included.
        findings: those the baseline holds last, then by severity, path and line; at most 5,000.
        more: findings left out of ``findings``.
        rules_run: whether warnings were looked for; not while faults leave open what files say.
        held_back: warnings not shown because what they are about has errors.
        questions: the unknowns asked for, the weightiest first.
        baseline: what is left of the baseline; None where there is none.
    """

    at: datetime
    files: int
    counts: Counts
    findings: tuple[Finding, ...]
    more: int
    rules_run: bool
    held_back: int
    questions: tuple[Question, ...]
    baseline: BurnDown | None = None
