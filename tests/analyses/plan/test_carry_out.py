"""The base as it would be: runs on the day of each item, runbooks that were to be written, nothing else."""

from datetime import date

from kb.analyses.coverage import Coverage
from kb.analyses.plan.carry_out import SUPPOSED, carried_out, end
from kb.analyses.plan.propose import propose
from kb.analyses.plan.scope import Scope
from kb.model.moment import noon

AT = noon(date(2026, 6, 1))


def test_a_plan_carried_out_reaches_what_it_says_and_not_before(make):
    base = make("people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}}", runbooks=())
    plan = propose(base, AT, Scope(by=date(2026, 6, 28)))
    after = carried_out(base, plan)
    assert Coverage(after, end(plan)).cover("pay").proven == 2
    assert Coverage(after, AT).cover("pay").proven == 0
    assert after.runbooks["restore-pay"].components == ("pay",)
    assert {run.source for run in after.runs} == {SUPPOSED}
    assert base.runs == ()


def test_what_has_no_steps_is_supposed_to_have_been_given_some(make):
    base = make("people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}}")
    bare = base._replace(runbooks={"fix": base.runbooks["fix"]._replace(steps=(), steps_hash=None)})
    plan = propose(bare, AT, Scope(by=date(2026, 6, 28)))
    after = carried_out(bare, plan)
    assert {item.runbook for item in plan.items} == {"fix"}
    assert after.runbooks["fix"].rehearsable
    assert Coverage(after, end(plan)).cover("pay").proven == 2


def test_what_exists_is_kept(make):
    base = make("people: {ann: {}}\nknowledge: {pay: {ann: operate}}")
    after = carried_out(base, propose(base, AT, Scope(target=1)))
    assert after.runbooks == base.runbooks
    assert after.runs[0].steps_hash == base.runbooks["fix"].steps_hash


def test_the_end_is_the_last_day_and_never_before_the_beginning(make):
    base = make("people: {ann: {}}\nknowledge: {pay: {ann: operate}}")
    assert end(propose(base, AT, Scope(by=date(2026, 6, 28)))) == noon(date(2026, 6, 28))
    evening = AT.replace(hour=20)
    assert end(propose(base, evening, Scope(by=date(2026, 6, 1)))) == evening


def test_a_plan_carried_out_makes_a_none_untrue(make):
    base = make("people: {ann: {}}\nknowledge: {pay: {ann: operate}}")
    plan = propose(base, AT, Scope(target=1))
    base = base._replace(knowledge={"pay": {}})
    assert base.denied("pay")
    assert Coverage(carried_out(base, plan), end(plan)).cover("pay").proven == 1


def test_a_runbook_that_only_the_component_lists_proves_it_too(make):
    base = make("people: {ann: {}}\nknowledge: {pay: {ann: operate}}")
    front = base.runbooks["fix"]._replace(components=None)
    listed = base.components["pay"]._replace(runbooks=("fix",))
    base = base._replace(runbooks={**base.runbooks, "fix": front}, components={**base.components, "pay": listed})
    plan = propose(base, AT, Scope(target=1))
    assert Coverage(carried_out(base, plan), end(plan)).cover("pay").proven == 1
