"""What is due when before an event: the open checks by their day, and the milestones of the usual timeline."""

from datetime import date, datetime
from typing import Final, NamedTuple

from kb.analyses.readiness.answer import Outcome, Severity
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.report import ReadinessCheck, ReadinessReport
from kb.analyses.readiness.situation import Situation
from kb.model.base import Base
from kb.model.event import Event

MILESTONES: Final = {
    28: "forecast, scale, decider and deputy; open cases with vendors",
    21: "quotas and provisioning ordered; the map walked through",
    14: "joint load test, game day, rehearsal of the move and of the rollback",
    7: "rota locked, page test, vendor contacts; a full readiness run",
    3: "freeze; test again whatever still moved",
    1: "full readiness run, waivers, poll; access exercise",
    0: "readiness run two hours before the start",
    -5: "review: findings folded back into checks, runbooks and edges",
}
"""Days before the event (negative: working days after) and what the usual timeline has for them (readiness.md 2.4)."""


class Task(NamedTuple):
    """One thing to do.

    Attributes:
        check: id of the check it is for; empty for a milestone.
        code: its code; empty for a milestone.
        owner: the team that does it; None = nobody is named.
        severity: how much the check weighs; None for a milestone.
        outcome: what the check says now; None for a milestone.
        subjects: what it is to be done for.
        late: how many days it is overdue; 0 = not.
    """

    due: date
    check: str
    code: str
    text: str
    owner: str | None
    severity: Severity | None
    outcome: Outcome | None
    subjects: tuple[str, ...]
    late: int


class ReadinessPlan(NamedTuple):
    """The tasks of an event, by day; ``squeezed``: how many are already overdue."""

    event: str
    title: str
    at: datetime
    start: datetime | None
    tasks: tuple[Task, ...]
    squeezed: int


def plan(base: Base, event: Event, report: ReadinessReport) -> ReadinessPlan:
    """Return what is left to do before an event, from its report."""
    case = Situation(base, event, report.at)
    today = report.today
    dates = {check.id: case.due(check.due) for check in configure(base.settings).checks}
    tasks = [task for result in report.results for task in _tasks(result, dates[result.check], today)]
    days = [(case.due(days), text) for days, text in MILESTONES.items()]
    tasks += [
        Task(day, "", "", text, None, None, None, (), 0) for day, text in days if day is not None and day >= today
    ]
    ordered = tuple(
        sorted(tasks, key=lambda task: (task.due, bool(task.check), task.late == 0, task.code, task.owner or ""))
    )
    return ReadinessPlan(
        event.id, report.title, report.at, report.start, ordered, sum(task.late > 0 for task in ordered)
    )


def _tasks(result: ReadinessCheck, due: date | None, today: date) -> list[Task]:
    """Return one task per owner for a check that is open or only warns."""
    if due is None:
        return []
    found: dict[str | None, list[str]] = {}
    texts: dict[str | None, str] = {}
    for answer in result.answers:
        if answer.outcome.blocks or answer.outcome is Outcome.WARN:
            found.setdefault(answer.owner, []).append(answer.subject)
            texts.setdefault(answer.owner, answer.repair)
    late = max(0, (today - due).days)
    return [
        Task(
            due,
            result.check,
            result.code,
            texts[owner],
            owner,
            result.severity,
            result.outcome,
            tuple(dict.fromkeys(found[owner])),
            late,
        )
        for owner in sorted(found, key=lambda name: name or "")
    ]
