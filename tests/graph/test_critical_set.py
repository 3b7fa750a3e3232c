"""Critical sets against exhaustive search, the hull against networkx's minimum cuts, and what must not change."""

from __future__ import annotations

import importlib.util
import random
from fractions import Fraction
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.critical_set import critical_set, greedy_size, loss_hull, needed_weight
from kb.graph.critical_sets.hull import Breakpoint


def load(name):
    path = Path(__file__).parents[2] / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


brute_force = load("brute_force")


@st.composite
def organisations(draw, people=9, components=10):
    staff = draw(st.integers(1, people))
    holding = st.lists(st.integers(0, staff - 1), max_size=4, unique=True).map(tuple)
    holders = draw(st.lists(holding, min_size=1, max_size=components))
    weights = draw(st.lists(st.sampled_from([1, 2, 4, 8]), min_size=len(holders), max_size=len(holders)))
    return holders, weights


def draw_organisation(rng, people, components, most=4):
    holders = [tuple(rng.sample(range(people), rng.randint(1, most))) for _ in range(components)]
    return holders, [rng.choice((1, 2, 4, 8)) for _ in holders]


def best_by_cut(holders, weights, price):
    """Return (people, weight) minimising people - weight / price, smallest set, by networkx's minimum cut."""
    graph = nx.DiGraph()
    for number, (people, weight) in enumerate(zip(holders, weights, strict=True)):
        graph.add_edge("s", ("c", number), capacity=weight * price.denominator)
        for person in people:
            graph.add_edge(("c", number), ("p", person))
            graph.add_edge(("p", person), "t", capacity=price.numerator)
    _, (gone, _) = nx.minimum_cut(graph, "s", "t")
    people = sum(1 for node in gone if node[0] == "p")
    return Breakpoint(people, sum(weights[node[1]] for node in gone if node[0] == "c"))


def hull_by_cuts(holders, weights):
    """Return the corners of the hull by the secant rule over networkx's cuts."""
    known = {person for people in holders for person in people}
    lost = sum(weight for people, weight in zip(holders, weights, strict=True) if not people)
    pairs = [(people, weight) for people, weight in zip(holders, weights, strict=True) if people]
    holders, weights = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    def between(low, high):
        price = Fraction(high.weight - low.weight, high.people - low.people)
        middle = best_by_cut(holders, weights, price)
        if middle.weight - price * middle.people <= low.weight - price * low.people:
            return []
        return [*between(low, middle), middle, *between(middle, high)]

    ends = [Breakpoint(0, 0), Breakpoint(len(known), sum(weights))]
    corners = [ends[0], *between(*ends), ends[1]] if known else ends[:1]
    return tuple(Breakpoint(people, lost + weight) for people, weight in corners)


def test_needed_weight_is_more_than_the_share():
    assert [needed_weight(10, percent) for percent in (0, 9, 10, 50, 99)] == [1, 1, 2, 6, 10]
    assert needed_weight(7, Fraction(100, 7)) == 2
    for percent in (-1, 100):
        with pytest.raises(ValueError, match="share"):
            needed_weight(10, percent)
    with pytest.raises(ValueError, match="no component"):
        needed_weight(0, 50)


def test_hand_computed_small_organisation():
    # a holds two alone; b and c hold three together; d is everywhere but never alone
    a, b, c, d = range(4)
    holders = [(a,), (a,), (b, c), (c, b), (b, c, d), (a, d)]
    found = critical_set(holders, [1] * 6, 4)
    assert (found.size, found.bound, found.exact) == (3, 3, True)
    assert found.orphaned_weight == len(found.orphaned) >= 4
    assert critical_set(holders, [1] * 6, 3).orphaned == (0, 1, 5)
    assert loss_hull(holders, [1] * 6).points == ((0, 0), (1, 2), (4, 6))


def test_greedy_of_the_literature_falls_into_the_trap():
    # the three busiest hold most but nothing alone; two quiet ones are alone on four
    holders = [(0, 1, 2)] * 5 + [(3,), (3,), (4,), (4,)]
    assert greedy_size(holders, [1] * 9, 4) == 3
    found = critical_set(holders, [1] * 9, 4)
    assert (found.size, found.bound, found.greedy) == (2, 2, 3)
    assert found.orphaned == (5, 6, 7, 8)


def test_what_nobody_holds_is_lost_already():
    found = critical_set([(), (0,), ()], [4, 1, 2], 6)
    assert (found.size, found.bound, found.already_orphaned, found.orphaned) == (0, 0, 6, (0, 2))
    assert found.greedy == 0
    assert critical_set([(), (0,), ()], [4, 1, 2], 7).size == 1
    assert loss_hull([()], [3]).points == ((0, 3),)
    assert loss_hull([], []).points == ((0, 0),)


def test_one_person_who_knows_everything():
    found = critical_set([(7,)] * 5, [1, 2, 4, 8, 1], 9)
    assert (found.size, found.bound, found.orphaned) == (1, 1, (0, 1, 2, 3, 4))


