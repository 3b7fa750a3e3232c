"""Improving: something else makes way where that takes away more risk, and nothing is lost where it does not."""

import random
from datetime import date

from kb.analyses.plan.bounds import bound
from kb.analyses.plan.chains import possible
from kb.analyses.plan.cost import budgets, costs
from kb.analyses.plan.fill import by_gain, fill
from kb.analyses.plan.improve import Improving
from kb.analyses.plan.schedule import Pair, Timetable
from kb.analyses.plan.solve import solve
from tests.analyses.plan.promises import faults

DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"
TIGHT = "[plan]\nlearner_hours = 4\n"


def tight(make):
    """bob can drill one of two components within the week; the one of tier 0 is worth more."""
    return make(
        f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: operate}}, ship: {{ann: {DRILLED}, bob: operate}}}}",
        architecture="services: {pay: {tier: 0}, ship: {tier: 1}}",
        runbooks=("fix: [pay]", "sail: [ship]"),
        toml=TIGHT,
    )


def in_a_week(planned, base):
    return planned(base, by=date(2026, 6, 7), targets={"pay": 2, "ship": 2})[0].problem


def test_what_is_worth_less_makes_way(make, planned):
    problem = in_a_week(planned, tight(make))
    table = Timetable(problem)
    ship = next(need for need in problem.needs if need.component == "ship")
    assert table.add([Pair(ship, ship.candidates[0])])
    improving = Improving(table, problem, 10**6, 1000, 1000)
    improving.run()
    assert [pair.need.component for pair in table.pairs] == ["pay"]
    assert table.gain == 240


def test_without_work_and_where_nothing_helps_all_stays(make, planned):
    problem = in_a_week(planned, tight(make))
    table = Timetable(problem)
    ship = next(need for need in problem.needs if need.component == "ship")
    assert table.add([Pair(ship, ship.candidates[0])])
    before = dict(table.courses)
    Improving(table, problem, 10**6, 0, 1000).run()
    Improving(table, problem, 10**6, 1000, 0).run()
    assert table.courses == before
    fill(best := Timetable(problem), problem, by_gain)
    before = dict(best.courses)
    Improving(best, problem, 10**6, 1000, 1000).run()
    assert best.courses == before


def test_no_timetable_gets_worse_or_better_than_can_be(brute_force):
    rng = random.Random(8)
    for _ in range(300):
        problem = possible(brute_force.instance(rng))
        fill(table := Timetable(problem), problem, by_gain)
        improving = Improving(table, problem, 10**9, 2000, 2000)
        before = table.gain
        improving.run()
        assert before <= table.gain <= brute_force.best(problem)[0]
        assert table.gain <= bound(problem, costs(problem), budgets(problem)).gain
        assert table.gain == brute_force.gain(tuple(table.pairs))


def test_what_is_improved_keeps_every_promise(make, planned):
    names = [f"c{number}" for number in range(8)]
    base = make(
        "teams: {till: {}}\npeople: {ann: {}, "
        + ", ".join(f"p{number}: {{team: till}}" for number in range(5))
        + "}\nknowledge: {"
        + ", ".join(f"{name}: {{ann: {DRILLED}, p{index % 5}: operate, p{(index + 1) % 5}: assist}}" for index, name in enumerate(names))
        + "}",
        architecture="services: {" + ", ".join(f"{name}: {{tier: {index % 2}, owner: till}}" for index, name in enumerate(names)) + "}",
        runbooks=tuple(f"r-{name}: [{name}]" for name in names[:5]),
    )  # fmt: skip
    gathered, solution = planned(base, targets=dict.fromkeys(names, 3))
    assert faults(base, gathered.problem, solution) == ()
    assert solution.proof.gain >= solve(gathered.problem, work=0).proof.gain
