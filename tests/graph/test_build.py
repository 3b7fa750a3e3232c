"""The knowledge graph of small bases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.files.load import load
from kb.graph.build import KnowledgeGraph, ends, spared
from kb.model.service import Edges
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

NOBODY = {}.__getitem__
"""Asked of no node where nothing has a rehearsed fallback."""


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


def test_of_two_ways_neither_takes_it_down_alone(base):
    graph = KnowledgeGraph(base, frozenset({("web", "pay")}))
    assert graph.closure("web") == ("web",)
    values = [{"web": 3, "cash": 2}.get(name, 1) for name in graph.ids]
    assert graph.minima(values, lambda node: "abc"[: values[node]]).known[graph.number["web"]] == 2
    other = KnowledgeGraph(base, frozenset({("core", "pay")}))
    assert other.closure("web") == ("core", "pay", "web")  # no fallback declared
    assert other.prepared is other


def test_whoever_prepares_needs_both_ways(base):
    graph = KnowledgeGraph(base, frozenset({("web", "pay")})).prepared
    assert graph.closure("web") == ("cash", "core", "pay", "web")
    assert graph.vendors_under("web") == ("cloud",)
    assert graph.cycles() == (("core", "pay"),)
    assert graph.path("web", "cash") == ("web", "cash")
    assert graph.prepared is graph


def test_a_way_is_along_edges_as_they_are_named(base):
    graph = KnowledgeGraph(base, frozenset({("web", "pay")}))
    assert graph.path("web", "core") == ("web", "pay", "core")
    assert graph.ways("web").to("core") == ("web", "pay", "core")


def test_a_vendor_under_both_ways_is_under_what_may_go_either(tmp_path):
    (tmp_path / "architecture").mkdir()
    file = tmp_path / "architecture/a.yml"
    file.write_text(FILES.replace("cash: {needs: none}", "cash: {runs_on: [cloud]}"))
    graph = KnowledgeGraph(load(tmp_path).base, frozenset({("web", "pay")}))
    assert graph.closure("web") == ("web",)
    assert graph.vendors_under("web") == ("cloud",)
    assert graph.prepared.vendors == {"cash": ("cloud",), "mail": ("cloud",), "pay": ("cloud",)}


def test_an_edge_to_a_vendor_with_a_rehearsed_fallback_takes_nothing_down(tmp_path):
    (tmp_path / "architecture").mkdir()
    file = tmp_path / "architecture/a.yml"
    file.write_text("services: {web: {needs: [{to: cloud, fallback: cash}]}, cash: {}}\nvendors: {cloud: {}}\n")
    graph = KnowledgeGraph(load(tmp_path).base, frozenset({("web", "cloud")}))
    assert (graph.closure("web"), graph.vendors_under("web"), graph.minima([1, 3], NOBODY).known) == (
        ("web",),
        (),
        [1, 3],
    )
    assert graph.prepared.closure("web") == ("cash", "web")
    assert graph.prepared.vendors_under("web") == ("cloud",)


def test_only_a_rehearsed_fallback_of_a_hard_edge_stands_beside_it(base):
    (edge,) = base.components["web"].needs
    (soft,) = base.components["web"].uses
    both = frozenset({("web", "pay"), ("web", "mail")})
    assert not spared("web", edge, ())
    assert ends("web", edge, ()) == ("pay",)
    assert not spared("web", edge, frozenset({("core", "pay")}))
    assert spared("web", edge, both)
    assert ends("web", edge, both) == ("pay", "cash")
    assert not spared("web", soft._replace(fallback="cash"), both)
    assert ends("web", soft._replace(fallback="cash"), both) == ("mail",)
    assert not spared("web", edge._replace(fallback=None), both)
    assert ends("web", edge._replace(fallback=None), both) == ("pay",)


def test_paths_and_cycles(base):
    graph = KnowledgeGraph(base)
    assert graph.path("web", "core") == ("web", "pay", "core")
    assert graph.path("core", "web") == ()
    assert graph.cycles() == (("core", "pay"),)


def test_the_way_to_the_weakest_is_along_edges_there_are_through_the_better_of_two():
    made = kit("shop needs main; main needs bank; spare needs bank; shop tier 0")
    number = {name: place for place, name in enumerate(made.components)}
    edge = made.components["shop"].needs[0]._replace(fallback="spare")
    components = {**made.components, "shop": made.components["shop"]._replace(needs=Edges((edge,)))}
    graph = KnowledgeGraph(made._replace(components=components), frozenset({("shop", "main")}))
    assert graph.closure("shop") == ("bank", "shop")

    def way(**values):
        of = [values.get(name, 9) for name in graph.ids]
        found = graph.weakest(of, graph.blast([1] * len(graph.ids)), lambda node, of=of: "abcdefghi"[: of[node]])
        return found.known[number["shop"]], [graph.ids[node] for node in found.way(number["shop"])]

    assert way(bank=1) == (1, ["shop", "main", "bank"])
    assert way(main=2, spare=1) == (2, ["shop", "main"])
    assert way(main=1, spare=2) == (2, ["shop", "spare"])
    assert way(main=1, spare=2, shop=1) == (1, ["shop"])


def test_where_both_ways_are_down_one_falls_with_the_other(base):
    graph = KnowledgeGraph(base, frozenset({("web", "pay")}))
    node = graph.number
    weights = [int(name == "web") for name in graph.ids]
    assert graph.blast(weights)[node["pay"]] == graph.blast(weights)[node["cash"]] == 0
    assert graph.blast(weights, {node["cash"]})[node["pay"]] == 1
    assert graph.blast(weights, {node["core"], node["pay"]})[node["cash"]] == 1


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
    _, goal, hop, *_ = graph.weakest(weak, graph.blast([1] * len(ids)), NOBODY)
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
    least, goal, hop, *_ = graph.weakest(values[:size], blast, NOBODY)
    assert least == graph.minima(values[:size], NOBODY).known
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
