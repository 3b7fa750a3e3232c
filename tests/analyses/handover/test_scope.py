"""What falls, and the order to hand it over in."""

from kb.analyses.handover.scope import Scope
from kb.model.words import RiskClass

PEOPLE = (
    "people: {ann: {team: till}, bob: {team: till}, cy: {team: till}, ext: {team: till, kind: external, reach: 48 h}}\n"
)


def test_what_would_be_orphaned_or_left_with_one_falls_and_the_rest_is_kept(make, ask):
    knowledge = """knowledge:
  alone: {ann: operate}
  two: {ann: operate, bob: operate}
  three: {ann: operate, bob: operate, cy: operate}
  helps: {ann: assist}
  others: {bob: operate}
  gone: {ann: operate}
"""
    architecture = (
        "services: {alone: {}, two: {}, three: {}, helps: {}, others: {}, gone: {lifecycle: retired}, dark: {}}"
    )
    scope = Scope(ask(make(PEOPLE + knowledge, architecture, ())))
    assert [(item.component, item.before.coverage, item.after.coverage) for item in scope.falls] == [
        ("alone", 1, 0),
        ("two", 2, 1),
    ]
    assert [item.component for item in scope.kept] == ["three"]
    assert scope.falls[0].after.risk_class is RiskClass.ORPHANED
    assert scope.falls[0].givers == ("ann",)


def test_the_last_proof_falls_although_claims_stay_unless_claims_count(make, ask):
    knowledge = "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: operate, cy: operate}}"
    base = make(PEOPLE + knowledge)
    assert [item.component for item in Scope(ask(base)).falls] == ["pay"]
    assert Scope(ask(base, claimed=True)).falls == ()


def test_leave_on_the_last_day_hides_nothing(make, ask):
    base = make(
        PEOPLE.replace("ann: {team: till}", "ann: {team: till, away: [2026-07-01/2026-07-31]}")
        + "knowledge: {pay: {ann: operate}}"
    )
    (fall,) = Scope(ask(base)).falls
    assert (fall.before.coverage, fall.after.coverage) == (1, 0)


def test_a_run_alone_makes_an_operator_to_be_missed(make, ask):
    run = "runbook: fix\nkind: drill\nby: ann\nstarted: 2026-05-01T10:00:00Z\nended: 2026-05-01T11:00:00Z\nhelp: none\noutcome: pass\nsteps: []\nfollowups: []\n"
    base = make(PEOPLE, files={"runbooks/log/20260501T100000Z-fix-ann.yml": run})
    assert [(item.component, item.before.proven) for item in Scope(ask(base)).falls] == [("pay", 1)]


def test_an_external_who_goes_takes_nothing_from_coverage_and_is_told(make, ask):
    knowledge = "knowledge: {pay: {bob: operate, cy: operate, ext: operate}}"
    scope = Scope(ask(make(PEOPLE + knowledge), "ext"))
    assert scope.falls == ()
    assert [(item.component, item.externals_before, item.externals_after) for item in scope.kept] == [("pay", 1, 0)]


def test_what_others_are_built_on_comes_first_then_what_they_stand_on_circles_by_blast(make, ask):
    architecture = """services:
  front: {tier: 0, needs: [middle]}
  middle: {tier: 0, built_on: [old], needs: [store]}
  old: {tier: 2}
  store: {tier: 0}
  left: {tier: 1, needs: [right]}
  right: {tier: 1, needs: [left]}
  above: {tier: 3, needs: [left]}
"""
    names = ("front", "middle", "old", "store", "left", "right", "above")
    knowledge = "knowledge: {" + ", ".join(f"{name}: {{ann: operate}}" for name in names) + "}"
    scope = Scope(ask(make(PEOPLE + knowledge, architecture, ())))
    assert scope.order() == ("old", "store", "middle", "left", "right", "front", "above")
    assert scope.bears()["old"] == ("middle",)
    assert scope.bears()["store"] == ()
