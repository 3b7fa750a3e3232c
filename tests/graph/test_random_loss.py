"""Random loss against enumeration of all choices of leavers."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.random_loss import (
    Chance,
    Effort,
    LossDistribution,
    expected_orphaned,
    keep_chance,
    loss_distribution,
    orphan_chance,
)


@st.composite
def cases(draw, disjoint=False):
    staff = draw(st.integers(1, 8))
    people = list(range(staff))
    if disjoint:
        groups, left = [], draw(st.permutations(people))
        while left and draw(st.booleans()):
            size = draw(st.integers(1, len(left)))
            groups.append(tuple(left[:size]))
            left = left[size:]
        holders = draw(st.lists(st.sampled_from([(), *groups]), max_size=5))
    else:
        holders = draw(st.lists(st.lists(st.sampled_from(people), max_size=4, unique=True), max_size=6))
    weights = draw(st.lists(st.sampled_from([0, 1, 2, 8]), min_size=len(holders), max_size=len(holders)))
    return staff, holders, weights, draw(st.integers(0, staff))


def enumerate_losses(staff, holders, weights, leaving):
    found = Counter()
    for gone in combinations(range(staff), leaving):
        found[sum(w for people, w in zip(holders, weights, strict=True) if set(people) <= set(gone))] += 1
    return {lost: Fraction(ways, comb(staff, leaving)) for lost, ways in found.items()}


def test_textbook_hypergeometric():
    assert orphan_chance(10, 2, 3) == Fraction(comb(8, 1), comb(10, 3)) == Fraction(1, 15)
    assert orphan_chance(52, 4, 5) == Fraction(48, comb(52, 5))  # all four aces in a hand of five
    assert orphan_chance(5, 0, 0) == 1
    assert orphan_chance(5, 3, 2) == 0
    assert orphan_chance(7500, 3, 3750) == Fraction(3750 * 3749 * 3748, 7500 * 7499 * 7498)


@given(st.integers(0, 40), st.data())
def test_the_closed_form(staff, data):
    operators, leaving = data.draw(st.integers(0, staff)), data.draw(st.integers(0, staff))
    ways = comb(staff - operators, leaving - operators) if leaving >= operators else 0
    assert orphan_chance(staff, operators, leaving) == Fraction(ways, comb(staff, leaving))


@pytest.mark.parametrize("numbers", [(5, 6, 1), (5, 1, 6), (5, -1, 1), (5, 1, -1), (-1, 0, 0)])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError, match="not possible"):
        orphan_chance(*numbers)


def test_the_expected_loss_runs_from_what_is_lost_to_everything():
    curve = [expected_orphaned(6, {0: 1, 1: 4, 2: 2}, leaving) for leaving in range(7)]
    assert curve[0] == 1
    assert curve[-1] == 7
    assert curve[3] == 1 + 4 * Fraction(1, 2) + 2 * Fraction(1, 5)
    assert curve == sorted(curve)
    assert expected_orphaned(6, {}, 2) == 0


@given(cases())
def test_keep_chance_is_exact(case):
    staff, holders, _, leaving = case
    truth = enumerate_losses(staff, holders, [1] * len(holders), leaving).get(0, Fraction(0))
    assert keep_chance(staff, holders, leaving) == Chance(truth, "exact", 0.0)


@given(cases(disjoint=True))
def test_distribution_of_disjoint_groups_is_exact(case):
    staff, holders, weights, leaving = case
    found = loss_distribution(staff, holders, weights, leaving)
    assert found.method == "exact"
    assert dict(found.chances) == enumerate_losses(staff, holders, weights, leaving)
    mean = expected_orphaned(staff, {}, leaving)
    for people, weight in zip(holders, weights, strict=True):
        mean += expected_orphaned(staff, {len(people): weight}, leaving)
    assert sum(lost * chance for lost, chance in found.chances) == mean
    assert found.at_least(0) == 1


def test_overlapping_groups_are_sampled_and_say_so():
    holders, weights = [(0, 1), (1, 2), (3,), ()], [1, 2, 4, 8]
    truth = enumerate_losses(6, holders, weights, 3)
    found = loss_distribution(6, holders, weights, 3)
    assert (found.method, found.scenarios) == ("sampled", 10_000)
    assert set(dict(found.chances)) == set(truth)
    for lost, share in found.chances:
        assert share == pytest.approx(float(truth[lost]), abs=0.025)
    assert found == loss_distribution(6, holders, weights, 3)
    assert found != loss_distribution(6, holders, weights, 3, Effort(seed=1))


def test_sampled_keep_chance_is_near_and_has_an_error():
    holders = [(0, 1), (1, 2), (2, 3), (4,)]
    exact = keep_chance(9, holders, 3)
    sampled = keep_chance(9, holders, 3, Effort(work=0))
    assert (exact.method, sampled.method) == ("exact", "sampled")
    assert abs(sampled.value - exact.value) < 4 * sampled.error
    hopeless = keep_chance(9, [(person,) for person in range(9)], 3, Effort(work=0, scenarios=50))
    assert hopeless.value == 0.0
    assert hopeless.error > 0.0


def test_too_many_people_in_one_part_are_sampled_not_recursed():
    chain = [(person, person + 1) for person in range(1999)]
    assert keep_chance(2000, chain, 10, Effort(scenarios=20)).method == "sampled"


def test_limits_and_quantiles():
    many = [(person,) for person in range(40)]
    assert loss_distribution(40, many, [1 << person for person in range(40)], 20, Effort(50, 10)).method == "sampled"
    found = loss_distribution(4, [(0,), (1,)], [1, 2], 2)
    assert found == LossDistribution(
        ((0, Fraction(1, 6)), (1, Fraction(1, 3)), (2, Fraction(1, 3)), (3, Fraction(1, 6))), "exact", 0
    )
    assert [found.quantile(Fraction(part, 6)) for part in (1, 2, 3, 4, 5, 6)] == [0, 1, 1, 2, 2, 3]
    assert found.at_least(2) == Fraction(1, 2)
    for wrong in (0, 2):
        with pytest.raises(ValueError, match="probability"):
            found.quantile(wrong)
    with pytest.raises(ValueError, match="scenario"):
        keep_chance(4, [(0,)], 1, Effort(0, 0))
    with pytest.raises(ValueError, match="not possible"):
        keep_chance(1, [(0, 1)], 1)


@given(cases(), st.data())
def test_one_more_operator_never_hurts(case, data):
    staff, holders, _, leaving = case
    if not holders:
        return
    more = [list(people) for people in holders]
    chosen = data.draw(st.integers(0, len(holders) - 1))
    more[chosen] = sorted({*more[chosen], data.draw(st.integers(0, staff - 1))})
    assert keep_chance(staff, more, leaving).value >= keep_chance(staff, holders, leaving).value
