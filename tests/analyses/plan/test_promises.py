"""The verifier sees every kind of broken promise."""

from datetime import date

import pytest

from tests.analyses.plan.promises import faults, out_of_order

DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"


@pytest.fixture
def good(make, planned):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{}}, bob: {{team: till, away: [2026-06-22/2026-06-26]}}, cid: {{kind: external}}, dot: {{timezone: Asia/Tokyo}}}}\n"
        f"knowledge: {{pay: {{ann: {DRILLED}}}}}"
    )
    gathered, solution = planned(base)
    assert faults(base, gathered.problem, solution) == ()
    assert len(solution.sessions) == 5
    return base, gathered.problem, solution


def spoilt(solution, number, **changes):
    sessions = list(solution.sessions)
    sessions[number] = sessions[number]._replace(**changes)
    return solution._replace(sessions=tuple(sessions))


@pytest.mark.parametrize(
    ("number", "changes", "said"),
    [
        (4, {"week": 3}, "bob learns 4 h in week 3, having 0 h"),
        (1, {"week": 1}, "ann teaches 8 h in week 1, having 6 h"),
        (0, {"hours": 3}, "bob has 3 h of read on pay"),
        (0, {"week": 2}, "bob has pairing on pay before what it rests on"),
        (1, {"teacher": None}, "bob has pairing on pay with nobody"),
        (1, {"teacher": "bob"}, "bob teaches themselves"),
        (1, {"teacher": "dot"}, "bob and dot share too few hours of the day"),
        (0, {"learner": "cid"}, "cid learns, and is external"),
    ],
)
def test_it_sees(good, number, changes, said):
    base, problem, solution = good
    assert said in faults(base, problem, spoilt(solution, number, **changes))


def test_it_sees_too_many_operators_and_doubles(good):
    base, problem, solution = good
    double = solution._replace(pairs=solution.pairs * 2)
    assert {"pay gets 2 operators, and lacks 1", "bob learns pay twice"} <= set(faults(base, problem, double))


def test_it_sees_crowds(good):
    base, problem, solution = good
    one = solution.sessions[1]
    crowd = tuple(one._replace(learner=name, hours=1) for name in ("x", "y", "z"))
    people = {**base.people, **{name: base.people["bob"]._replace(id=name) for name in ("x", "y", "z")}}
    said = faults(base._replace(people=people), problem, solution._replace(sessions=crowd, pairs=()))
    assert "ann teaches 3 learners in week 0" in said
    about = tuple(one._replace(components=(name,), hours=1, teacher=None) for name in ("pay", "b", "c"))
    assert "bob learns 3 components in week 0" in faults(base, problem, solution._replace(sessions=about, pairs=()))


def test_it_sees_a_runbook_run_before_it_is_written(make, planned):
    base = make("people: {ann: {}}\nknowledge: {pay: {ann: operate}}", runbooks=())
    gathered, solution = planned(base, targets={"pay": 1})
    assert faults(base, gathered.problem, spoilt(solution, 0, week=1)) == ("restore-pay is run before it is written",)
    unwritten = solution._replace(sessions=solution.sessions[1:])
    assert faults(base, gathered.problem, unwritten) == ("nobody writes restore-pay",)


def test_order_is_looked_at_apart(make, planned):
    base = make(
        f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{ledger: {{bob: {DRILLED}, ann: assist}}, pay: {{bob: {DRILLED}, ann: assist}}}}",
        architecture="services: {pay: {tier: 0, needs: [ledger]}, ledger: {tier: 0}}",
        runbooks=("a: [pay]", "b: [ledger]"),
    )
    gathered, solution = planned(base, by=date(2026, 7, 5), targets={"pay": 2, "ledger": 2})
    assert out_of_order(gathered.problem, solution) == ()
    late = solution._replace(
        sessions=tuple(item._replace(week=item.week + (4 if item.runbook == "b" else 0)) for item in solution.sessions)
    )
    assert out_of_order(gathered.problem, late) == ("ann begins a before b, which it stands on",)
