"""What is advised was tried: a plan made with it leaves as little lacking as it says."""

from datetime import date

from kb import testing
from kb.analyses.plan.propose import propose
from kb.analyses.plan.report import Why
from kb.analyses.plan.scope import Scope
from kb.model.moment import noon

AT = noon(date(2026, 11, 23))
ARCHITECTURE = """
services:
  checkout: {tier: 0, owner: pay, needs: [ledger]}
  ledger: {tier: 0, owner: pay, needs: [store]}
  store: {tier: 0, owner: pay}
"""


def base(people="ann: {team: pay}, fay: {team: pay}, bob: {team: pay, until: 2026-12-31}", toml=""):
    """A team whose only teacher of `ledger` leaves in the middle of the plan."""
    known = (
        "knowledge: {checkout: {ann: operate, bob: operate}, ledger: {bob: operate}, store: {bob: expert, ann: assist}}"
    )
    files = {
        "architecture/a.yml": ARCHITECTURE,
        "ownership/a.yml": f"teams: {{pay: {{}}}}\npeople: {{{people}}}\n{known}\n",
    }
    if toml:
        files["kb.toml"] = toml
    return testing.read(files).base


def ledger(plan):
    return next(item for item in plan.open if item.component == "ledger")


def short(plan):
    return {need.component: need.short for need in plan.needs}


def test_the_only_teacher_who_leaves_is_named_with_the_last_day_and_the_hours():
    left = ledger(propose(base(), AT, Scope()))
    assert left.why is Why.TIME
    assert (
        "only bob can teach it, until 2026-12-24, 4 h a week in sessions of 4 h ([plan] mentor_hours is 6)"
        in left.sentence
    )
    assert "; of the 20 h that fit until then this plan uses 20, and one learner takes 16" in left.sentence


def test_more_hours_of_the_teacher_are_advised_and_reach_what_they_say():
    plan = propose(base(), AT, Scope())
    assert "raise [plan] mentor_hours to 12 (then it lacks none)" in ledger(plan).options
    assert short(propose(base(toml="[plan]\nmentor_hours = 12\n"), AT, Scope()))["ledger"] == 0
    assert short(propose(base(toml="[plan]\nmentor_hours = 8\n"), AT, Scope()))["ledger"] > 0


def test_a_later_day_and_more_people_are_not_advised_where_the_teacher_is_gone_by_then():
    options = ledger(propose(base(), AT, Scope())).options
    assert not [option for option in options if option.startswith(("move", "add"))]
    assert (
        short(propose(base(), AT, Scope(by=date(2027, 6, 30))))["ledger"] == ledger(propose(base(), AT, Scope())).short
    )


def test_what_can_be_found_out_without_the_teacher_is_advised():
    assert "rediscover ledger without a teacher (then it lacks none)" in ledger(propose(base(), AT, Scope())).options


def test_nothing_is_said_of_a_last_chance_where_a_teacher_stays():
    left = ledger(
        propose(base(people="ann: {team: pay}, fay: {team: pay}, bob: {team: pay}"), AT, Scope(by=date(2026, 12, 6)))
    )
    assert "can teach it" not in left.sentence
    assert any(option.startswith("move the last day to ") for option in left.options)


def test_where_nothing_alone_is_enough_hours_and_people_together_are_tried():
    people = "ann: {team: pay}, bob: {team: pay, until: 2026-12-31}"
    best = ledger(propose(base(people), AT, Scope())).options[0]
    assert best.endswith("(then it lacks none)")
    assert " and add 1 person to team pay" in best


def test_where_there_are_too_many_to_try_that_is_said(monkeypatch):
    monkeypatch.setattr("kb.analyses.plan.remedies.TRYING", 3)
    options = ledger(propose(base(), AT, Scope())).options
    assert options[0].startswith("ask for a --team or an --event: changes are then tried")
    assert options[1:] == ("waive it",)


def test_a_plan_that_is_only_supposed_tries_nothing():
    options = ledger(propose(base(), AT, Scope(), options=False)).options
    assert not any("then it lacks" in option for option in options)
