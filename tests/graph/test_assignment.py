"""Exact assignment against exhaustive search and networkx, and the cases that are too odd for either."""

import random
from itertools import combinations, product

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.assignment import assign


@st.composite
def questions(draw):
    tasks, workers = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    places = [sorted(draw(st.lists(st.integers(0, 20), max_size=3)), reverse=True) for _ in range(tasks)]
    room = [draw(st.integers(0, 3)) for _ in range(workers)]
    choices = [
        [(worker, draw(st.integers(0, 12))) for worker in draw(st.lists(st.integers(0, workers - 1), unique=True))]
        for _ in range(tasks)
    ]
    return places, room, choices


def worth(places, choices, chosen):
    costs = [dict(items) for items in choices]
    return sum(
        sum(places[task][: len(workers)]) - sum(costs[task][worker] for worker in workers)
        for task, workers in enumerate(chosen)
    )


def fits(room, chosen):
    return all(sum(worker in workers for workers in chosen) <= most for worker, most in enumerate(room))


def by_trying_all(places, room, choices):
    options = [
        [subset for size in range(len(values) + 1) for subset in combinations([worker for worker, _ in items], size)]
        for values, items in zip(places, choices, strict=True)
    ]
    return max(worth(places, choices, chosen) for chosen in product(*options) if fits(room, chosen))


@given(questions())
def test_no_choice_is_worth_more(question):
    places, room, choices = question
    found = assign(places, room, choices)
    assert fits(room, found.chosen)
    assert all(len(workers) <= len(values) for workers, values in zip(found.chosen, places, strict=True))
    assert found.value == worth(places, choices, found.chosen) == by_trying_all(places, room, choices)


def by_networkx(places, room, choices):
    graph = nx.DiGraph()
    graph.add_node("end", demand=sum(map(len, places)))
    for task, values in enumerate(places):
        graph.add_node(("task", task), demand=-len(values))
        for place, value in enumerate(values):
            graph.add_edge(("task", task), ("open", task, place), capacity=1, weight=value)
            graph.add_edge(("open", task, place), "end", capacity=1, weight=0)
    for task, items in enumerate(choices):
        for worker, cost in items:
            graph.add_edge(("task", task), ("worker", worker), capacity=1, weight=cost)
    for worker, most in enumerate(room):
        graph.add_edge(("worker", worker), "end", capacity=most, weight=0)
    cost, _ = nx.network_simplex(graph)
    return sum(map(sum, places)) - cost


def test_larger_ones_agree_with_networkx():
    rng = random.Random(3)
    for size in (20, 60):
        places = [sorted((rng.randint(1, 300) for _ in range(rng.randint(1, 3))), reverse=True) for _ in range(size)]
        room = [rng.randint(0, 2) for _ in range(size // 2)]
        choices = [[(w, rng.randint(0, 200)) for w in rng.sample(range(size // 2), 6)] for _ in range(size)]
        assert assign(places, room, choices).value == by_networkx(places, room, choices)


def test_a_worker_is_moved_where_that_makes_room_for_two():
    """Ann alone can take the second task, so the first goes to Bob although Ann would be cheaper there."""
    found = assign([[10], [10]], [1, 1], [[(0, 1), (1, 2)], [(0, 1)]])
    assert found.chosen == ((1,), (0,))
    assert found.value == 17


def test_nobody_is_given_what_costs_more_than_it_is_worth():
    assert assign([[3]], [1], [[(0, 4)]]).chosen == ((),)


def test_nothing_to_do():
    assert assign([], [], []) == ((), 0)
    assert assign([[5], []], [0], [[(0, 0)], [(0, 0)]]).chosen == ((), ())
