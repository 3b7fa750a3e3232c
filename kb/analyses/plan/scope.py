"""What a plan is for: which components, how many operators each, counted when."""

from datetime import date, datetime, timedelta
from typing import Final

from kb.analyses.plan.gather import Asked
from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.situation import Situation
from kb.errors import UsageError
from kb.model.base import Base
from kb.model.moment import local_day, noon
from kb.model.noun import NamedTuple

VITAL: Final = (0, 1, None)
"""Tiers a plan is for where no event is named: unknown is not taken for unimportant."""
LONGEST: Final = 104
"""Weeks a plan can have."""


class Scope(NamedTuple):
    """What is asked.

    Attributes:
        event: id of an event: its hard closure is the scope.
        team: id of a team: what it owns is the scope.
        by: the last day of sessions; None: the day before the event, else as many weeks as kb.toml says.
        target: operators per component; None: as kb.toml says.
        claimed: whether claims count as they stand.
    """

    event: str | None = None
    team: str | None = None
    by: date | None = None
    target: int | None = None
    claimed: bool = False


def asked(base: Base, at: datetime, scope: Scope) -> Asked:
    """Return the question to gather for.

    Raises:
        UsageError: if there is no time for sessions, or too much.
    """
    settings, today = base.settings.plan, local_day(at, None)
    if scope.event is not None:
        return _event(base, at, scope)
    by = scope.by or today + timedelta(weeks=settings.weeks, days=-1)
    _refuse(today, by)
    wanted = scope.target or settings.target
    targets = {
        item.id: wanted
        for item in base.components.values()
        if item.id not in base.retired
        and base.tier(item) in VITAL
        and (scope.team is None or base.owner(item) == scope.team)
    }
    return Asked(base, at, by, targets, claimed=scope.claimed)


def _event(base: Base, at: datetime, scope: Scope) -> Asked:
    case = Situation(base, base.events[scope.event or ""], at)
    if not case.entry:
        raise UsageError(f"the event {scope.event} names no `entry`: what it stands on is unknown")
    start, today = case.start, local_day(at, None)
    if scope.by is None and start is None:
        raise UsageError(f"the event {scope.event} has no `window`: say with --by until when sessions can be held")
    by = scope.by or local_day(start or at, None) - timedelta(days=1)
    _refuse(today, by)
    settings = base.settings.plan
    wanted = scope.target or (settings.target_marquee if case.scale is Scale.MARQUEE else settings.target)
    counted = start if start is not None and start > noon(by) else None
    targets = {name: wanted for name in case.closure if name not in base.retired}
    return Asked(base, at, by, targets, claimed=scope.claimed, counted=counted)


def _refuse(today: date, by: date) -> None:
    if by < today:
        raise UsageError(f"there is no time for a session: the plan would end on {by} and begin on {today}")
    if (by - today).days > 7 * LONGEST:
        raise UsageError(f"a plan from {today} to {by} is longer than {LONGEST} weeks: choose an earlier --by")


def in_words(base: Base, scope: Scope) -> str:
    """Say what a plan is for."""
    if scope.event is not None:
        return f"all that event {scope.event} stands on"
    if scope.team is not None:
        return f"tiers 0 and 1 (and unknown) of team {scope.team}"
    del base
    return "all components of tiers 0 and 1, and of unknown tier"
