"""Edges with a rehearsed fallback against brute force: every loss tried in the and/or graph itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph import closures
from kb.graph.alternatives import Alternative, joined, settled


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


SHOP, MAIN, SPARE, BANK = range(4)
ONE = [Alternative(SHOP, MAIN, SPARE)]


def test_neither_way_alone_takes_it_down_and_what_both_stand_on_does():
    assert settled([[], [BANK], [BANK], []], ONE) == [[BANK], [BANK], [BANK], []]
    assert settled([[], [BANK], [], []], ONE) == [[], [BANK], [], []]


def test_one_way_below_the_other_is_no_second_one():
    assert settled([[], [SPARE], [], []], ONE) == [[SPARE], [SPARE], [], []]


def test_ways_behind_ways_are_settled_together():
    """5 falls back from 0 to 4, which stands on the bank as both ways of 0 do."""
    plain = [[], [BANK], [BANK], [], [BANK], []]
    assert settled(plain, [*ONE, Alternative(5, SHOP, 4)]) == [[BANK], [BANK], [BANK], [], [BANK], [BANK]]


def test_a_fallback_that_stands_on_what_falls_back_to_it_is_none():
    plain = [[], [], [SHOP], []]
    assert settled(plain, ONE) == [[MAIN], [], [SHOP], []]


def test_what_a_way_needs_of_its_tail_is_no_obstacle():
    plain = [[], [SHOP], [], []]
    assert settled(plain, ONE) == plain


def test_two_that_fall_back_to_each_other_are_no_way_out_of_losing_both():
    """0 has 1 or 2, and 2 has 3 or 0: the loss of one alone is survived, that of 1 and 3 is not."""
    either = [*ONE, Alternative(SPARE, BANK, SHOP)]
    assert settled([[], [], [], []], either) == [[], [], [], []]


def test_a_long_chain_of_fallbacks_ends():
    size = 100
    either = [Alternative(3 * at, 3 * at + 3, 3 * at + 2) for at in range(size)]
    plain = [[] for _ in range(3 * size + 1)]
    for at in range(size):
        plain[3 * at + 2] = [3 * size]
    hard = settled(plain, either)
    assert closures_of(hard)[0] == {0, 3 * size}


def row(size, fallback):
    """A row in which each stands on the next one, or on another instead."""
    ends = [(at, at + 1, fallback(at) % size) for at in range(1, size)]
    return [[] for _ in range(size + 1)], [Alternative(*end) for end in ends if end[1] != end[2]]


def test_a_row_of_fallbacks_is_settled_in_few_passes(monkeypatch):
    asked, condense = [], closures.condense
    monkeypatch.setattr(closures, "condense", lambda adj: asked.append(len(adj)) or condense(adj))
    settled(*row(150, lambda at: 7 * at + 3))
    assert 0 < len(asked) < 30  # 84, where each pass made out one more of the row


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
@settings(max_examples=200, deadline=None)
def test_one_drill_more_makes_nothing_worse(graph, data):
    plain, either = graph
    tail, second = data.draw(st.integers(0, len(plain) - 1)), data.draw(st.integers(0, len(plain) - 1))
    if not plain[tail]:
        return
    first = data.draw(st.sampled_from(plain[tail]))
    drilled = [[to for to in heads if node != tail or to != first] for node, heads in enumerate(plain)]
    more = [*either, Alternative(tail, first, second)]
    old, new = closures_of(settled(plain, either)), closures_of(settled(drilled, more))
    assert all(then >= now for then, now in zip(old, new, strict=True))


@given(graphs(), st.data())
@settings(max_examples=150, deadline=None)
def test_the_order_of_fallbacks_does_not_matter(graph, data):
    plain, either = graph
    mixed = data.draw(st.permutations(either))
    assert settled(plain, either) == settled(plain, mixed)


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_without_fallbacks_the_graph_is_what_it_was(graph):
    plain, _ = graph
    assert settled(plain, []) == plain
