"""How few people have to be gone, against every set of people taken away from the and/or graph itself."""

from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.graph import absences as module
from kb.graph import closures, weakest
from kb.graph.absences import absences
from kb.graph.alternatives import Alternative
from tests.graph.test_alternatives import BANK, MAIN, ONE, SHOP, SPARE, down, graphs

PEOPLE = "abcde"


def values_of(held):
    return [None if people is None else len(people) for people in held]


def found(plain, either, *held):
    """Return what is found where nodes are held by the people whose letters stand in a word; None = unknown."""
    return absences(closures.condense(plain), either, values_of(held), held.__getitem__)


def tried(plain, either, held):
    """Take every set of people away, the smallest first; return per node how many it takes, without and with what is unknown."""
    unknown = frozenset(node for node, people in enumerate(held) if people is None)
    exact, sure = [None] * len(plain), [None] * len(plain)
    for gone in chain.from_iterable(combinations(PEOPLE, size) for size in range(len(PEOPLE) + 1)):
        lost = frozenset(node for node, people in enumerate(held) if people is not None and set(people) <= set(gone))
        for least, fallen in ((exact, down(plain, either, lost, unknown)), (sure, down(plain, either, lost | unknown))):
            for node in fallen:
                least[node] = len(gone) if least[node] is None else least[node]
    return exact, sure


@st.composite
def held_graphs(draw):
    plain, either = draw(graphs().filter(lambda graph: graph[1]))
    people = st.frozensets(st.sampled_from(PEOPLE), max_size=3).map(sorted).map("".join)
    return plain, either, draw(st.lists(st.none() | people, min_size=len(plain), max_size=len(plain)))


NO_PLAIN = [[], [], [], []]


@pytest.mark.parametrize(
    ("main", "spare", "least"),
    [("a", "b", 2), ("a", "a", 1), ("a", "ab", 2), ("ab", "bc", 3), ("abc", "d", 4), ("", "ab", 2), ("", "", 0)],
)
def test_of_two_ways_all_who_hold_them_have_to_go(main, spare, least):
    assert found(NO_PLAIN, ONE, "abcde", main, spare, "").known[SHOP] == least


def test_of_each_way_any_part_will_do():
    """The bank below main is held by who holds the spare: two are fewer than those who hold main and spare."""
    assert found([[], [BANK], [], []], ONE, "abcde", "abc", "de", "d").known[SHOP] == 2


def test_a_second_way_nobody_knows_anything_about_adds_nothing():
    known, certain, *_ = found(NO_PLAIN, ONE, "abcde", "a", None, "abc")
    assert (known, certain) == ([1, 1, None, 3], [1, 1, 0, 3])
    behind = [[], [], [BANK], []]  # the spare is known itself, what it stands on is not
    assert found(behind, ONE, "abcde", "a", "bcd", None).known[SHOP] == 1


def test_a_first_way_nobody_knows_anything_about_is_left_out_as_it_was_before_the_drill():
    known, certain, *_ = found(NO_PLAIN, ONE, "abcde", None, "a", "abc")
    assert (known, certain) == ([5, None, 1, 3], [1, 0, 1, 3])


def test_a_fallback_that_stands_on_what_falls_back_to_it_is_none():
    assert found([[], [], [SHOP], []], ONE, "abc", "a", "b", "abc").known == [1, 1, 1, 3]
    assert found([[], [SHOP], [], []], ONE, "abc", "a", "b", "abc").known == [2, 1, 1, 3]


def test_two_that_fall_back_to_each_other_are_lost_with_both_their_ways():
    either = [*ONE, Alternative(SPARE, BANK, SHOP)]
    assert found(NO_PLAIN, either, "abc", "a", "abc", "b").known == [2, 1, 2, 1]


@given(held_graphs())
@settings(max_examples=400, deadline=None)
def test_it_is_the_smallest_set_of_people(graph):
    plain, either, held = graph
    answer = found(plain, either, *held)
    assert (answer.known, answer.certain, answer.exact_to) == (*tried(plain, either, held), None)


@given(held_graphs(), st.integers(1, 3), st.integers(2, 3))
@settings(max_examples=200, deadline=None)
def test_where_lists_are_cut_off_it_is_never_too_low_and_says_up_to_where_it_is_exact(graph, sets, longest):
    plain, either, held = graph
    exact, sure = tried(plain, either, held)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SETS", sets)
        patch.setattr(module, "LONGEST", longest)
        answer = found(plain, either, *held)
    limit = len(PEOPLE) if answer.exact_to is None else answer.exact_to
    for said, true in zip(answer.known + answer.certain, exact + sure, strict=True):
        if said is None:
            assert true is None or true >= limit
        else:
            assert said == true if said <= limit else limit <= true <= said


