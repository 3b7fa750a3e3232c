"""What can happen in a rehearsal. Each event carries ``t``: whole seconds since the start, told by the caller."""

from enum import Enum
from typing import NamedTuple


class Result(Enum):
    """How a step went."""

    OK = "ok"
    FAIL = "fail"
    SKIP = "skip"
    DEVIATED = "deviated"

    @property
    def done(self) -> bool:
        """Whether the step was carried out."""
        return self in (Result.OK, Result.DEVIATED)


class Help(Enum):
    """What help was taken in a run."""

    NONE = "none"
    ASKED = "asked"
    TOOK_OVER = "took_over"


class Outcome(Enum):
    """What a run amounts to, best first."""

    PASS = "pass"  # noqa: S105 - a word, not a password
    PARTIAL = "partial"
    FAIL = "fail"

    @property
    def rank(self) -> int:
        """0 for the best."""
        return list(Outcome).index(self)


class Then(Enum):
    """Where a run goes after an answer; all but ``NEXT`` belong to a failed step."""

    NEXT = "next"
    JUMP = "jump"
    AGAIN = "again"
    STOP = "stop"


class Answered(NamedTuple):
    """A step was answered.

    Attributes:
        t: seconds since the start.
        step: its place among the steps, from 0; must be the current one.
        note: what there is to say; needed for a step that was skipped or done otherwise.
        confirmed: the second person of a two-person step.
        then: where to go on.
        target: place of the step to jump to.
    """

    t: int
    step: int
    result: Result
    note: str | None = None
    confirmed: str | None = None
    then: Then = Then.NEXT
    target: int | None = None


class Back(NamedTuple):
    """The last answer is taken back."""

    t: int


class Helped(NamedTuple):
    """What help was taken, over the whole run; the last word counts."""

    t: int
    help: Help


class Noted(NamedTuple):
    """Something to follow up."""

    t: int
    text: str


class Paused(NamedTuple):
    """The runner left; the timer of the step rests."""

    t: int


class Resumed(NamedTuple):
    """The runner is back, after a pause or a crash; ``steps_hash`` is that of the runbook as it stands now."""

    t: int
    steps_hash: str | None


class Stopped(NamedTuple):
    """The run ends before its last step."""

    t: int
    why: str | None = None


class Finished(NamedTuple):
    """The runner confirmed an outcome; nothing can follow."""

    t: int
    outcome: Outcome


Event = Answered | Back | Helped | Noted | Paused | Resumed | Stopped | Finished
