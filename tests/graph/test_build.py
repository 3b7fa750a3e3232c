"""The knowledge graph of small bases."""

import pytest

from kb.files.load import load
from kb.graph.build import KnowledgeGraph, leads_to, replaced

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
