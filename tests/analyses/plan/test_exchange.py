"""Exchanging courses: a timetable never gets worse, comes past places where no single change helps, and is the same each time."""

import random
from datetime import date, timedelta

from kb.analyses.plan.bounds import bound
from kb.analyses.plan.chains import possible
from kb.analyses.plan.cost import budgets, costs
from kb.analyses.plan.exchange import exchange
from kb.analyses.plan.fill import by_gain, fill
from kb.analyses.plan.improve import Improving
from kb.analyses.plan.need import Candidate, Hours, Need, Problem, Week
from kb.analyses.plan.schedule import Timetable
from kb.analyses.plan.solve import solve
from kb.model.settings import PlanSettings
from kb.model.words import Level

NEVER = (10**9, 0)
"""A goal no timetable reaches."""


def crowded(rng):
    """Draw 30 components, each short of two, that 12 people could learn from three mentors in four weeks."""
    mentors = ("m0", "m1", "m2")
    weeks = tuple(
        Week(date(2026, 6, 1) + timedelta(weeks=at), date(2026, 6, 7) + timedelta(weeks=at)) for at in range(4)
    )
    people = [f"p{number}" for number in range(12)]
    needs = tuple(
        Need(
            f"c{number}", 1, rng.choice((1, 2, 4, 8)), 0, 2,
            tuple(
                Candidate(name, rng.choice((None, *Level)), rng.randint(0, 3), (), tuple(rng.sample(mentors, 2)))
                for name in sorted(rng.sample(people, 5))
            ),
            taught=True, runbook=f"r{number}", written=True,
        )
        for number in range(30)
    )  # fmt: skip
    return Problem(weeks, needs, dict.fromkeys((*people, *mentors), Hours((8,) * 4, (6,) * 4)), PlanSettings())


def filled(problem):
    fill(table := Timetable(problem), problem, by_gain)
    return table


def test_no_timetable_gets_worse_or_better_than_can_be(brute_force):
    rng = random.Random(9)
    best = 0
    for _ in range(300):
        problem = possible(brute_force.instance(rng))
        table = filled(problem)
        before = (-table.gain, table.count, table.distance)
        exchange(table, problem, NEVER, 400)
        assert (-table.gain, table.count, table.distance) <= before
        assert table.distance == sum(pair.candidate.distance for pair in table.pairs)
        truth = brute_force.best(problem)
        assert table.gain <= min(truth[0], bound(problem, costs(problem), budgets(problem)).gain)
        assert table.gain == brute_force.gain(tuple(table.pairs))
        assert table.count == len(list(table.sessions))
        best += (table.gain, table.count) == truth
    assert best >= 290, f"the best there is was found in {best} of 300"


def test_it_helps_where_making_room_for_one_does_not():
    rng, helped = random.Random(1), 0
    for _ in range(8):
        problem = crowded(rng)
        table = filled(problem)
        Improving(table, problem, 10**9, 60_000, 400_000).run()
        before = (table.gain, -table.count)
        exchange(table, problem, NEVER, 10_000)
        assert (table.gain, -table.count) >= before
        helped += table.gain > before[0]
    assert helped >= 2, f"more risk taken away in {helped} of 8"


def test_it_ends_at_its_goal_at_its_looks_and_where_nothing_helps(brute_force):
    rng = random.Random(12)
    for _ in range(40):
        problem = possible(brute_force.instance(rng))
        table = filled(problem)
        before, looks = dict(table.courses), table.looks.count
        exchange(table, problem, (table.gain, table.count), 400)
        exchange(table, problem, NEVER, 0)
        assert (table.courses, table.looks.count) == (before, looks)
        exchange(table, problem, NEVER, 10**9)
        assert table.looks.count - looks < 100_000, "idle tries end it"


def test_equal_problems_give_equal_plans_however_often_they_are_asked(brute_force):
    rng = random.Random(13)
    for _ in range(40):
        problem = brute_force.instance(rng)
        assert solve(problem) == solve(problem)
