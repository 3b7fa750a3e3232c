"""From a question to a report: scope, targets, days, items, remainder, and the day all could be reached."""

from datetime import date

import pytest

from kb import testing
from kb.analyses.plan.propose import propose
from kb.analyses.plan.report import Why
from kb.analyses.plan.scope import Scope, asked
from kb.errors import UsageError
from kb.model.moment import noon
from kb.model.words import RiskClass

DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"
AT = noon(date(2026, 6, 1))
ESTATE = """
services:
  pay: {tier: 0, owner: till, needs: [ledger]}
  ledger: {tier: 1, owner: books}
  wiki: {tier: 3, owner: books}
  blog: {owner: books}
  old: {tier: 0, owner: till, lifecycle: retired}
"""
PEOPLE = f"teams: {{till: {{}}, books: {{}}}}\npeople: {{ann: {{team: till}}, bob: {{team: books}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}, ledger: {{bob: operate}}, wiki: none, blog: none}}"


def test_without_a_scope_tiers_0_and_1_and_unknown_are_planned_for(make):
    found = asked(make(PEOPLE, ESTATE), AT, Scope())
    assert dict(found.targets) == {"pay": 2, "ledger": 2, "blog": 2}
    assert found.by == date(2026, 8, 23)  # twelve weeks, the last day a Sunday


def test_a_team_and_a_target_of_its_own(make):
    found = asked(make(PEOPLE, ESTATE, toml="[plan]\ntarget = 4\nweeks = 2\n"), AT, Scope(team="books"))
    assert dict(found.targets) == {"ledger": 4, "blog": 4}
    assert found.by == date(2026, 6, 14)
    assert set(asked(make(PEOPLE, ESTATE), AT, Scope(target=1)).targets.values()) == {1}


@pytest.mark.parametrize(("scale", "target"), [("marquee", 3), ("notable", 2)])
def test_an_event_is_its_hard_closure_until_the_day_before(scale, target):
    files = {"architecture/a.yml": ESTATE, "ownership/a.yml": PEOPLE}
    files["events/show.yml"] = (
        f"entry: [pay]\nscale: {scale}\nwindow: {{start: 2026-06-20T18:00Z, end: 2026-06-20T20:00Z}}\n"
    )
    base = testing.read(files).base
    found = asked(base, AT, Scope(event="show"))
    assert dict(found.targets) == {"pay": target, "ledger": target}
    assert found.by == date(2026, 6, 19)
    assert found.counted == base.events["show"].window.start
    assert asked(base, AT, Scope(event="show", by=date(2026, 7, 1))).counted is None


def test_no_time_and_too_much_are_refused(make):
    base = make(PEOPLE, ESTATE)
    with pytest.raises(UsageError, match="no time for a session"):
        asked(base, AT, Scope(by=date(2026, 5, 31)))
    with pytest.raises(UsageError, match="longer than 104 weeks"):
        asked(base, AT, Scope(by=date(2030, 1, 1)))
    assert asked(base, AT, Scope(by=date(2026, 6, 1))).by == date(2026, 6, 1)


def test_items_say_what_closes_them_why_and_why_this_person(make):
    base = make(PEOPLE, ESTATE, runbooks=("fix: [pay, ledger]",))
    plan = propose(base, AT, Scope(by=date(2026, 7, 26)))
    item = next(item for item in plan.items if item.learner == "bob")
    assert (item.id, item.learner, item.components, item.runbook) == ("bob-fix", "bob", ("ledger", "pay"), "fix")
    assert item.why == "ledger has 0 of 2 proven operators (tier 1, 1 other stands on it)"
    assert "can operate it, only valid proof is missing (ledger)" in item.who
    assert {session.item for session in plan.sessions} == {item.id for item in plan.items}
    assert plan.totals.hours == sum(item.hours * (1 + bool(item.teacher)) for item in plan.sessions)


def test_access_that_is_not_written_down_is_named(make):
    base = make(
        "people: {ann: {access: [root]}}\nknowledge: {pay: {ann: operate}}",
        "services: {pay: {tier: 0, access: [root, vault]}}",
    )
    assert propose(base, AT, Scope(target=1)).items[0].access == ("vault",)


