"""Where a rehearsal stands."""

from typing import NamedTuple

from kb.analyses.rehearsal.events import Answered, Help, Outcome, Then
from kb.analyses.rehearsal.plan import Plan
from kb.model.runbook import Step


class Attempt(NamedTuple):
    """One answer to one step, and the whole seconds it took; a step tried twice has two."""

    answer: Answered
    seconds: int

    @property
    def open_failure(self) -> bool:
        """Whether the step failed and the runbook's own way out was not taken."""
        return self.answer.result.value == "fail" and self.answer.then is not Then.JUMP


class State(NamedTuple):
    """Everything known of a run.

    Attributes:
        plan: what it set out with.
        t: seconds from the start to the last event.
        attempts: the answers so far, in order.
        current: place of the step under way; None when no step is left.
        carried: seconds spent on the current step before ``began``.
        began: when the timer of the current step last began to run.
        running: False during a pause.
        help: what help was taken.
        followups: what to do about it later.
        stopped: whether the run ended before its last step.
        left: the step it was left at unanswered, if so.
        changed: whether the runbook's steps were found changed since the start.
        outcome: the confirmed outcome; None while the run is open.
    """

    plan: Plan
    t: int = 0
    attempts: tuple[Attempt, ...] = ()
    current: int | None = 0
    carried: int = 0
    began: int = 0
    running: bool = True
    help: Help = Help.NONE
    followups: tuple[str, ...] = ()
    stopped: bool = False
    left: int | None = None
    changed: bool = False
    outcome: Outcome | None = None

    @property
    def step(self) -> Step | None:
        """The step under way."""
        return None if self.current is None else self.plan.steps[self.current]

    @property
    def spent(self) -> int:
        """Seconds spent on the current step up to the last event; pauses do not count."""
        return self.carried + (self.t - self.began if self.running else 0)

    @property
    def last(self) -> dict[int, Attempt]:
        """The last attempt at each step that was tried, by the step's place."""
        return {attempt.answer.step: attempt for attempt in self.attempts}
