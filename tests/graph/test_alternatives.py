"""Edges with a rehearsed fallback against brute force: every loss, and every set of people, tried in the and/or graph itself."""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph import closures
from kb.graph.alternatives import Alternative, Least, condense, joined, settled
from kb.graph.alternatives import minima as minima_of

PEOPLE = range(5)


def minima(plain, either, values):
    return minima_of(condense(plain, either), either, values)


def down(plain, either, lost, doubtful=frozenset()):
    """Return what is down: lost itself, over a plain edge, or where both ways are; `doubtful` is down as a fallback only.

    A fallback helps only if it is up without what falls back to it: with none at first, then with those that were up, until
    nothing more comes up.
    """
    alone = down(plain, either, lost | doubtful) if doubtful else None
    helpless = either
    while True:
        found = fall(plain, lost, [(edge.tail, edge.first) for edge in helpless])
        left = [edge for edge in either if edge.second in (found if alone is None else alone)]
        if left == helpless:
            return found
        helpless = left


def fall(plain, lost, edges=()):
    found = set(lost)
    while True:
        new = {node for node, targets in enumerate(plain) if not found.isdisjoint(targets)}
        new |= {tail for tail, head in edges if head in found}
        if new <= found:
            return found
        found |= new


def loosely(plain, either, lost):
    """Return what is down where ways that stand on each other hold each other up."""
    found = set(lost)
    while True:
        left = fall(plain, found | {edge.tail for edge in either if edge.first in found and edge.second in found})
        if left == found:
            return found
        found = left


def closures_of(adj):
    found = []
    for start in range(len(adj)):
        seen, todo = {start}, [start]
        while todo:
            for target in adj[todo.pop()]:
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        found.append(seen)
    return found


@st.composite
def graphs(draw, most=7):
    size = draw(st.integers(1, most))
    node = st.integers(0, size - 1)
    plain = [sorted(set(draw(st.lists(node, max_size=2)))) for _ in range(size)]
    either = draw(st.lists(st.builds(Alternative, node, node, node), max_size=5))
    return plain, either


def holders(size):
    return st.lists(st.none() | st.frozensets(st.sampled_from(PEOPLE), max_size=3), min_size=size, max_size=size)


def least(plain, either, held):
    return minima(plain, either, [None if people is None else len(people) for people in held])


SHOP, MAIN, SPARE, BANK = range(4)
ONE = [Alternative(SHOP, MAIN, SPARE)]


def test_neither_way_alone_takes_it_down_and_what_both_stand_on_does():
    assert settled([[], [BANK], [BANK], []], ONE) == [[BANK], [BANK], [BANK], []]
    assert settled([[], [BANK], [], []], ONE) == [[], [BANK], [], []]


def test_one_way_below_the_other_is_no_second_one():
    assert settled([[], [SPARE], [], []], ONE) == [[SPARE], [SPARE], [], []]
    assert minima([[SPARE], [SPARE], [], []], ONE, [3, 3, 1, 9]).known[SHOP] == 1


def test_of_two_ways_the_better_one_counts():
    assert minima([[]] * 4, ONE, [3, 3, 1, 9]).known[SHOP] == 3
    assert minima([[]] * 4, ONE, [3, 1, 2, 9]).known[SHOP] == 2
    assert minima([[]] * 4, ONE, [1, 3, 2, 9]).known[SHOP] == 1


def test_a_second_way_nobody_knows_anything_about_adds_nothing():
    assert minima([[]] * 4, ONE, [5, 1, None, 9]) == Least([1, 1, None, 9], [1, 1, 0, 9])
    behind = [[], [], [BANK], []]  # the spare is known itself, what it stands on is not
    assert minima(behind, ONE, [5, 1, 4, None]).known[SHOP] == 1


def test_a_first_way_nobody_knows_anything_about_is_left_out_as_it_was_before_the_drill():
    assert minima([[]] * 4, ONE, [5, None, 1, 9]) == Least([5, None, 1, 9], [1, 0, 1, 9])


def test_ways_behind_ways_are_settled_together():
    """5 falls back from 0 to 4, which stands on the bank as both ways of 0 do."""
    plain = [[], [BANK], [BANK], [], [BANK], []]
    assert settled(plain, [*ONE, Alternative(5, SHOP, 4)]) == [[BANK], [BANK], [BANK], [], [BANK], [BANK]]


def test_a_fallback_that_stands_on_what_falls_back_to_it_is_none():
    plain = [[], [], [SHOP], []]
    assert settled(plain, ONE) == [[MAIN], [], [SHOP], []]
    assert minima(plain, ONE, [3, 1, 2, 9]).known == [1, 1, 1, 9]


def test_what_a_way_needs_of_its_tail_is_no_obstacle():
    plain = [[], [SHOP], [], []]
    assert settled(plain, ONE) == plain
    assert minima(plain, ONE, [3, 1, 2, 9]).known == [2, 1, 2, 9]


def test_two_that_fall_back_to_each_other_are_no_way_out_of_losing_both():
    """0 has 1 or 2, and 2 has 3 or 0: the loss of one alone is survived, that of 1 and 3 is not."""
    either = [*ONE, Alternative(SPARE, BANK, SHOP)]
    assert settled([[], [], [], []], either) == [[], [], [], []]
    assert minima([[], [], [], []], either, [9, 1, 9, 2]).known == [2, 1, 2, 2]