def test_classes_before_and_after(make):
    plan = propose(make(PEOPLE, ESTATE, runbooks=("fix: [pay]", "mend: [ledger]")), AT, Scope(by=date(2026, 8, 2)))
    found = {need.component: (need.before, need.after) for need in plan.needs}
    assert found["pay"] == (RiskClass.SINGLE, RiskClass.THIN)
    assert found["ledger"][0] is RiskClass.ORPHANED


def test_the_remainder_says_why_how_much_and_what_would_change_it(make):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{}}, bob: {{team: till}}, cid: {{team: till, timezone: Asia/Tokyo}}}}\n"
        f"knowledge: {{pay: {{ann: {DRILLED}}}, ship: {{ann: {DRILLED}}}, dark: none, mail: none}}",
        "services: {pay: {tier: 0, owner: till}, ship: {tier: 0, owner: till}, dark: {tier: 0}, mail: {tier: 0, owner: till}, lost: {tier: 1}}",
        runbooks=("fix: [pay]", "sail: [ship]", "light: [dark]", "post: [mail]"),
    )
    plan = propose(base, AT, Scope(by=date(2026, 6, 28)))
    found = {item.component: item for item in plan.open}
    assert found["lost"].why is Why.UNKNOWN
    assert found["dark"].why is Why.NOBODY
    assert found["dark"].hours == 2 * 28
    assert found["mail"].why is Why.TIME
    short = [name for name in ("pay", "ship") if name in found]
    assert short  # one mentor has time for one learner in four weeks
    assert found[short[0]].why is Why.TIME
    moved = next(option for option in found[short[0]].options if option.startswith("move the last day to "))
    assert moved.endswith("(then it lacks none)")
    until = date.fromisoformat(moved.split()[5])
    assert short[0] not in {item.component for item in propose(base, AT, Scope(by=until)).open}
    assert found[short[0]].options[-1] == "waive it"
    assert plan.later > date(2026, 6, 28)
    again = propose(base, AT, Scope(by=plan.later))
    assert {item.component for item in again.open} == {"lost", "dark"}


def test_zones_apart_are_a_reason_of_their_own(make):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{}}, cid: {{team: till, timezone: Asia/Tokyo}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}"
    )
    item = propose(base, AT, Scope()).open[0]
    assert item.why is Why.OVERLAP
    assert item.options[0] == "lower [plan] overlap_hours to 0 (then it lacks none)"
    assert item.options[-1] == "waive it"


def test_all_is_well_where_nothing_is_missing(make):
    base = make(f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: {DRILLED}}}}}")
    plan = propose(base, AT, Scope(by=date(2026, 6, 28)))
    assert (plan.totals.enough, plan.items, plan.open, plan.later) == (1, (), (), None)


def test_runs_are_counted_for_people_the_plan_does_not_prepare(make):
    """A run of a runbook is evidence for all its components; the plan relies on it only where its learner is prepared."""
    base = make(
        "people: {ann: {}}\nknowledge: {pay: {ann: operate}, ship: none}",
        "services: {pay: {tier: 0}, ship: {tier: 0}}",
        runbooks=("fix: [pay, ship]",),
    )
    plan = propose(base, AT, Scope(target=1, by=date(2026, 6, 7)))
    found = {need.component: (need.added, need.counted) for need in plan.needs}
    assert found == {"pay": (1, 1), "ship": (0, 1)}


def test_a_runbook_that_is_written_later_is_said_to_be_missing(make):
    base = make(
        f"people: {{ann: {{team: till}}, bob: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}", runbooks=()
    )
    tasks = {item.move: item.task for item in propose(base, AT, Scope(by=date(2026, 7, 26))).sessions}
    assert tasks["read"] == "read code and map of pay; write down questions"
    assert tasks["pairing"].endswith("watch, or talk pay through"), "there is nothing to go through yet"
    assert tasks["write-up"] == "write the runbook restore-pay for pay with ann"


def test_the_day_that_is_meant_is_said_where_it_differs_from_today(make):
    base = make(
        "people: {ann: {team: till, until: 2026-06-20}, bob: {team: till}}\nknowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}"
    )
    plan = propose(base, AT, Scope(by=date(2026, 7, 26)))
    assert {item.why for item in plan.items} == {
        "pay has 0 of 2 proven operators on 2026-07-26, and 1 today (tier 0)"
    } or not plan.items
    assert plan.needs[0].held == 0
