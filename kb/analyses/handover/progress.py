"""How far a saved handover has come: runs close what is learned, the files close the rest. Nobody ticks anything off."""

from collections.abc import Iterable
from datetime import date, datetime

from kb.analyses.handover.duties import duties
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import Giver, OpenRun
from kb.analyses.handover.runbooks import open_works
from kb.analyses.plan.gather import seen
from kb.analyses.plan.progress import PlanProgressReport, SavedPlan, State, progress
from kb.model.base import Base
from kb.model.moment import local_day
from kb.model.noun import NamedTuple
from kb.model.words import PersonKind


class SavedTask(NamedTuple):
    """A duty, or work on a runbook, as a saved handover has it. A duty has no runbook."""

    id: str
    subject: str
    todo: str
    day: date
    runbook: str | None


class SavedHandover(NamedTuple):
    """What a saved handover says, as far as its progress needs it. ``tasks`` are all but the sessions of its plan."""

    plan: SavedPlan
    scope: str
    by: date
    last: tuple[tuple[str, date], ...]
    tasks: tuple[SavedTask, ...]


class TaskProgress(NamedTuple):
    """How a duty, or work on a runbook, stands: closed, open or overdue."""

    id: str
    subject: str
    todo: str
    day: date
    state: State


class HandoverProgressReport(NamedTuple):
    """How far a handover has come.

    Attributes:
        scope: who hands over, in words.
        closed: items and tasks closed.
        total: items and tasks.
        overdue: those whose day has passed, or that cannot be closed as planned any more.
        sessions: how the items learned stand.
        tasks: how the rest stands, in the order of the handover.
    """

    at: datetime
    scope: str
    by: date
    closed: int
    total: int
    overdue: int
    sessions: PlanProgressReport
    tasks: tuple[TaskProgress, ...]


def followed(
    base: Base, saved: SavedHandover, at: datetime, open_runs: Iterable[OpenRun] = ()
) -> HandoverProgressReport:
    """Return how far a saved handover has come at an instant.

    A duty is closed when the files no longer say that only those who go hold it.
    """
    asked = _question(base, saved, at)
    sessions = progress(base, saved.plan, at)
    runbooks = frozenset(task.runbook for task in saved.tasks if task.runbook is not None)
    left = {item.id for item in duties(asked, open_runs)} | open_works(asked, runbooks, saved.plan.at)
    tasks = tuple(
        TaskProgress(task.id, task.subject, task.todo, task.day, _state(task, left, local_day(at, None)))
        for task in saved.tasks
    )
    states = [task.state for task in tasks]
    return HandoverProgressReport(
        at=at,
        scope=saved.scope,
        by=saved.by,
        closed=sessions.closed + states.count(State.CLOSED),
        total=len(sessions.items) + len(tasks),
        overdue=sessions.overdue + sessions.void + states.count(State.OVERDUE),
        sessions=sessions,
        tasks=tasks,
    )


def _state(task: SavedTask, left: set[str], today: date) -> State:
    if task.id not in left:
        return State.CLOSED
    return State.OVERDUE if today > task.day else State.OPEN


def _question(base: Base, saved: SavedHandover, at: datetime) -> Question:
    """Return the saved question as it stands today; whoever has been removed from the files since holds nothing."""
    known = seen(base, at)
    givers = tuple(
        Giver(name, (person := known.people[name]).team, person.kind is PersonKind.EXTERNAL, last, True, last, person.access or ())
        for name, last in saved.last
        if name in known.people
    )  # fmt: skip
    leave = {item.person: known.people[item.person]._replace(until=item.last) for item in givers}
    there = known._replace(people={**known.people, **leave})
    return Question(there, there, at, saved.by, saved.scope, (), givers, base.settings.plan.target, claimed=False)
