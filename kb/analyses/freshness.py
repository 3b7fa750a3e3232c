"""Whether a runbook is verified at a date: run, by a non-author, passed, lately, on the steps as they stand."""

from datetime import datetime
from enum import Enum
from typing import Final, NamedTuple

from kb.model.base import Base
from kb.model.moment import days_between, is_past
from kb.model.runbook import Run, Runbook

EVERY_DAYS: Final = 180
"""Review interval where a runbook states none (Google's playbook template: ``review_interval: '6 months'``)."""


class Badge(Enum):
    """State of a runbook, as shown beside its name."""

    VERIFIED = "verified"
    CHANGED = "changed since verified"
    STALE = "stale"
    NEVER_RUN = "never run"


class Freshness(NamedTuple):
    """The badge of a runbook and the run it rests on."""

    badge: Badge
    run: Run | None
    age_days: int | None


def freshness(base: Base, runbook: Runbook, at: datetime) -> Freshness:
    """Assess one runbook at an instant.

    *verified*: a passed drill, game day or incident by a non-author within the interval, on the same steps;
    *changed*: such a run, but the steps changed since; *stale*: older than the interval; else *never run*.
    """
    every = runbook.review.every_days if runbook.review and runbook.review.every_days else EVERY_DAYS
    passed = _passed(base, runbook, at)
    if not passed:
        return Freshness(Badge.NEVER_RUN, None, None)
    same = [run for run in passed if run.steps_hash == runbook.steps_hash]
    run = (same or passed)[-1]
    age = days_between(run.ended, at) if run.ended is not None else 0
    if not same:
        return Freshness(Badge.CHANGED, run, age)
    return Freshness(Badge.VERIFIED if age <= every else Badge.STALE, run, age)


def verifiers(base: Base, runbook: Runbook, at: datetime) -> frozenset[str]:
    """Return who has lately run a verified runbook, as its steps stand now, without being its author; else nobody."""
    if freshness(base, runbook, at).badge is not Badge.VERIFIED:
        return frozenset()
    every = runbook.review.every_days if runbook.review and runbook.review.every_days else EVERY_DAYS
    return frozenset(
        run.by
        for run in _passed(base, runbook, at)
        if run.by and run.steps_hash == runbook.steps_hash and run.ended and days_between(run.ended, at) <= every
    )


def _passed(base: Base, runbook: Runbook, at: datetime) -> list[Run]:
    """Return the passed drills, game days and incidents of a runbook by others than its authors, oldest first."""
    authors = set(runbook.authors or ())
    passed = [
        run
        for run in base.runs_of(runbook.id)
        if run.outcome == "pass" and run.by not in authors and run.kind and run.kind.proves_operate
        and run.ended is not None and is_past(run.ended, at)
    ]  # fmt: skip
    return sorted(passed, key=lambda run: (run.ended is not None and run.ended.timestamp(), run.source))


def verified_edges(base: Base, at: datetime) -> frozenset[tuple[str, str]]:
    """Return the (from, to) edges that a verified runbook covers: their declared fallback is rehearsed."""
    return frozenset(
        (covers.from_, covers.to)
        for runbook in base.runbooks.values()
        if runbook.covers and freshness(base, runbook, at).badge is Badge.VERIFIED
        for covers in runbook.covers
        if covers.from_ and covers.to
    )
