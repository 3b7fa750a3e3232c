"""The knowledge graph of small bases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.files.load import load
from kb.graph.build import KnowledgeGraph, leads_to, replaced
from kb.testing import base as kit

FILES = """\
services:
  web: {needs: [{to: pay, fallback: cash}], uses: [mail]}
  pay: {built_on: [core], runs_on: [cloud]}
  core: {needs: [pay]}
  cash: {needs: none}
  mail: {runs_on: [cloud]}
vendors: {cloud: {}}
"""


@pytest.fixture
def base(tmp_path):
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text(FILES)
    return load(tmp_path).base


def test_the_closure_follows_hard_edges_only(base):
    graph = KnowledgeGraph(base)
    assert graph.closure("web") == ("core", "pay", "web")
    assert graph.closure("mail", "cash") == ("cash", "mail")


def test_vendors_are_kept_apart(base):
    graph = KnowledgeGraph(base)
    assert graph.vendors_under("web") == ("cloud",)
    assert graph.vendors_under("cash") == ()


def test_a_rehearsed_fallback_replaces_its_edge(base):
    graph = KnowledgeGraph(base, frozenset({("web", "pay")}))
    assert graph.closure("web") == ("cash", "web")
    assert KnowledgeGraph(base, frozenset({("core", "pay")})).closure("web") == (
        "core",
        "pay",
        "web",
    )  # no fallback declared


def test_only_a_rehearsed_fallback_of_a_hard_edge_takes_its_place(base):
    (edge,) = base.components["web"].needs
    (soft,) = base.components["web"].uses
    both = frozenset({("web", "pay"), ("web", "mail")})
    assert not replaced("web", edge, ())
    assert leads_to("web", edge, ()) == "pay"
    assert not replaced("web", edge, frozenset({("core", "pay")}))
    assert replaced("web", edge, both)
    assert leads_to("web", edge, both) == "cash"
    assert not replaced("web", soft._replace(fallback="cash"), both)
    assert leads_to("web", soft._replace(fallback="cash"), both) == "mail"
    assert not replaced("web", edge._replace(fallback=None), both)
    assert leads_to("web", edge._replace(fallback=None), both) == "pay"


def test_paths_and_cycles(base):
    graph = KnowledgeGraph(base)
    assert graph.path("web", "core") == ("web", "pay", "core")
    assert graph.path("core", "web") == ()
    assert graph.cycles() == (("core", "pay"),)


def test_ways_are_the_paths_of_one_search(base):
    graph = KnowledgeGraph(base)
    ways = graph.ways("web")
    for name in graph.closure("web"):
        assert ways.to(name) == graph.path("web", name)
        assert ways.length(name) == len(ways.to(name)) - 1
    assert ways.to("cash") == ()


def test_the_weakest_of_equals_has_the_largest_blast_radius_then_is_the_nearest_then_the_first():
    """The way to it is followed by hand in the first case; the others are compared with every way there is."""
    made = kit("top needs b1, a1; b1 needs b2; a1 needs a2; c1 needs b2")
    graph = KnowledgeGraph(made)
    ids = graph.ids
    weak = [1 if name in ("a2", "b2") else 3 for name in ids]
    goal, hop = graph.weakest_ways(weak, graph.blast([1] * len(ids)))
    top = graph.number["top"]
    assert (ids[goal[top]], ids[hop[top]]) == ("b2", "b1")  # c1 stands on b2, too
    assert [ids[place] for place in goal] == ["a2", "a2", "b2", "b2", "b2", "b2"]


@given(
    st.lists(st.lists(st.integers(0, 7), max_size=3), min_size=1, max_size=8),
    st.lists(st.sampled_from([None, 0, 1]), min_size=8, max_size=8),
)
def test_the_weakest_and_the_way_to_it_are_those_of_a_search(needs, values):
    size = len(needs)
    edges = {(node, to % size) for node, targets in enumerate(needs) for to in targets if to % size != node}
    lines = [f"n{node} needs n{to}" for node, to in sorted(edges)]
    made = kit("; ".join([f"n{node} tier 3" for node in range(size)] + lines))
    graph = KnowledgeGraph(made)
    blast = graph.blast([1] * size)
    goal, hop = graph.weakest_ways(values[:size], blast)
    for node in range(size):
        far = graph.ways(graph.ids[node]).distance
        known = [(values[to], -blast[to], far[to], to) for to in far if values[to] is not None]
        assert goal[node] == min(known, default=(0, 0, 0, -1))[-1]
        steps, at = 0, node
        while hop[at] >= 0:
            assert hop[at] in graph.hard[at]
            at, steps = hop[at], steps + 1
        if known:
            assert (at, steps) == (goal[node], min(known)[2])
