"""The exact cut, against trying all sets of people."""

import random
from itertools import combinations

import pytest

from kb.graph.critical_sets.flow import Flow
from kb.graph.critical_sets.sharing import Block


def block(rng, people=8, components=14):
    sets = [tuple(sorted(rng.sample(range(people), rng.randint(1, 3)))) for _ in range(components)]
    weights = [rng.choice((1, 2, 4, 8)) for _ in sets]
    shares = [[weight / len(held)] * len(held) for held, weight in zip(sets, weights, strict=True)]
    return Block(sorted({one for held in sets for one in held}), sets, weights, shares)


def best(one, slope):
    """Return the largest weight lost less slope times people, over all sets of people."""
    found = 0
    for size in range(len(one.people) + 1):
        for gone in combinations(one.people, size):
            weight = sum(w for held, w in zip(one.sets, one.weights, strict=True) if set(held) <= set(gone))
            found = max(found, weight - slope * size)
    return found


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("slope", [2, 5, 9])
def test_a_cut_at_a_slope_is_an_optimum(seed, slope):
    one = block(random.Random(seed))
    truth = best(one, slope)
    flow = Flow(one, slope * 1024, 1024)
    flow.run()
    parts = flow.parts()
    if len(parts) == 2:
        dense, rest = parts
        assert dense.weight - slope * len(dense.people) == truth
        assert dense.weight + rest.weight == one.weight
        assert not set(dense.people) & set(rest.people)
    elif flow.dense_everywhere():
        assert one.weight - slope * len(one.people) == truth
    else:
        assert truth in (0, one.weight - slope * len(one.people))


@pytest.mark.parametrize("seed", range(20))
def test_at_its_own_slope_a_block_is_split_or_proved_straight(seed):
    one = block(random.Random(seed))
    people, weight = len(one.people), one.weight
    truth = max(0, best(one, weight / people))
    flow = Flow(one)
    flow.run()
    parts = flow.parts()
    assert (len(parts) == 1) == (truth < 1e-9) == parts[0].straight
