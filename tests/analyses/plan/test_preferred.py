"""Why that first: every item says what its learner does after it, or what they do not get to, and why."""

from datetime import date

import pytest

from kb.analyses.plan.preferred import preferred

DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"


@pytest.fixture
def said(make, planned):
    def ask(*parts, **more):
        targets, by = more.pop("targets"), more.pop("by", date(2026, 6, 28))
        gathered, solution = planned(make(*parts, **more), by=by, targets=targets)
        return preferred(gathered.problem, solution)

    return ask


def test_what_stands_on_it_comes_after_it(said):
    found = said(
        "people: {ann: {}}\nknowledge: {pay: {ann: operate}, ledger: {ann: operate}}",
        architecture="services: {pay: {tier: 0, needs: [ledger]}, ledger: {tier: 1}}",
        runbooks=("a: [pay]", "b: [ledger]"),
        targets={"pay": 1, "ledger": 1},
    )
    assert found == {("ann", "b"): "before pay, which stands on it", ("ann", "a"): "nothing else waits for their time"}


def test_a_claim_comes_before_what_has_to_be_learned(said):
    found = said(
        f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: operate}}, ship: {{ann: {DRILLED}, bob: assist}}}}",
        architecture="services: {pay: {tier: 0}, ship: {tier: 0}}",
        runbooks=("a: [pay]", "b: [ship]"),
        targets={"pay": 2, "ship": 2},
    )
    assert found["bob", "a"] == "before ship, for here a drill is enough"


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("{tier: 1}", "instead of ship, which takes away less risk (2, this 4)"),
        ("{tier: 0}", "instead of ship, which takes 2 sessions for as much risk, this 1"),
    ],
)
def test_what_is_not_reached_is_named_with_what_it_is_worth_or_takes(said, other, told):
    level = "operate" if "1" in other else "assist"
    found = said(
        f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: operate}}, ship: {{ann: {DRILLED}, bob: {level}}}}}",
        architecture=f"services: {{pay: {{tier: 0}}, ship: {other}}}",
        runbooks=("a: [pay]", "b: [ship]"),
        toml="[plan]\nlearner_hours = 4\n",
        targets={"pay": 2, "ship": 2},
        by=date(2026, 6, 7),
    )
    assert found == {("bob", "a"): told}


def test_what_would_be_worth_more_had_no_room(said):
    found = said(
        f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: operate}}, ship: {{ann: {DRILLED}, bob: aware}}}}",
        architecture="services: {pay: {tier: 1}, ship: {tier: 0}}",
        runbooks=("a: [pay]", "b: [ship]"),
        targets={"pay": 2, "ship": 2},
        by=date(2026, 6, 7),
    )
    assert found == {("bob", "a"): "instead of ship, whose 4 sessions found no room"}
