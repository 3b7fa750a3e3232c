"""Closures against networkx on random graphs, by hand on small ones, and under renaming."""

from __future__ import annotations

import random
import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph import closures
from kb.graph.closures import Weakest

DIAMOND = [[1, 2], [3], [3], [], [0]]
LOOP = [[1], [2], [0, 3], [], [4, 3]]  # 0 -> 1 -> 2 -> 0, then 3; 4 needs itself and 3


@st.composite
def graphs(draw, most=14):
    size = draw(st.integers(0, most))
    node = st.integers(0, size - 1)
    return [draw(st.lists(node, max_size=4)) for _ in range(size)]


def oracle(adj):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(adj)))
    graph.add_edges_from((node, target) for node, targets in enumerate(adj) for target in targets)
    return {node: {node} | nx.descendants(graph, node) for node in graph}, graph


def test_hand_computed_diamond():
    found = closures.measure(DIAMOND, [5, 2, 2, 7, None], [1, 2, 3, 0, 1], 2, [8, 4, 2, 1, 4])
    assert found.sizes == [4, 2, 2, 1, 5]
    assert found.weakest == [Weakest(2, 1), Weakest(2, 1), Weakest(2, 2), Weakest(7, 3), Weakest(2, 1)]
    assert found.counts == [[2, 0, 1, 0, 3], [2, 1, 1, 0, 2]]
    assert found.blast == [12, 16, 14, 19, 4]
    assert found.cycles == []


def test_hand_computed_loop():
    found = closures.measure(LOOP, [3, None, 1, None, None], [1, 1, 1, 2, 4], 3, [1, 1, 8, 2, 4])
    assert found.sizes == [4, 4, 4, 1, 2]
    assert found.weakest == [Weakest(1, 2)] * 3 + [None, None]
    assert found.counts == [[3, 3, 3, 0, 0], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1]]
    assert found.blast == [10, 10, 10, 16, 4]
    assert found.cycles == [(0, 1, 2)] == closures.cycles(LOOP)


def test_textbook_components_come_children_first():
    # Cormen, Leiserson, Rivest, Stein, Introduction to Algorithms, figure 22.9: abe, cd, fg, h
    a, b, c, d, e, f, g, h = range(8)
    adj = [[b], [c, e, f], [d, g], [c, h], [a, f], [g], [f, h], [h]]
    assert closures.strong_components(adj) == [[h], [f, g], [c, d], [a, b, e]]
    condensed = closures.condense(adj)
    assert condensed.children == [[], [0], [0, 1], [1, 2]]
    assert condensed.component_of == [3, 3, 2, 2, 3, 1, 1, 0]


def test_empty_graph():
    assert closures.measure([], [], [], 2, []) == closures.Closures([], [], [[], []], [], [])


@given(graphs(), st.data())
def test_equal_to_networkx(adj, data):
    size = len(adj)
    closure, graph = oracle(adj)
    values = data.draw(st.lists(st.none() | st.integers(-3, 9), min_size=size, max_size=size))
    classes = data.draw(st.lists(st.integers(0, 7), min_size=size, max_size=size))
    weights = data.draw(st.lists(st.sampled_from([0, 1, 2, 3, 4, 8]), min_size=size, max_size=size))
    found = closures.measure(adj, values, classes, 3, weights)
    assert found.sizes == [len(closure[node]) for node in range(size)]
    for node in range(size):
        known = [Weakest(values[other], other) for other in closure[node] if values[other] is not None]
        assert found.weakest[node] == min(known, default=None)
        for bit in range(3):
            assert found.counts[bit][node] == sum(classes[other] >> bit & 1 for other in closure[node])
        assert found.blast[node] == sum(weights[other] for other in range(size) if node in closure[other])
    cycles = sorted(tuple(sorted(nodes)) for nodes in nx.strongly_connected_components(graph) if len(nodes) > 1)
    assert found.cycles == cycles
    assert closures.measure(adj, [], classes, 3, []) == found._replace(weakest=[], blast=[])
    assert found.weakest == closures.closure_minima(adj, values)
    assert found.blast == closures.blast_radius(adj, weights)


@given(graphs(), st.randoms(use_true_random=False))
def test_renaming_and_reordering_change_nothing(adj, rng):
    names = list(range(len(adj)))
    rng.shuffle(names)
    renamed = [[] for _ in adj]
    for node, targets in enumerate(adj):
        renamed[names[node]] = [names[target] for target in rng.sample(targets, len(targets))]
    weights = [1 << (node % 4) for node in range(len(adj))]
    moved = [0] * len(adj)
    for node, weight in enumerate(weights):
        moved[names[node]] = weight
    sizes, others = (closures.measure(graph, [], [0] * len(adj), 0, []).sizes for graph in (adj, renamed))
    assert [others[name] for name in names] == sizes
    assert [closures.blast_radius(renamed, moved)[name] for name in names] == closures.blast_radius(adj, weights)


@given(graphs(), st.data())
def test_order_of_edges_changes_nothing_at_all(adj, data):
    shuffled = [data.draw(st.permutations(targets)) for targets in adj]
    args = ([node % 3 for node in range(len(adj))], [1] * len(adj), 1, [2] * len(adj))
    assert closures.measure(adj, *args) == closures.measure(shuffled, *args)


def test_layers_of_a_thousand_equal_networkx():
    rng = random.Random(5)
    adj = [
        [rng.randrange(1000) if rng.random() < 0.1 else rng.randrange(node + 1) for _ in range(3)]
        for node in range(1000)
    ]
    closure, _ = oracle(adj)
    found = closures.measure(adj, list(range(1000, 0, -1)), [0] * 1000, 0, [4] * 1000)
    assert found.sizes == [len(closure[node]) for node in range(1000)]
    assert [weakest.node for weakest in found.weakest] == [max(closure[node]) for node in range(1000)]
    assert sum(found.blast) == 4 * sum(found.sizes)


def test_a_chain_of_fifty_thousand_needs_no_recursion():
    adj = [[node + 1] for node in range(49_999)] + [[]]
    assert closures.closure_minima(adj, [*range(50_000)])[0] == Weakest(0, 0)
    assert closures.cycles([[*adj[node]] if node < 49_999 else [0] for node in range(50_000)]) == [tuple(range(50_000))]


def test_an_edge_to_nowhere_is_an_error():
    with pytest.raises(IndexError):
        closures.strong_components([[1]])


def test_networkx_is_not_imported():
    code = (
        "import sys; import kb.graph.closures, kb.graph.paths, kb.graph.critical_set, kb.graph.random_loss, kb.graph.structure; "
        "sys.exit('networkx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(graphs(), st.data())
def test_what_of_some_a_closure_holds_is_what_networkx_says(adj, data):
    nodes = data.draw(st.lists(st.sampled_from(range(len(adj))), unique=True)) if adj else []
    inside, _ = oracle(adj)
    for node, mask in zip(nodes, closures.held(closures.condense(adj), nodes, nodes), strict=True):
        assert [bool(mask >> place & 1) for place in range(len(nodes))] == [other in inside[node] for other in nodes]
