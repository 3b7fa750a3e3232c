"""What a check answers: an outcome, the value it was found with, and what that rests on."""

from datetime import date
from enum import Enum, IntEnum
from typing import NamedTuple

from kb.model.source import Source
from kb.model.words import Basis


class Outcome(Enum):
    """What came out, worst first. UNKNOWN and STALE block as FAIL does: nothing is green by absence."""

    FAIL = "fail"
    STALE = "stale"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    WARN = "warn"
    PASS = "pass"  # noqa: S105 - an outcome
    NOT_APPLICABLE = "not-applicable"

    @property
    def order(self) -> int:
        """0 for the worst, growing."""
        return list(Outcome).index(self)

    @property
    def blocks(self) -> bool:
        """Whether a blocker with this outcome stops the event."""
        return self in (Outcome.FAIL, Outcome.STALE, Outcome.UNKNOWN)


class Severity(Enum):
    """How much a check weighs: only an open *blocker* makes a NO-GO."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"


class Nature(Enum):
    """How a check is answered: from the knowledge base, by a named person, or by both."""

    COMPUTED = "computed"
    ATTESTED = "attested"
    BOTH = "computed and attested"


class Scale(IntEnum):
    """How far an event is from an ordinary day."""

    ROUTINE = 1
    NOTABLE = 2
    MARQUEE = 3

    @property
    def word(self) -> str:
        """The scale as written in the files."""
        return self.name.lower()


class Rank(IntEnum):
    """How strong evidence is: a declaration, a dated artefact, an observed run."""

    DECLARED = 1
    DATED = 2
    OBSERVED = 3


class Distance(NamedTuple):
    """How far a measured value is from its threshold; ``short`` is what is missing, 0 or less where it is met."""

    measured: float
    threshold: float
    unit: str
    at_least: bool = True

    @property
    def short(self) -> float:
        """What is missing to the threshold, in ``unit``."""
        gap = self.threshold - self.measured
        return gap if self.at_least else -gap


class Answer(NamedTuple):
    """One answer of a check about one subject.

    Attributes:
        subject: id of what it is about: a component, a person, a rotation, a vendor, the event.
        value: one sentence with the value found: "tested 250k of 700k, 41 days ago".
        rank: strength of the evidence it rests on.
        distance: how far from the threshold, where it can be measured.
        owner: the team that mends it; None = nobody is named.
        due: the day by which it should be mended.
        repair: the cheapest repair; empty where nothing is to be mended.
        sources: the lines it rests on.
        rests: the weakest basis of those lines; None where they state none.
        waiver: who waived it, why, until when; None where nobody did.
    """

    check: str
    subject: str
    outcome: Outcome
    value: str
    rank: Rank
    distance: Distance | None
    owner: str | None
    due: date | None
    repair: str
    sources: tuple[Source, ...]
    rests: Basis | None
    waiver: str | None = None

    @property
    def on_record(self) -> bool:
        """Whether it rests on stated or reported facts; a line without a basis is its writer's own statement."""
        return bool(self.sources) and self.rests in (None, Basis.STATED, Basis.REPORTED)