def test_a_long_chain_of_fallbacks_ends():
    size = 100
    either = [Alternative(3 * at, 3 * at + 3, 3 * at + 2) for at in range(size)]
    plain = [[] for _ in range(3 * size + 1)]
    for at in range(size):
        plain[3 * at + 2] = [3 * size]
    hard = settled(plain, either)
    assert closures_of(hard)[0] == {0, 3 * size}
    assert minima(plain, either, [5] * (3 * size) + [1]).known[0] == 1


@given(graphs())
@settings(max_examples=300, deadline=None)
def test_a_closure_is_all_that_takes_it_down_alone(graph):
    plain, either = graph
    found = closures_of(settled(plain, either))
    fallen = [down(plain, either, {lost}) for lost in range(len(plain))]
    assert found == [{lost for lost in range(len(plain)) if node in fallen[lost]} for node in range(len(plain))]


@given(graphs(), st.data())
@settings(max_examples=200, deadline=None)
def test_what_falls_with_several_stands_on_a_node_below_them(graph, data):
    plain, either = graph
    lost = data.draw(st.frozensets(st.sampled_from(range(len(plain)))))
    bottom = len(plain)
    hard = settled([*joined(plain, {(node, bottom) for node in lost}), []], either)
    assert {node for node, below in enumerate(closures_of(hard)[:bottom]) if bottom in below} == down(
        plain, either, lost
    )


@given(graphs(), st.data())
@settings(max_examples=300, deadline=None)
def test_a_least_value_never_flatters(graph, data):
    """It is at most the size of the smallest set of people without whom the node is down; without alternatives equal to it."""
    plain, either = graph
    held = data.draw(holders(len(plain)))
    unknown = frozenset(node for node, people in enumerate(held) if people is None)
    found = least(plain, either, held)
    exact, sure = [None] * len(plain), [None] * len(plain)
    for gone in chain.from_iterable(combinations(PEOPLE, size) for size in range(len(PEOPLE) + 1)):
        lost = frozenset(node for node, people in enumerate(held) if people is not None and people <= set(gone))
        for node in down(plain, either, lost, unknown):
            exact[node] = len(gone) if exact[node] is None else exact[node]
        for node in down(plain, either, lost | unknown):
            sure[node] = len(gone) if sure[node] is None else sure[node]
        assert loosely(plain, either, lost) <= down(plain, either, lost)
    for node in range(len(plain)):
        assert exact[node] is None or (found.known[node] is not None and found.known[node] <= exact[node])
        assert sure[node] is not None
        assert found.certain[node] <= sure[node]
        assert found.known[node] is None or found.certain[node] <= found.known[node]
    if not either:
        assert (found.known, found.certain) == (exact, sure)


@given(graphs(), st.data())
@settings(max_examples=200, deadline=None)
def test_a_least_value_is_that_of_losing_all_it_covers(graph, data):
    """It is the least k such that the node is down when every node of value k or less is."""
    plain, either = graph
    values = data.draw(st.lists(st.none() | st.integers(0, 3), min_size=len(plain), max_size=len(plain)))
    found = minima(plain, either, values)
    assert found == minima(settled(plain, either), either, values)
    unknown = frozenset(node for node, value in enumerate(values) if value is None)
    for node in range(len(plain)):
        for bound in range(4):
            lost = frozenset(place for place, value in enumerate(values) if value is not None and value <= bound)
            known = found.known[node]
            assert (node in down(plain, either, lost, unknown)) == (known is not None and known <= bound)
            assert (node in down(plain, either, lost | unknown)) == (found.certain[node] <= bound)


@given(graphs(), st.data())
@settings(max_examples=200, deadline=None)
def test_one_drill_more_makes_nothing_worse(graph, data):
    plain, either = graph
    held = data.draw(holders(len(plain)))
    tail, second = data.draw(st.integers(0, len(plain) - 1)), data.draw(st.integers(0, len(plain) - 1))
    if not plain[tail]:
        return
    first = data.draw(st.sampled_from(plain[tail]))
    drilled = [[to for to in heads if node != tail or to != first] for node, heads in enumerate(plain)]
    more = [*either, Alternative(tail, first, second)]
    before, after = least(plain, either, held), least(drilled, more, held)
    for old, new in zip(before.known, after.known, strict=True):
        assert new is None or (old is not None and old <= new)
    assert all(old <= new for old, new in zip(before.certain, after.certain, strict=True))
    old, new = closures_of(settled(plain, either)), closures_of(settled(drilled, more))
    assert all(then >= now for then, now in zip(old, new, strict=True))


@given(graphs(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_of_fallbacks_does_not_matter(graph, data):
    plain, either = graph
    mixed = data.draw(st.permutations(either))
    values = data.draw(st.lists(st.none() | st.integers(0, 3), min_size=len(plain), max_size=len(plain)))
    assert settled(plain, either) == settled(plain, mixed)
    assert minima(plain, either, values) == minima(plain, mixed, values)


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_without_fallbacks_the_graph_is_what_it_was(graph):
    plain, _ = graph
    assert settled(plain, []) == plain
    values = [node % 3 for node in range(len(plain))]
    assert minima(plain, [], values).known == [found.value for found in closures.closure_minima(plain, values)]
