"""Chains: who cannot do it alone cannot do it in any plan, and at a price the cheapest weeks are taken."""

import random
from datetime import date

from kb.analyses.plan.chains import Chains, cheapest, possible

DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"
TAUGHT = f"teams: {{till: {{}}}}\npeople: {{ann: {{}}, bob: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}"


def people(problem):
    return [item.person for need in problem.needs for item in need.candidates]


def test_nobody_learns_from_nothing_in_two_weeks_from_a_mentor_who_has_one_session_a_week(make, planned):
    base = make(TAUGHT)
    assert people(possible(planned(base, by=date(2026, 6, 14))[0].problem)) == []  # three sessions with ann
    assert people(possible(planned(base, by=date(2026, 6, 21))[0].problem)) == ["bob"]


def test_who_would_have_to_wait_for_a_runbook_to_be_written_is_left_out_too(make, planned):
    known = f"knowledge: {{pay: {{ann: {{level: operate, by: drill, last: 2025-01-01, ref: notes 7}}, bob: assist, cid: {DRILLED}}}}}"
    people_ = "people: {ann: {}, bob: {}, cid: {}}"
    base = make(f"{people_}\n{known}", runbooks=())
    gathered = planned(base, by=date(2026, 6, 3), targets={"pay": 3})[0]  # three days: four hours
    assert people(gathered.problem) == ["ann", "bob"]
    assert people(possible(gathered.problem)) == []
    gathered = planned(base, by=date(2026, 6, 7), targets={"pay": 3})[0]
    assert people(possible(gathered.problem)) == ["ann", "bob"]  # what ann writes, bob can run in the same week


def test_what_is_left_out_is_in_no_plan(brute_force):
    rng = random.Random(3)
    for _ in range(300):
        problem = brute_force.instance(rng)
        kept = possible(problem)
        for need, fewer in zip(problem.needs, kept.needs, strict=True):
            for item in set(need.candidates) - set(fewer.candidates):
                alone = problem._replace(needs=(need._replace(candidates=(item,)),))
                assert brute_force.best(alone)[0] == 0
        assert brute_force.best(kept) == brute_force.best(problem)


def test_the_cheapest_weeks_are_those_without_a_price(make, planned):
    problem = planned(make(TAUGHT), by=date(2026, 7, 5), targets={"pay": 2})[0].problem
    chains = Chains(problem)
    (need,) = problem.needs
    (bob,) = need.candidates
    chain = chains.chain(need, bob)
    units = tuple(link.hours for link in chain)
    free = {("ann",): tuple((0, "ann") for _ in problem.weeks)}
    assert cheapest(chain, units, chains.ends(chain, "bob"), {0: 3, 2: 5}, free) == (
        0,
        [(4, 3, 5), (3, 2, 3), (1, 0, 2)],
    )
    dear = {("ann",): tuple((week % 2, "ann") for week in range(len(problem.weeks)))}
    cost, spans = cheapest(chain, units, chains.ends(chain, "bob"), {}, dear)
    assert (cost, [span[0] for span in spans]) == (0, [4, 2, 0])  # three sessions with ann, in the weeks she is free
