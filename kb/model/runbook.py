"""Runbooks and the record of their runs.

Longer than the usual 150 lines: the nouns of one kind of file, most of it what their fields mean.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kb.model.noun import NamedTuple
from kb.model.provenance import About, Provenance
from kb.model.source import Source
from kb.model.words import Evidence, Level


class Covers(NamedTuple):
    """The edge, and perhaps the failure mode of it, that a runbook answers.

    Attributes:
        from_: the component that stands on the other.
        to: the one whose loss it answers.
        mode: which failure mode of the edge, if not all.
    """

    from_: str | None
    to: str | None
    mode: str | None
    source: Source


class Requires(NamedTuple):
    """What a runner must bring: level, access roles, tools.

    Attributes:
        level: what they must be able to do.
        access: roles and credentials it takes.
        tools: what must be at hand.
    """

    level: Level | None
    access: tuple[str, ...] | None
    tools: tuple[str, ...] | None
    source: Source


class Review(NamedTuple):
    """How often a runbook must be run by someone other than its authors, in days.

    Attributes:
        every_days: days; 180 where nothing is written.
    """

    every_days: int | None
    source: Source


class Section(NamedTuple):
    """A second-level section of a runbook.

    Attributes:
        title: its heading; empty for what stands before the first heading.
        line: the line the heading stands on; where there is none, that of the first line of text.
        text: the Markdown below the heading, as written from the line after it.
    """

    title: str
    line: int
    text: str

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Return the lines of the text, each with its number in the file."""
        return iter(enumerate(self.text.split("\n"), self.line + bool(self.title)))


ESCALATE = "escalate"
"""What ``if not`` says where no step of the runbook can help."""

PROMPT: Final = "{fill in:"
"""How a scaffold says what belongs in a place, up to a brace. A runbook whose *Steps* hold one has no steps yet."""

STEP_KEYS = ("do", "expect", "if not", "undo", "minutes", "two-person")
"""The words a list item of a step may begin with, before a colon; whatever else stands there is something to do."""


class Step(NamedTuple):
    """One step of a runbook, read from a third-level heading below *Steps* and the list under it.

    Attributes:
        id: as written before the title (``s3``), else the title as a slug.
        title: what the step is about.
        do: what to do, in order; Markdown as written, code fences included.
        expect: what can then be observed, with a number.
        if_not: where to go if it cannot: ids of steps, or ``escalate``.
        undo: how to take the step back.
        minutes: how long it takes.
        two_person: whether a second person must confirm before it is done.
        hash: fingerprint of its lines, made like ``Runbook.steps_hash``.
        source: where its heading stands.
    """

    id: str
    title: str
    do: tuple[str, ...]
    expect: str | None
    if_not: tuple[str, ...]
    undo: str | None
    minutes: float | None
    two_person: bool
    hash: str
    source: Source


class Runbook(NamedTuple):
    """A runbook: its front matter, its sections, and a fingerprint of its steps.

    ``steps_hash`` is the first 12 hex digits of SHA-256 over the lines of the section *Steps*, right-stripped,
    blank ones dropped, joined by newlines; None when there is no such section. A run is evidence
    for the steps as they stand only if it carries the same hash. A file without front matter and without
    *Steps* is a runbook of which nothing is declared: it can be read, not rehearsed. One whose *Steps* hold a prompt of a
    scaffold has neither steps nor fingerprint: what is not written yet can be neither followed nor proven.

    Attributes:
        id: the name of the file without `.md`, in small letters with hyphens (`KubePodDown.md` is `kube-pod-down`); it may be
            written, too, and must then be the same.
        kind: what it is for.
        components: the components it is for; a component may name it instead.
        alerts: alerts it answers.
        covers: the edges whose loss it answers, with a fallback.
        owner: the team that keeps it true.
        authors: who wrote it: their runs do not verify it.
        risk: how much running it can break.
        est_minutes: minutes it takes.
        requires: what a runner must bring.
        review: how often it must be run by somebody else.
        visibility: whether a public site may show it.
    """

    id: str
    kind: str | None
    components: tuple[str, ...] | None
    alerts: tuple[str, ...] | None
    covers: tuple[Covers, ...] | None
    owner: str | None
    authors: tuple[str, ...] | None
    risk: str | None
    est_minutes: float | None
    requires: Requires | None
    review: Review | None
    visibility: str | None
    sections: tuple[Section, ...]
    steps: tuple[Step, ...]
    steps_hash: str | None
    about: About
    provenance: Provenance
    source: Source

    @property
    def rehearsable(self) -> bool:
        """Whether somebody can be led through it: it has steps. Without, it can be read, and followed as a whole."""
        return bool(self.steps)

    @property
    def unfinished(self) -> bool:
        """Whether a place of a scaffold is still to be filled in."""
        return any(PROMPT in section.text for section in self.sections)


class StepResult(NamedTuple):
    """How one step of a run went: ok, fail, skip or deviated; seconds taken; a note; the step's hash at the time.

    ``confirmed`` is the second person of a two-person step.

    Attributes:
        id: of the step.
        result: how it went.
        seconds: how long it took.
        note: what was different.
        hash: fingerprint of the step as it was then; written by kb.
        confirmed: who said a second yes to a step that cannot be undone.
    """

    id: str | None
    result: str | None
    seconds: float | None
    note: str | None
    hash: str | None
    source: Source
    confirmed: str | None = None


class Run(NamedTuple):
    """One finished rehearsal or real use of a runbook.

    Attributes:
        runbook: which runbook.
        steps_hash: fingerprint of the steps as they were then; written by kb.
        kind: what it was.
        by: who ran it.
        observer: who watched.
        started: first instant, with offset.
        ended: last instant, with offset.
        help: whether help was taken.
        steps: how each step went.
        outcome: how it went as a whole.
        followups: what to do after it.
        components: the components the runbook was for then; written by kb. Without, what its front matter names counts.
    """

    runbook: str | None
    steps_hash: str | None
    kind: Evidence | None
    by: str | None
    observer: str | None
    started: datetime | None
    ended: datetime | None
    help: str | None
    steps: tuple[StepResult, ...] | None
    outcome: str | None
    followups: tuple[str, ...] | None
    provenance: Provenance
    source: Source
    components: tuple[str, ...] | None = None

    @property
    def passed_unaided(self) -> bool:
        """Whether it proves *operate* for its runner: passed, no help, and more than a tabletop."""
        proving = self.kind is not None and self.kind.proves_operate
        return self.outcome == "pass" and self.help == "none" and proving
