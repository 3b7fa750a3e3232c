"""The finished run: one line a step, the steps never reached among them."""

from collections.abc import Iterator
from datetime import timedelta

from kb.analyses.rehearsal.events import Result, Then
from kb.analyses.rehearsal.machine import Refused
from kb.analyses.rehearsal.plan import recorded_id
from kb.analyses.rehearsal.state import Attempt, State
from kb.model.provenance import NO_PROVENANCE
from kb.model.runbook import Run, StepResult
from kb.model.source import Source


def record(state: State) -> Run:
    """Return the run a finished rehearsal was.

    Raises:
        Refused: while its outcome is not confirmed.
    """
    if state.outcome is None:
        raise Refused("the run is not finished")
    plan = state.plan
    source = Source(f"runbooks/log/{plan.name}.yml", 1, 1)
    return Run(
        runbook=plan.runbook,
        steps_hash=plan.steps_hash,
        kind=plan.kind,
        by=plan.by,
        observer=plan.observer,
        started=plan.started,
        ended=plan.started + timedelta(seconds=state.t),
        help=state.help.value,
        steps=tuple(_results(state, source)),
        outcome=state.outcome.value,
        followups=state.followups,
        provenance=NO_PROVENANCE,
        source=source,
        components=plan.components,
    )


def _results(state: State, source: Source) -> Iterator[StepResult]:
    """Yield the attempts in order; a step that a jump left out stands where it was left out, the others at the end."""
    missing = [place for place in range(len(state.plan.steps)) if place not in state.last]
    for attempt in state.attempts:
        yield _result(state, attempt, source)
        answer = attempt.answer
        if answer.then is Then.JUMP and answer.target is not None:
            ids = f"{state.plan.steps[answer.step].id} led to {state.plan.steps[answer.target].id}"
            for place in [place for place in missing if answer.step < place < answer.target]:
                missing.remove(place)
                yield _left_out(state, place, ids, source)
    for place in missing:
        yield _left_out(state, place, "not reached", source)


def _result(state: State, attempt: Attempt, source: Source) -> StepResult:
    answer = attempt.answer
    step = state.plan.steps[answer.step]
    return StepResult(
        id=recorded_id(step),
        result=answer.result.value,
        seconds=attempt.seconds,
        note=answer.note,
        hash=step.hash or None,
        source=source,
        confirmed=answer.confirmed,
    )


def _left_out(state: State, place: int, why: str, source: Source) -> StepResult:
    step = state.plan.steps[place]
    return StepResult(recorded_id(step), Result.SKIP.value, 0, why, step.hash or None, source)