def test_refusals():
    with pytest.raises(ValueError, match="more than all"):
        critical_set([(0,)], [1], 2)
    with pytest.raises(ValueError, match="more than all"):
        greedy_size([(0,)], [1], 2)
    with pytest.raises(ValueError, match="negative"):
        loss_hull([(0,)], [-1])
    with pytest.raises(ValueError, match="zip"):
        loss_hull([(0,)], [])


def test_the_people_are_not_in_the_result():
    found = critical_set([(901,), (902, 903)], [1, 1], 2)
    assert found.size == 3
    assert not any(str(person) in repr(found) for person in (901, 902, 903))
    assert not any(hasattr(found, name) for name in ("people", "gone", "persons", "_people", "_gone"))


@pytest.mark.no_cover
def test_exhaustive_search_agrees_several_hundred_times():
    rng = random.Random(11)
    for _ in range(600):
        holders, weights = brute_force.instance(rng)
        assert brute_force.faults(holders, weights, rng.choice((0, 20, 50, 80))) == []


def test_exhaustive_search_notices_a_wrong_answer(monkeypatch):
    monkeypatch.setattr(brute_force, "needed_weight", lambda total, percent: max(1, total * percent // 100 - 1))
    monkeypatch.setattr(brute_force, "worst_losses", lambda _holders, _weights: [0, 0, 99])
    assert brute_force.faults([(0,), (1,)], [1, 1], 50)


@pytest.mark.parametrize("seed", range(12))
def test_hull_equals_networkx(seed):
    rng = random.Random(seed)
    holders, weights = draw_organisation(rng, rng.randint(5, 40), rng.randint(5, 60), rng.randint(1, 5))
    hull = loss_hull([*holders, ()], [*weights, 2])
    assert hull.complete
    assert hull.points == hull_by_cuts([*holders, ()], [*weights, 2])


@given(organisations())
def test_hull_equals_networkx_on_small_ones(organisation):
    assert loss_hull(*organisation).points == hull_by_cuts(*organisation)


@pytest.mark.parametrize("work", [0, 300, 3000])
def test_bounds_hold_whatever_the_work(work):
    rng = random.Random(work)
    for _ in range(10):
        holders, weights = draw_organisation(rng, 20, 40)
        needed = needed_weight(sum(weights), 30)
        full = critical_set(holders, weights, needed, search_work=20_000_000)
        assert full.exact
        for search_work in (0, work):
            found = critical_set(holders, weights, needed, work=work, search_work=search_work)
            assert found.bound <= full.size <= found.size
            assert found.orphaned_weight >= needed
            assert len({person for index in found.orphaned for person in holders[index]}) <= found.size


@pytest.mark.parametrize("work", [0, 1, 2500])
def test_an_unfinished_hull_says_so_and_keeps_only_true_points(work):
    holders, weights = draw_organisation(random.Random(3), 100, 200)
    full, cut = loss_hull(holders, weights), loss_hull(holders, weights, work=work)
    assert (full.complete, cut.complete) == (True, False)
    assert set(cut.points) < set(full.points)
    assert {full.points[0], full.points[-1]} <= set(cut.points)


@given(organisations(), st.randoms(use_true_random=False))
def test_renaming_people_and_reordering_components_change_no_number(organisation, rng):
    holders, weights = organisation
    names = rng.sample(range(1000), 10)
    order = list(range(len(holders)))
    rng.shuffle(order)
    renamed = [tuple(names[person] for person in rng.sample(holders[index], len(holders[index]))) for index in order]
    moved = [weights[index] for index in order]
    needed = needed_weight(sum(weights), 40)
    one, two = critical_set(holders, weights, needed), critical_set(renamed, moved, needed)
    assert (one.size, one.bound, one.exact) == (two.size, two.bound, True)
    assert loss_hull(renamed, moved) == loss_hull(holders, weights)


def test_the_order_of_the_components_changes_nothing_at_all():
    rng = random.Random(9)
    holders, weights = draw_organisation(rng, 30, 80)
    order = rng.sample(range(80), 80)
    needed = needed_weight(sum(weights), 50)
    one = critical_set(holders, weights, needed)
    two = critical_set([holders[index][::-1] for index in order], [weights[index] for index in order], needed)
    assert one.orphaned == tuple(sorted(order[index] for index in two.orphaned))


@given(organisations(), st.data())
def test_one_more_holder_never_makes_the_set_smaller(organisation, data):
    holders, weights = organisation
    more = [list(people) for people in holders]
    chosen = data.draw(st.integers(0, len(holders) - 1))
    more[chosen] = sorted({*more[chosen], data.draw(st.integers(0, 9))})
    needed = needed_weight(sum(weights), data.draw(st.sampled_from([0, 25, 50, 75])))
    assert critical_set(more, weights, needed).size >= critical_set(holders, weights, needed).size


@given(organisations(), st.integers(0, 98))
def test_a_larger_share_never_needs_fewer(organisation, percent):
    holders, weights = organisation
    total = sum(weights)
    less = critical_set(holders, weights, needed_weight(total, percent))
    more = critical_set(holders, weights, needed_weight(total, percent + 1))
    assert less.size <= more.size
    assert less.greedy >= less.size
