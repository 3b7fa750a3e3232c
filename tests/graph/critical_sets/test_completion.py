"""A set that orphans enough, with nobody in it who could be spared."""

import random

import pytest

from kb.graph.critical_sets.completion import complete
from kb.graph.critical_sets.problem import Problem


@pytest.mark.parametrize("seed", range(20))
def test_the_target_is_reached_and_nobody_is_superfluous(seed):
    rng = random.Random(seed)
    holders = [tuple(rng.sample(range(10), rng.randint(1, 3))) for _ in range(25)]
    given = Problem.of(holders, [rng.choice((1, 2, 4)) for _ in holders])
    target = rng.randint(1, given.total)

    def lost(gone):
        return sum(weight for held, weight in zip(given.sets, given.weights, strict=True) if gone.issuperset(held))

    gone = complete(given, target, set(), given.people())
    assert lost(gone) >= target
    assert all(lost(gone - {person}) < target for person in gone)


def test_a_base_that_is_not_needed_is_spared():
    given = Problem.of([(0,), (1, 2)], [5, 1])
    assert complete(given, 5, {1, 2}, [0]) == {0}
