"""A run told afterwards: what is said of it must be possible."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from kb.analyses.rehearsal.events import Help, Outcome, Result
from kb.analyses.rehearsal.outcome import unanswered
from kb.analyses.rehearsal.plan import recorded_id, run_name, steps_of
from kb.model.provenance import NO_PROVENANCE
from kb.model.runbook import Run, Runbook, StepResult
from kb.model.source import Source
from kb.model.words import Evidence

LONGEST: Final = timedelta(days=7)
"""A run said to have taken longer has a slip in its times."""


class Told(NamedTuple):
    """What someone says of a run done elsewhere. Results, notes and second persons go by the ids of steps; those not told are unknown."""

    kind: Evidence
    by: str
    observer: str | None
    started: datetime
    ended: datetime
    outcome: Outcome
    help: Help
    results: Mapping[str, Result]
    notes: Mapping[str, str]
    confirmed: Mapping[str, str]
    followups: tuple[str, ...]
    steps_hash: str | None


def impossible(told: Told, book: Runbook, now: datetime) -> str | None:
    """Return why a run cannot have been as told, as a sentence without its full stop; None if it can."""
    if told.ended < told.started:
        return "the run ended before it started: mend --started or --ended"
    if told.ended > now:
        return f"the run ends in the future (it is {now:%Y-%m-%dT%H:%M}Z): log it when it is over"
    if told.ended - told.started > LONGEST:
        return f"the run is said to have taken more than {LONGEST.days} days: mend --started or --ended"
    if told.outcome is Outcome.PASS and told.help is Help.TOOK_OVER:
        return "someone took over, so it is not passed: --outcome partial, or fail"
    failed = unanswered(told.results, steps_of(book))
    if told.outcome is Outcome.PASS and failed:
        return f"{', '.join(failed)} failed and no way out of the runbook was taken, so it is not passed: --outcome partial, or fail"
    return None


def run_of(told: Told, book: Runbook, components: tuple[str, ...]) -> Run:
    """Return the run as told, its steps in the order of the runbook, with the components the runbook is for."""
    source = Source(f"runbooks/log/{run_name(told.started, book.id, told.by)}.yml", 1, 1)
    same = told.steps_hash == book.steps_hash
    steps = tuple(
        StepResult(
            id=recorded_id(step),
            result=told.results[step.id].value,
            seconds=None,
            note=told.notes.get(step.id),
            hash=(step.hash or None) if same else None,
            source=source,
            confirmed=told.confirmed.get(step.id),
        )
        for step in steps_of(book)
        if step.id in told.results
    )
    return Run(
        runbook=book.id,
        steps_hash=told.steps_hash,
        kind=told.kind,
        by=told.by,
        observer=told.observer,
        started=told.started,
        ended=told.ended,
        help=told.help.value,
        steps=steps,
        outcome=told.outcome.value,
        followups=told.followups,
        provenance=NO_PROVENANCE,
        source=source,
        components=components,
    )
