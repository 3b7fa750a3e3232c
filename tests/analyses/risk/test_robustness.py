from itertools import permutations

import pytest

from kb.analyses.risk.critical import critical
from kb.analyses.risk.robustness import by_operators, random_area, robustness
from kb.analyses.risk.scope import Reading


def of(kit, holders):
    scope = kit.scope(kit.base(holders))
    return robustness(scope.reading(Reading.WRITTEN), critical(scope))


def test_a_chain_of_three(kit):
    """a: {ann}, b: {ann, bob}, c: {bob, cid}. Worst: ann takes a; ann and bob a, b; all, all."""
    found = of(kit, {"a": "ann", "b": "ann bob", "c": "bob cid"})
    assert [(step.worst_low, step.worst_high) for step in found.curve] == [
        (1, 1),
        (0.666667, 0.666667),
        (0.333333, 0.333333),
        (0, 0),
    ]
    # m = 1: 1/3 of orders take a; m = 2: a 2/3, b 1/3, c 1/3
    assert [step.random for step in found.curve] == pytest.approx([1, 1 - 1 / 9, 1 - 4 / 9, 0], abs=1e-6)
    assert found.area_random == pytest.approx((0.5 + 8 / 9 + 5 / 9 + 0) / 3, abs=1e-6)
    assert found.area_worst_low == found.area_worst_high == pytest.approx((0.5 + 2 / 3 + 1 / 3) / 3, abs=1e-6)


def test_the_closed_form_of_the_area_is_the_mean_over_all_orders(kit):
    holders = {"a": "p1", "b": "p1 p2 p3", "c": "p2 p4", "d": "", "e": "p3 p4 p1"}
    holding = kit.scope(kit.base(holders)).reading(Reading.WRITTEN)
    areas = []
    for way in permutations(range(4)):
        shares = [
            sum(
                weight
                for people, weight in zip(holding.holders, holding.weights, strict=True)
                if not set(people) <= set(way[:gone])
            )
            / holding.total
            for gone in range(5)
        ]
        areas.append((sum(shares) - (shares[0] + shares[-1]) / 2) / 4)
    assert float(random_area(4, by_operators(holding), holding.total)) == pytest.approx(sum(areas) / len(areas))


def test_nothing_known_gives_no_curve(kit):
    found = of(kit, {"a": None})
    assert (found.curve, found.area_random) == ((), None)


def test_nobody_at_all(kit):
    found = of(kit, {"a": ""})
    assert [(step.gone, step.random, step.worst_low) for step in found.curve] == [(0, 0.0, 0.0)]
    assert (found.area_random, found.area_worst_low) == (0.0, 0.0)


def test_a_long_curve_is_thinned_out_and_keeps_its_ends(kit):
    found = of(kit, {f"c{number}": f"p{number} q{number}" for number in range(150)})
    assert len(found.curve) == 101
    assert (found.curve[0].gone, found.curve[-1].gone, found.people) == (0, 300, 300)
    assert all(
        step.worst_low <= step.worst_high <= step.random + 1e-9 or step.worst_low <= step.random for step in found.curve
    )
