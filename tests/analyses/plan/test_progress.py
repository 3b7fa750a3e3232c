"""Items are closed by runs, and by nothing else."""

from datetime import date, timedelta

import pytest

from kb.analyses.plan.progress import Saved, SavedPlan, State, progress
from kb.model.moment import noon
from kb.model.provenance import NO_PROVENANCE
from kb.model.runbook import Run
from kb.model.source import Source
from kb.model.words import Evidence

AT = noon(date(2026, 6, 1))
ITEM = Saved("ann-fix", "ann", ("pay",), "fix", date(2026, 6, 1), date(2026, 6, 14))
PLAN = SavedPlan(AT, date(2026, 6, 28), "all", (ITEM,))


def run(days, **said):
    fields = dict.fromkeys(Run._fields) | {
        "runbook": "fix", "kind": Evidence.DRILL, "by": "ann", "ended": AT + timedelta(days=days), "help": "none",
        "outcome": "pass", "provenance": NO_PROVENANCE, "source": Source(f"runbooks/log/{days}.yml", 1, 1),
    }  # fmt: skip
    return Run(**fields | said)


@pytest.fixture
def state(make):
    base = make("people: {ann: {until: 2026-06-20}, bob: {}}\nknowledge: {pay: {bob: aware}}")

    def ask(*runs, day=10, item=ITEM, **said):
        report = progress(base._replace(runs=runs, **said), PLAN._replace(items=(item,)), AT + timedelta(days=day))
        return report.items[0].state, report.items[0].sentence

    return ask


@pytest.mark.parametrize("kind", [Evidence.DRILL, Evidence.GAMEDAY, Evidence.INCIDENT])
def test_a_passed_unaided_run_closes_it(state, kind):
    assert state(run(3, kind=kind)) == (State.CLOSED, f"passed unaided on 2026-06-04 ({kind.value})")


def test_a_run_that_was_not_for_it_does_not_close_it_and_a_later_one_does(state):
    early = run(3, components=("ship",))
    text = "passed unaided on 2026-06-04 (drill), when it was not for pay by its record: run it once more"
    assert state(early) == (State.BEGUN, text)
    assert state(early, day=14) == (State.OVERDUE, text)
    assert state(early, run(4, components=("pay",))) == (State.CLOSED, "passed unaided on 2026-06-05 (drill)")


def test_closed_and_still_denied_it_says_that_it_does_not_count(state):
    text = "passed unaided on 2026-06-04 (drill); it does not count while the files say `none` of pay: correct that"
    assert state(run(3), knowledge={"pay": {}}) == (State.CLOSED, text)


@pytest.mark.parametrize(
    "said", [{"kind": Evidence.TABLETOP}, {"help": "asked"}, {"help": "took_over"}, {"outcome": "fail"}]
)
def test_another_run_only_begins_it(state, said):
    assert state(run(3, **said))[0] is State.BEGUN


@pytest.mark.parametrize("said", [{"by": "bob"}, {"runbook": "other"}])
def test_the_run_of_somebody_or_something_else_does_nothing(state, said):
    assert state(run(3, **said))[0] is State.OPEN


def test_a_run_before_the_plan_or_after_the_day_asked_about_does_nothing(state):
    assert state(run(-1), run(11))[0] is State.OPEN


def test_the_day_passes(state):
    assert state(day=13)[0] is State.OPEN
    assert state(day=14) == (State.OVERDUE, "a passed unaided drill of fix by ann closes it")
    assert state(run(3, outcome="fail"), day=14)[0] is State.OVERDUE


def test_a_late_run_still_closes_it(state):
    assert state(run(17), day=30)[0] is State.CLOSED


def test_nobody_closes_it_who_is_not_there_any_more(state):
    assert state(day=30) == (State.VOID, "ann is not there any more: make a new plan")
    assert state(day=30, item=ITEM._replace(learner="zoe"))[0] is State.VOID


def test_a_runbook_to_be_written_is_said(state):
    assert state(item=ITEM._replace(runbook="restore-pay")) == (
        State.OPEN,
        "runbook restore-pay is still to be written",
    )


def test_a_runbook_that_is_no_longer_for_it_proves_nothing(state):
    found = state(run(3), item=ITEM._replace(components=("pay", "ship")))
    assert found == (State.VOID, "fix was passed, and is no longer a runbook of ship: make a new plan")


def test_the_report_counts(make):
    base = make("people: {ann: {}, bob: {}}\nknowledge: {pay: none}")
    items = (ITEM, ITEM._replace(id="bob-fix", learner="bob"), ITEM._replace(id="zoe-fix", learner="zoe"))
    report = progress(base._replace(runs=(run(3),)), PLAN._replace(items=items), AT + timedelta(days=20))
    assert (report.closed, report.overdue, report.void) == (1, 1, 1)
