"""What a rehearsal sets out with: who, what for, and the steps as they stand at that moment."""

from datetime import UTC, datetime
from typing import Final, NamedTuple

from kb.model.runbook import Runbook, Step
from kb.model.words import Evidence

FREE: Final = "whole"
"""Id, on the screen, of the only step of a runbook that has none: the runbook followed as a whole."""


class Plan(NamedTuple):
    """A run about to begin.

    Attributes:
        kind: what sort of run.
        observer: who watches; None for nobody.
        started: the instant it began, UTC, whole seconds.
        steps_hash: fingerprint of the steps as they stood then.
        steps: those steps; at least one.
        components: what the runbook was for then; None in a journal of an earlier release.
    """

    runbook: str
    title: str
    kind: Evidence
    by: str
    observer: str | None
    started: datetime
    steps_hash: str | None
    steps: tuple[Step, ...]
    components: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """The name, without ending, of the run's journal and of its record."""
        return run_name(self.started, self.runbook, self.by)

    def place(self, step: str) -> int | None:
        """Return the place of a step by its id; None if there is none (``escalate``, or a slip in the runbook)."""
        return next((index for index, each in enumerate(self.steps) if each.id == step), None)

    def targets(self, index: int) -> tuple[int, ...]:
        """Return the steps a step's ``if not`` leads to; none where it says to escalate, or nothing."""
        found = (self.place(name) for name in self.steps[index].if_not)
        return tuple(dict.fromkeys(place for place in found if place is not None))


def recorded_id(step: Step) -> str | None:
    """Return the id of a step for a record; what stands for a whole runbook has no fingerprint, and no id there."""
    return step.id if step.hash else None


def run_name(started: datetime, runbook: str, by: str) -> str:
    """Return the name of a run's files: ``<UTC yyyymmddThhmmssZ>-<runbook>-<person>``."""
    return f"{started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{runbook}-{by}"


def steps_of(runbook: Runbook) -> tuple[Step, ...]:
    """Return the steps to go through; for a runbook without steps one that stands for all of it."""
    return runbook.steps or (_free(runbook),)


def _free(runbook: Runbook) -> Step:
    do = f"Follow {runbook.source.path} from top to bottom. It has no steps of its own to go through one by one."
    return Step(FREE, "The runbook as a whole", (do,), None, (), None, runbook.est_minutes, False, "", runbook.source)
