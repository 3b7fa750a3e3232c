"""Branch and bound finds the smallest set, or keeps a true bound when its work runs out."""

import random
from itertools import combinations

import pytest

from kb.graph.critical_sets.problem import Problem
from kb.graph.critical_sets.search import Search


def drawn(seed):
    rng = random.Random(seed)
    holders = [tuple(sorted(rng.sample(range(9), rng.randint(1, 4)))) for _ in range(16)]
    return Problem.of(holders, [rng.choice((1, 2, 4, 8)) for _ in holders])


def smallest(given, needed):
    for size in range(10):
        for gone in combinations(given.people(), size):
            sets = zip(given.sets, given.weights, strict=True)
            if sum(weight for held, weight in sets if set(held) <= set(gone)) >= needed:
                return size
    raise AssertionError


@pytest.mark.parametrize("seed", range(15))
def test_from_a_poor_start_it_proves_the_smallest(seed):
    given = drawn(seed)
    needed = given.total * (seed % 4 + 1) // 5 + 1
    bound, gone = Search(given, needed, 0, frozenset(given.people()), 10**9).run()
    assert bound == len(gone) == smallest(given, needed)


def test_without_work_the_bound_and_the_start_stay():
    given = drawn(1)
    start = frozenset(given.people())
    assert Search(given, given.total // 2, 1, start, 0).run() == (1, start)
