"""Searching a small block through: better plans, proofs, and saying so where the work runs out."""

import random

from kb.analyses.plan import exact
from kb.analyses.plan.exact import search


def test_it_finds_the_best_from_nothing_and_then_proves_it(brute_force):
    rng = random.Random(17)
    for _ in range(150):
        problem = brute_force.instance(rng)
        gain, sessions = brute_force.best(problem)
        found = search(problem, 0, 1 if gain else 0)
        assert found.complete
        placed = [session for _, course in (found.courses or {}).values() for session in course]
        assert len(placed) == sessions
        assert search(problem, gain, sessions) == (None, True)


def test_it_says_where_the_work_ran_out(brute_force, monkeypatch):
    monkeypatch.setattr(exact, "PLACES", 0)
    rng = random.Random(17)
    problem = next(item for item in iter(lambda: brute_force.instance(rng), None) if brute_force.best(item)[0])
    assert not search(problem, 0, 1).complete


def test_large_blocks_are_left_alone(brute_force, monkeypatch):
    monkeypatch.setattr(exact, "SETS", 0)
    assert search(brute_force.instance(random.Random(1)), 0, 1) == (None, False)
