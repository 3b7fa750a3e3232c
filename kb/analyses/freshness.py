"""Whether a runbook is verified at a date: run, by a non-author, passed, lately, on the steps as they stand.

One without steps cannot be rehearsed, so it is never verified: give it steps first (``Runbook.rehearsable``).
"""

from datetime import datetime
from enum import Enum

from kb.analyses.evidence import stands, was_there, went_by_steps
from kb.analyses.staleness import Cause, Reason, Staleness
from kb.model.base import Base
from kb.model.moment import days_between, is_past
from kb.model.noun import NamedTuple
from kb.model.runbook import Run, Runbook


class Badge(Enum):
    """State of a runbook, as shown beside its name."""

    VERIFIED = "verified"
    CHANGED = "changed since verified"
    STALE = "stale"
    NEVER_RUN = "never run"


class Freshness(NamedTuple):
    """The badge of a runbook, the run it rests on, and every reason why that run does not verify it."""

    badge: Badge
    run: Run | None
    age_days: int | None
    reasons: tuple[Reason, ...] = ()


def freshness(base: Base, runbook: Runbook, at: datetime, moved: Staleness | None = None) -> Freshness:
    """Assess one runbook at an instant.

    *verified*: a passed drill, game day or incident by a non-author, since which nothing has moved on that
    :class:`~kb.analyses.staleness.Staleness` knows; *changed*: such runs, but all on other steps; *stale*: on these steps, but
    something else has moved on since each; else *never run*. Any run that still holds will do, so one run more never
    lowers the badge; where none holds, the reasons are those of the latest, one on these steps before others. ``moved`` is what
    has moved on at this instant, where many runbooks are assessed.
    """
    moved = moved or Staleness(base, at)
    passed = _passed(base, runbook, at)
    if not passed:
        return Freshness(Badge.NEVER_RUN, None, None, (_never(base, runbook, at), *moved.references(runbook)))
    same = _same(runbook, passed)
    for run in reversed(same):
        if not moved.since(runbook, run):
            return Freshness(Badge.VERIFIED, run, _age(run, at))
    run = (same or passed)[-1]
    return Freshness(Badge.STALE if same else Badge.CHANGED, run, _age(run, at), moved.since(runbook, run))


def _age(run: Run, at: datetime) -> int:
    return days_between(run.ended, at) if run.ended is not None else 0


def _never(base: Base, runbook: Runbook, at: datetime) -> Reason:
    """Say what has been run instead of what counts; of a runbook without steps nothing does."""
    runs = [run for run in base.runs_of(runbook.id) if run.ended is not None and is_past(run.ended, at)]
    if not runbook.rehearsable:
        text = (
            "its steps are not written yet" if runbook.unfinished else "it has no steps: it can be read, not rehearsed"
        )
        text += ", and a run of it shows nothing" if runs else ""
        return Reason(Cause.NEVER, text, (runbook.source, *sorted(run.source for run in runs)))
    if not runs:
        return Reason(Cause.NEVER, "nobody has run it", (runbook.source,))
    passed = [run for run in runs if run.outcome == "pass"]
    proving = [run for run in passed if run.kind and run.kind.proves_operate]
    if any(not went_by_steps(runbook, run) for run in proving):
        text = "it had no steps yet when it was run"
    elif any(not was_there(base, run.by, run) for run in proving):
        text = "by their dates, whoever ran it was not there then"
    elif proving:
        text = "only its authors have run it"
    elif passed:
        text = "it has only been talked through, at a table"
    else:
        text = "it has been run, and never passed"
    return Reason(Cause.NEVER, text, (runbook.source, *sorted(run.source for run in proving or passed or runs)))


def verifiers(base: Base, runbook: Runbook, at: datetime, moved: Staleness | None = None) -> frozenset[str]:
    """Return whose runs verify a runbook: passed, by no author, and nothing has moved on since. See :func:`freshness`."""
    moved = moved or Staleness(base, at)
    same = _same(runbook, _passed(base, runbook, at))
    return frozenset(run.by for run in same if run.by and not moved.since(runbook, run))


def _same(runbook: Runbook, passed: list[Run]) -> list[Run]:
    """Return the runs on the steps as they stand; none where there are no steps: nothing is not the same as nothing."""
    return [run for run in passed if runbook.rehearsable and run.steps_hash == runbook.steps_hash]


def _passed(base: Base, runbook: Runbook, at: datetime) -> list[Run]:
    """Return the passed drills, game days and incidents of a runbook by others than its authors, oldest first."""
    authors = set(runbook.authors or ())
    passed = [
        run
        for run in base.runs_of(runbook.id)
        if run.outcome == "pass" and run.by not in authors and run.kind and run.kind.proves_operate
        and run.ended is not None and is_past(run.ended, at) and stands(base, run)
    ]  # fmt: skip
    return sorted(passed, key=lambda run: (run.ended is not None and run.ended.timestamp(), run.source))


def verified_edges(base: Base, at: datetime, moved: Staleness | None = None) -> frozenset[tuple[str, str]]:
    """Return the (from, to) edges that a verified runbook covers: their declared fallback is rehearsed."""
    moved = moved or Staleness(base, at)
    return frozenset(base.rehearsed).union(
        (covers.from_, covers.to)
        for runbook in base.runbooks.values()
        if runbook.covers and base.runs_of(runbook.id) and freshness(base, runbook, at, moved).badge is Badge.VERIFIED
        for covers in runbook.covers
        if covers.from_ and covers.to
    )
