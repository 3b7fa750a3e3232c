"""The runbooks of a base and whether each is verified."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from kb.analyses.freshness import Badge, freshness
from kb.analyses.staleness import Reason, Staleness, interval
from kb.model.base import Base
from kb.model.moment import When
from kb.model.runbook import Runbook
from kb.model.source import Source


class RunbookRow(NamedTuple):
    """The state of one runbook.

    Attributes:
        kind: what it is for; None = unknown.
        components: what it is for, whichever side states it.
        owner: the team that keeps it; None = unknown.
        steps: how many steps it has; 0 for one that can be read, not rehearsed.
        badge: verified, changed since verified, stale or never run.
        last: when the run ended that the badge rests on; None without one.
        evidence: what kind of run that was.
        age_days: how many days ago.
        every_days: within how many days it is to be run again.
        reasons: every reason why it is not verified; empty if it is.
        sources: the runbook, and the run.
    """

    runbook: str
    title: str
    kind: str | None
    components: tuple[str, ...]
    owner: str | None
    steps: int
    badge: Badge
    last: When | None
    by: str | None
    evidence: str | None
    age_days: int | None
    every_days: int
    reasons: tuple[Reason, ...]
    sources: tuple[Source, ...]


class RunbookListReport(NamedTuple):
    """Every runbook of a base at an instant, those that need work first.

    Attributes:
        counts: how many runbooks have which badge.
        only_stale: whether verified ones are left out of ``rows``.
    """

    at: datetime
    counts: dict[str, int]
    only_stale: bool
    rows: tuple[RunbookRow, ...]


ORDER = (Badge.NEVER_RUN, Badge.STALE, Badge.CHANGED, Badge.VERIFIED)
"""Badges, the least trustworthy first."""


def listing(base: Base, at: datetime, *, only_stale: bool = False) -> RunbookListReport:
    """Return every runbook of a base at an instant, or those that are not verified."""
    moved = Staleness(base, at)
    rows = [_row(base, runbook, at, moved) for runbook in base.runbooks.values()]
    count = Counter(row.badge for row in rows)
    kept = [row for row in rows if not (only_stale and row.badge is Badge.VERIFIED)]
    kept.sort(key=lambda row: (ORDER.index(row.badge), row.runbook))
    return RunbookListReport(at, {badge.value: count[badge] for badge in ORDER}, only_stale, tuple(kept))


def _row(base: Base, runbook: Runbook, at: datetime, moved: Staleness) -> RunbookRow:
    fresh = freshness(base, runbook, at, moved)
    run = fresh.run
    return RunbookRow(
        runbook=runbook.id,
        title=base.title(runbook.id),
        kind=runbook.kind,
        components=base.components_of(runbook.id),
        owner=runbook.owner,
        steps=len(runbook.steps),
        badge=fresh.badge,
        last=run.ended if run else None,
        by=run.by if run else None,
        evidence=run.kind.value if run and run.kind else None,
        age_days=fresh.age_days,
        every_days=interval(runbook),
        reasons=fresh.reasons,
        sources=(runbook.source, *((run.source,) if run else ())),
    )
