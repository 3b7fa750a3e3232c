"""Bounds: no plan is better, and the second is closer where mentors or hours are short."""

import random

from kb.analyses.plan.bounds import bound, taught_bound
from kb.analyses.plan.chains import possible
from kb.analyses.plan.cost import PART, budgets, costs
from kb.analyses.plan.prices import price


def test_no_bound_is_ever_below_the_best_plan(brute_force):
    rng = random.Random(5)
    for _ in range(200):
        problem = brute_force.instance(rng)
        gain, sessions = brute_force.best(problem)
        found = bound(problem, costs(problem), budgets(problem))
        priced = price(possible(problem), 0)
        taught = taught_bound(problem, costs(problem), budgets(problem))
        assert min(found.gain, priced.gain, taught) >= gain
        assert found.gain > gain or found.sessions <= sessions


def test_a_session_for_several_components_is_paid_in_parts(make, planned):
    base = make(
        "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: assist}, ship: {ann: operate}}",
        architecture="services: {pay: {tier: 0}, ship: {tier: 0}}",
        runbooks=("fix: [pay, ship]",),
    )
    problem = planned(base, targets={"pay": 2, "ship": 1})[0].problem
    found = costs(problem)
    assert found["pay", "ann"] == found["ship", "ann"] == (PART // 2, 4 * PART // 2, 0)
    assert found["pay", "bob"] == (2 * PART, 8 * PART, 4 * PART)


def test_hours_no_session_can_fill_are_not_counted(make, planned):
    base = make(
        "teams: {till: {}}\npeople: {ann: {}, bob: {team: till}}\nknowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}"
    )
    has = budgets(planned(base)[0].problem)
    assert has.learn["bob"] == 4 * 8
    assert has.teach["ann"] == 4 * 4  # six hours a week hold one session of four


def test_prices_see_that_one_mentor_is_too_few(make, planned):
    names = [f"c{number}" for number in range(6)]
    base = make(
        "people: {ann: {}, "
        + ", ".join(f"p{number}: {{team: till}}" for number in range(6))
        + "}\nknowledge: {"
        + ", ".join(f"{name}: {{ann: {{level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}}" for name in names)
        + "}",
        architecture="services: {" + ", ".join(f"{name}: {{tier: 0, owner: till}}" for name in names) + "}",
        runbooks=tuple(f"r-{name}: [{name}]" for name in names),
    )
    problem = planned(base, targets=dict.fromkeys(names, 2))[0].problem
    eased = bound(problem, costs(problem), budgets(problem))
    priced = price(problem, 240)
    assert eased.gain == 6 * 240
    assert 240 <= priced.gain < 2 * 240  # four sessions of a mentor, three for each
    assert taught_bound(problem, costs(problem), budgets(problem)) == 240  # and there are no thirds of a learner
