"""DOT, read by Graphviz: what it lays out is what is written."""

import json
import subprocess

from kb.analyses.freshness import verified_edges
from tests.exporters.conftest import the_file


def laid_out(dot, subject=None):
    text = the_file("dot", subject)
    drawn = subprocess.run([dot, "-Tdot_json"], input=text, capture_output=True, text=True, check=True).stdout
    found = json.loads(drawn)
    names = {item["_gvid"]: item["name"] for item in found["objects"]}
    return set(names.values()), {(names[edge["tail"]], names[edge["head"]]) for edge in found["edges"]}


def test_every_component_is_drawn(dot):
    assert laid_out(dot)[0] >= {"web", "pay", "mail", "ledger", "acme"}


def test_every_edge_that_is_written_and_none_besides(dot, example):
    names, edges = laid_out(dot, example.subject)
    alone = example.names - {name for edge in example.edges for name in edge[:2]}
    assert names >= example.names - (
        alone & example.subject.base.vendors.keys()
    )  # a vendor nobody needs is in no picture
    base = example.subject.base
    ways = {
        (name, edge.fallback)
        for name, component in base.components.items()
        for edge in component.hard_edges
        if isinstance(edge.fallback, str) and (name, edge.to) in verified_edges(base, example.subject.at)
    }
    assert edges == {(tail, head) for tail, head, _ in example.edges} | ways
