"""Sharings: fair after a few sweeps, exact as integers, and cut only where they are tight."""

import random

import pytest

from kb.graph.critical_sets.sharing import SWEEPS, Block, at_tight_prefixes, balance, in_integers


def block(sets, weights):
    shares = [[weight / len(people)] * len(people) for people, weight in zip(sets, weights, strict=True)]
    return Block(sorted({person for people in sets for person in people}), sets, weights, shares)


def drawn(seed, most=4):
    rng = random.Random(seed)
    sets = [tuple(sorted(rng.sample(range(12), rng.randint(1, most)))) for _ in range(30)]
    return block(sets, [rng.choice((1, 2, 4, 8)) for _ in sets])


def test_the_lighter_of_two_takes_more():
    one = block([(0,), (0, 1)], [4, 8])
    load = one.loads()
    balance(one, load)
    assert load == {0: 6.0, 1: 6.0}
    assert one.shares == [[4.0], [2.0, 6.0]]


@pytest.mark.parametrize("holders", [(0, 1, 2), (0, 1, 2, 3)])
def test_who_carries_more_than_the_level_takes_nothing(holders):
    one = block([(0,), holders], [9, 6])
    load = one.loads()
    balance(one, load)
    others = len(holders) - 1
    assert load == {0: 9.0, **dict.fromkeys(holders[1:], 6 / others)}
    assert one.shares[1] == [0.0, *[6 / others] * others]


@pytest.mark.parametrize("seed", range(8))
def test_a_sweep_keeps_every_weight_and_never_raises_the_largest_load(seed):
    one = drawn(seed)
    load = one.loads()
    before = max(load.values())
    for _ in range(SWEEPS):
        balance(one, load)
        assert max(load.values()) <= before + 1e-9
        before = max(load.values())
    assert [sum(shares) for shares in one.shares] == pytest.approx(one.weights)
    assert all(share >= 0 for shares in one.shares for share in shares)
    assert load == pytest.approx(one.loads())


@pytest.mark.parametrize("scale", [1, 3, 1 << 20])
def test_integers_sum_to_the_weight_exactly(scale):
    one = drawn(scale)
    whole = in_integers(one, scale)
    assert [sum(shares) for shares in whole] == [weight * scale for weight in one.weights]
    assert min(map(min, whole)) >= 0


def test_a_tight_prefix_is_cut_off_and_the_rest_forgets_its_people():
    one = block([(0,), (0, 1), (1, 2)], [9, 1, 2])
    load = one.loads()
    for _ in range(SWEEPS):
        balance(one, load)
    dense, rest = at_tight_prefixes(one, load)
    assert (dense.people, dense.sets, dense.weight) == ([0], [(0,)], 9)
    assert (rest.people, rest.sets, rest.weights) == ([1, 2], [(1,), (1, 2)], [1, 2])


def test_equal_loads_are_never_cut_apart():
    one = block([(0,), (1,)], [3, 3])
    assert at_tight_prefixes(one, one.loads()) == [one]


def test_a_certificate_is_a_bound_by_the_largest_loads():
    assert block([(0,), (1,), (2,)], [5, 3, 1]).certified(6) == 2
    assert block([(0, 1)], [4]).certified(3) == 2
