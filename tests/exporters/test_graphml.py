"""GraphML, read back by networkx: every node with its values, every edge that is written, and none besides."""

import xml.etree.ElementTree as ET
from collections import Counter

import networkx as nx

from kb.analyses.risk.assess import Assessment
from tests.exporters.conftest import NAUGHTY, the_file


def test_it_is_read_by_networkx_with_its_values():
    text = the_file("graphml")
    ET.fromstring(text)
    graph = nx.parse_graphml(text, force_multigraph=True)
    assert graph.nodes["web"]["title"] == NAUGHTY
    assert (graph.nodes["web"]["class"], graph.nodes["web"]["coverage"], graph.nodes["web"]["tier"]) == ("single", 1, 1)
    assert "coverage" not in graph.nodes["mail"]
    assert graph.nodes["mail"]["class"] == "unknown"
    assert {data["why"] for _, _, data in graph.edges(data=True) if "why" in data} == {NAUGHTY}


def test_every_edge_that_is_written_and_none_besides(example):
    graph = nx.parse_graphml(the_file("graphml", example.subject), force_multigraph=True)
    assert set(graph.nodes) == example.names
    assert Counter((a, b, data["relation"]) for a, b, data in graph.edges(data=True)) == example.edges
    assert all(data["hard"] is (data["relation"] != "uses") for _, _, data in graph.edges(data=True))


def test_classes_and_coverage_are_those_of_the_report(example):
    graph = nx.parse_graphml(the_file("graphml", example.subject), force_multigraph=True)
    rows = Assessment(example.subject.base, example.subject.at).report("all").rows
    assert {name: data["class"] for name, data in graph.nodes(data=True) if "class" in data} == {
        row.component: row.risk_class.value for row in rows
    }
    for row in rows:
        known = graph.nodes[row.component]
        assert (known.get("coverage"), known.get("proven")) in {(row.coverage, row.proven), (None, None)}
        assert ("coverage" in known) is (row.risk_class.value != "unknown")
        assert known.get("tier") == row.tier
