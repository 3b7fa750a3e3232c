"""Structure by hand on small graphs, by removal of nodes on random ones."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph import structure
from kb.graph.structure import SinglePoint

# 0 needs 1 and 2, both need 3, 3 needs 4, 4 needs 3; 5 stands alone
DIAMOND = [[1, 2], [3], [3], [4], [3], []]


@st.composite
def graphs(draw, most=12):
    size = draw(st.integers(1, most))
    return [draw(st.lists(st.integers(0, size - 1), max_size=3)) for _ in range(size)]


def reached(adj, entry, without=-1):
    seen, stack = {entry} - {without}, [entry] if entry != without else []
    while stack:
        for target in adj[stack.pop()]:
            if target not in seen and target != without:
                seen.add(target)
                stack.append(target)
    return seen


def test_hand_computed():
    assert structure.single_points(DIAMOND, 0) == (SinglePoint(3, (4,)),)
    assert structure.single_points(DIAMOND, 1) == (SinglePoint(3, (4,)),)
    assert structure.single_points(DIAMOND, 5) == ()
    assert structure.articulation_points(DIAMOND) == (3,)


def test_dominators_of_the_textbook():
    # Lengauer and Tarjan 1979, figure 1: R A B C D E F G H I J K L
    names = "RABCDEFGHIJKL"
    edges = [
        "RA",
        "RB",
        "RC",
        "AD",
        "BA",
        "BD",
        "BE",
        "CF",
        "CG",
        "DL",
        "EH",
        "FI",
        "GI",
        "GJ",
        "HE",
        "HK",
        "IK",
        "JI",
        "KI",
        "KR",
        "LH",
    ]
    adj = [[names.index(edge[1]) for edge in edges if edge[0] == name] for name in names]
    found = {
        names[point.node]: "".join(names[node] for node in point.cut_off) for point in structure.single_points(adj, 0)
    }
    assert found == {"C": "FGJ", "D": "L", "G": "J"}


def test_entries_outside_the_graph_are_refused():
    for entry in (-1, 6):
        with pytest.raises(IndexError):
            structure.single_points(DIAMOND, entry)


@given(graphs(), st.data())
def test_a_single_point_is_what_cuts_something_off(adj, data):
    entry = data.draw(st.integers(0, len(adj) - 1))
    everything = reached(adj, entry)
    expected = []
    for node in sorted(everything - {entry}):
        lost = everything - reached(adj, entry, without=node) - {node}
        if lost:
            expected.append(SinglePoint(node, tuple(sorted(lost))))
    assert structure.single_points(adj, entry) == tuple(expected)


@given(graphs())
def test_an_articulation_point_splits_the_graph(adj):
    graph = structure.digraph(adj).to_undirected()
    before = nx.number_connected_components(graph)
    expected = []
    for node in range(len(adj)):
        rest = graph.copy()
        rest.remove_node(node)
        if nx.number_connected_components(rest) > before:
            expected.append(node)
    assert structure.articulation_points(adj) == tuple(expected)


@given(graphs(), st.data())
def test_the_order_of_edges_does_not_matter(adj, data):
    entry = data.draw(st.integers(0, len(adj) - 1))
    shuffled = [data.draw(st.permutations(targets)) for targets in adj]
    assert structure.single_points(shuffled, entry) == structure.single_points(adj, entry)
    assert structure.articulation_points(shuffled) == structure.articulation_points(adj)
