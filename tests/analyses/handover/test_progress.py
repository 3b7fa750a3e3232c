"""How far a saved handover has come: by runs, and by what the files say."""

from datetime import date

import pytest

from kb import testing
from kb.analyses.handover.progress import SavedHandover, SavedTask, followed
from kb.analyses.plan.progress import Saved, SavedPlan, State
from kb.model.moment import noon

PEOPLE = "people: {ann: {team: till, access: [vault]}, bob: {team: till}}\nknowledge: {pay: {ann: operate}}\n"
ONCALL = "oncall: {first: {covers: [pay], rotation: [ann, bob]}}\n"
RUN = "runbook: fix\nkind: drill\nby: bob\nstarted: 2026-06-20T10:00:00Z\nended: 2026-06-20T11:00:00Z\nhelp: none\noutcome: pass\nsteps_hash: %s\nsteps: []\nfollowups: []\n"


@pytest.fixture
def saved(make, told):
    """A handover of ann, saved on its first day."""
    report = told(make(PEOPLE + ONCALL, runbooks=("fix: [pay] | authors: [ann] | owner: till",)))
    plan = report.plan
    items = tuple(
        Saved(item.id, item.learner, item.components, item.runbook, item.first, item.due) for item in plan.items
    )
    tasks = (
        *(SavedTask(item.id, item.runbook, item.todo, report.by, item.runbook) for item in report.runbooks),
        *(SavedTask(item.id, item.subject, item.todo, item.day, None) for item in report.duties),
    )
    assert {task.id for task in tasks} == {"rehearse:fix", "take-over:fix", "access:vault", "rotation:first"}
    last = tuple((item.person, item.last) for item in report.givers)
    return SavedHandover(SavedPlan(plan.at, plan.by, plan.scope, items), report.scope, report.by, last, tasks)


def states(report):
    return {item.id: item.state for item in report.tasks}


def test_nothing_is_closed_as_long_as_the_files_stay(make, saved):
    base = make(PEOPLE + ONCALL, runbooks=("fix: [pay] | authors: [ann] | owner: till",))
    report = followed(base, saved, noon(date(2026, 6, 15)))
    assert set(states(report).values()) == {State.OPEN}
    assert (report.closed, report.total, report.overdue) == (0, 5, 0)
    late = followed(base, saved, noon(date(2026, 7, 11)))
    assert set(states(late).values()) == {State.OVERDUE}
    assert late.overdue == 5


def test_runs_close_what_is_learned_and_the_files_the_rest(make, saved):
    first = make(PEOPLE, runbooks=("fix: [pay] | authors: [ann, bob] | owner: till",))
    hashed = f'"{first.runbooks["fix"].steps_hash}"'
    base = make(
        PEOPLE.replace("bob: {team: till}", "bob: {team: till, access: [vault]}")
        + ONCALL.replace("[ann, bob]", "[bob]"),
        runbooks=("fix: [pay] | authors: [bob] | owner: till",),
        files={"runbooks/log/20260620T100000Z-fix-bob.yml": RUN % hashed},
    )
    report = followed(base, saved, noon(date(2026, 7, 20)))  # ann has gone
    assert report.sessions.closed == 1
    assert states(report) == {
        "rehearse:fix": State.OVERDUE,  # bob is its author now: his run verifies nothing
        "take-over:fix": State.CLOSED,
        "access:vault": State.CLOSED,
        "rotation:first": State.CLOSED,
    }
    assert (report.closed, report.total) == (4, 5)
    mine = make(PEOPLE, files={"runbooks/log/20260620T100000Z-fix-bob.yml": RUN % hashed})
    assert states(followed(mine, saved, noon(date(2026, 7, 20))))["rehearse:fix"] is State.CLOSED


def test_a_runbook_to_be_written_is_closed_when_it_has_steps(make, saved):
    task = SavedTask("write:fix", "fix", "write it", saved.by, "fix")
    saved = saved._replace(tasks=(task,))
    empty = {"runbooks/fix.md": "---\nid: fix\nkind: diagnosis\ncomponents: [pay]\n---\n\n## Impact\n\nNone.\n"}
    assert states(followed(make(PEOPLE, runbooks=()), saved, noon(saved.by)))["write:fix"] is State.OPEN
    assert states(followed(make(PEOPLE, runbooks=(), files=empty), saved, noon(saved.by)))["write:fix"] is State.OPEN
    assert states(followed(make(PEOPLE), saved, noon(saved.by)))["write:fix"] is State.CLOSED


def test_who_has_been_removed_from_the_files_holds_nothing(saved):
    base = testing.base("bob operates pay; rota covers pay; rota pages bob")
    assert states(followed(base, saved, noon(date(2026, 7, 20))))["rotation:first"] is State.CLOSED
