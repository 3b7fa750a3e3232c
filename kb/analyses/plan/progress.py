"""How far a saved plan has come: the runs logged since it was made close its items by themselves.

An item is closed by a passed, unaided drill, game day or incident of its runbook by its learner, after the plan began: the same
evidence that proves *operate* everywhere. Nobody ticks anything off.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum

from kb.analyses.evidence import covered, went_by_steps
from kb.model.base import Base
from kb.model.moment import is_past, local_day
from kb.model.noun import NamedTuple
from kb.model.runbook import Run
from kb.model.source import Source


class State(Enum):
    """How an item stands."""

    CLOSED = "closed"
    BEGUN = "begun"
    OPEN = "open"
    OVERDUE = "overdue"
    VOID = "void"


class Saved(NamedTuple):
    """An item as a saved plan has it; see :class:`kb.analyses.plan.report.PlanItem`."""

    id: str
    learner: str
    components: tuple[str, ...]
    runbook: str
    first: date
    due: date


class SavedPlan(NamedTuple):
    """What a saved plan says, as far as its progress needs it."""

    at: datetime
    by: date
    scope: str
    items: tuple[Saved, ...]


class ItemProgress(NamedTuple):
    """How an item stands, and why.

    Attributes:
        id: of the item.
        learner: who learns.
        components: what it is to prove.
        runbook: whose run closes it.
        due: the last day of its last week.
        state: how it stands.
        sentence: why it stands so, or what is next.
        run: the run that closed it, or the latest that did not; None if there is none.
    """

    id: str
    learner: str
    components: tuple[str, ...]
    runbook: str
    due: date
    state: State
    sentence: str
    run: Source | None


class PlanProgressReport(NamedTuple):
    """How far a plan has come.

    Attributes:
        at: the instant it is asked for.
        began: when the plan was made for.
        by: its last day.
        scope: what it is for, in words.
        closed: items closed.
        overdue: items neither closed nor void whose day has passed.
        void: items that cannot be closed as planned any more.
        items: every item, in the order of the plan.
    """

    at: datetime
    began: datetime
    by: date
    scope: str
    closed: int
    overdue: int
    void: int
    items: tuple[ItemProgress, ...]


def progress(base: Base, plan: SavedPlan, at: datetime) -> PlanProgressReport:
    """Return how far a plan has come at an instant."""
    items = tuple(_item(base, plan, item, at) for item in plan.items)
    states = [item.state for item in items]
    return PlanProgressReport(
        at,
        plan.at,
        plan.by,
        plan.scope,
        states.count(State.CLOSED),
        states.count(State.OVERDUE),
        states.count(State.VOID),
        items,
    )


def _item(base: Base, plan: SavedPlan, item: Saved, at: datetime) -> ItemProgress:
    runs = _runs(base, plan, item, at)
    state, sentence, run = _state(base, item, runs, at)
    source = None if run is None else run.source
    return ItemProgress(item.id, item.learner, item.components, item.runbook, item.due, state, sentence, source)


def _runs(base: Base, plan: SavedPlan, item: Saved, at: datetime) -> list[Run]:
    """Return the runs of an item's runbook by its learner since the plan began, oldest first."""
    found = [
        (run.ended, run)
        for run in base.runs_of(item.runbook)
        if run.by == item.learner and run.ended is not None and run.ended >= plan.at and is_past(run.ended, at)
    ]
    return [run for _, run in sorted(found, key=lambda pair: (pair[0], pair[1].source))]


def _state(base: Base, item: Saved, runs: list[Run], at: datetime) -> tuple[State, str, Run | None]:
    book = base.runbooks.get(item.runbook)
    passed = [run for run in runs if run.passed_unaided and went_by_steps(book, run)]
    late = local_day(at, None) > item.due
    if passed:
        whole = [run for run in passed if not _lost(item.components, covered(base, run))]
        return _closed(base, item, (whole or passed)[0], State.OVERDUE if late else State.BEGUN)
    person = base.people.get(item.learner)
    if person is None or not base.is_active(person, at):
        return State.VOID, f"{item.learner} is not there any more: make a new plan", None
    if item.runbook not in base.runbooks and not late:
        return State.OPEN, f"runbook {item.runbook} is still to be written", None
    next_ = f"a passed unaided drill of {item.runbook} by {item.learner} closes it"
    if book is not None and not book.rehearsable:
        next_ = f"{item.runbook} has no steps yet, so no run shows anything: with steps, {next_}"
    if runs:
        return (State.OVERDUE if late else State.BEGUN), f"{_said(runs[-1])}; {next_}", runs[-1]
    return (State.OVERDUE if late else State.OPEN), next_, None


def _closed(base: Base, item: Saved, run: Run, else_: State) -> tuple[State, str, Run | None]:
    """Return that an item is closed; or not, where its runbook is not, or was not then, for what it was to prove."""
    lost = _lost(item.components, base.components_of(item.runbook))
    if lost:
        names = ", ".join(lost)
        return State.VOID, f"{item.runbook} was passed, and is no longer a runbook of {names}: make a new plan", run
    said = f"passed unaided on {run.ended:%Y-%m-%d} ({run.kind.value if run.kind else ''})"
    if later := _lost(item.components, covered(base, run)):
        return else_, f"{said}, when it was not for {', '.join(later)} by its record: run it once more", run
    if denied := [name for name in item.components if base.denied(name)]:
        said += f"; it does not count while the files say `none` of {', '.join(denied)}: correct that"
    return State.CLOSED, said, run


def _lost(wanted: Iterable[str], covered: Iterable[str]) -> list[str]:
    have = set(covered)
    return [name for name in wanted if name not in have]


def _said(run: Run) -> str:
    kind = run.kind.value if run.kind else "run"
    helped = "" if run.help == "none" else ", with help" if run.help else ""
    return f"last {kind} on {run.ended:%Y-%m-%d}: {run.outcome or 'no outcome'}{helped}"