@given(held_graphs(), st.data())
@settings(max_examples=150, deadline=None)
def test_one_drill_more_makes_nothing_worse(graph, data):
    plain, either, held = graph
    tail, second = data.draw(st.integers(0, len(plain) - 1)), data.draw(st.integers(0, len(plain) - 1))
    if not plain[tail]:
        return
    first = data.draw(st.sampled_from(plain[tail]))
    drilled = [[to for to in heads if node != tail or to != first] for node, heads in enumerate(plain)]
    before = found(plain, either, *held)
    after = found(drilled, [*either, Alternative(tail, first, second)], *held)
    for old, new in zip(before.known + before.certain, after.known + after.certain, strict=True):
        assert new is None or (old is not None and old <= new)


@given(held_graphs(), st.data())
@settings(max_examples=100, deadline=None)
def test_the_order_of_fallbacks_does_not_matter(graph, data):
    plain, either, held = graph
    mixed = data.draw(st.permutations(either))
    assert found(plain, either, *held)[:2] == found(plain, mixed, *held)[:2]


@given(held_graphs())
@settings(max_examples=300, deadline=None)
def test_the_way_leads_to_what_has_to_be_lost(graph):
    """Over edges there are, to nodes held by as many as it takes, and without whom the node is down; what they hold besides counts, too."""
    plain, either, held = graph
    answer = found(plain, either, *held)
    shown = weakest.over(plain, either, answer, values_of(held), [1] * len(plain))
    assert (shown.known, shown.certain) == (answer.known, answer.certain)
    unknown = frozenset(node for node, people in enumerate(held) if people is None)
    for node, least in enumerate(answer.known):
        way, end = list(shown.way(node)), shown.end(node)
        if least is None:
            assert end == ()
            continue
        assert (way[0], way[-1]) == (node, end[0])
        for tail, head in pairwise(way):
            assert head in plain[tail] or any(
                edge.tail == tail and head in (edge.first, edge.second) for edge in either
            )
        people = {person for place in end for person in held[place] or ""}
        assert len(people) == least
        lost = frozenset(place for place, who in enumerate(held) if who is not None and people >= set(who))
        assert node in down(plain, either, lost, unknown)
        assert len(end) == 1 or not down(plain, either, lost & set(end), unknown).isdisjoint(way[: way.index(end[0])])


def test_as_many_who_hold_one_way_only_are_not_where_the_way_ends():
    """Main is held by a and c, the bank that it and the spare stand on by a and b: those two lose both, the others only main."""
    held = ["abcde", "ac", "abc", "ab"]
    plain = [[], [BANK], [BANK], []]
    answer = found(plain, ONE, *held)
    shown = weakest.over(plain, ONE, answer, values_of(held), [1, 2, 2, 1])
    assert (shown.known[SHOP], shown.end(SHOP), list(shown.way(SHOP))) == (2, (BANK,), [SHOP, MAIN, BANK])
    assert shown.end(MAIN) == (MAIN,)


def test_a_long_chain_of_fallbacks_ends():
    size = 60
    either = [Alternative(3 * at, 3 * at + 3, 3 * at + 2) for at in range(size)]
    held = ["abcde"] * (3 * size) + ["a"]
    plain = [[] for _ in held]
    for at in range(size):
        plain[3 * at + 2] = [3 * size]
    assert found(plain, either, *held).known[0] == 1


def test_ways_to_several_that_have_to_be_lost_together():
    answer = found(NO_PLAIN, ONE, "abcde", "a", "b", "")
    shown = weakest.over(NO_PLAIN, ONE, answer, values_of(["abcde", "a", "b", ""]), [1] * 4)
    assert (list(shown.way(SHOP)), shown.end(SHOP), shown.known[SHOP]) == ([SHOP, MAIN], (MAIN, SPARE), 2)


def test_unions_of_what_stays_are_formed_once(monkeypatch):
    """In a row in which each falls back to the one before, what is found goes from one end to the other, one a round."""
    asked, unions = [], module._Search._unions
    monkeypatch.setattr(module._Search, "_unions", lambda *args: asked.append(1) or unions(*args))
    size = 40
    either = [Alternative(at, at + 1, at - 1) for at in range(1, size)]
    found([[] for _ in range(size + 1)], either, *["abcde"] * size, "a")
    assert 0 < len(asked) < 4_000  # 32,136, where every round formed all of them
