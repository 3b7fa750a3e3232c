"""Mermaid: nothing but its own words outside of labels, and every edge that is written."""

import re
from collections import Counter

from tests.exporters.conftest import the_file

ARROWS = {"needs": "-->", "runs_on": "-->", "built_on": "==>", "uses": "-.->"}


def test_it_holds_nothing_but_its_own_words_outside_of_labels():
    text = the_file("mermaid")
    for part in ("%%{", 'click n1 "', "|"):
        assert part not in text
    lines = [line.strip() for line in text.splitlines()[2:]]
    assert "n5 --> n4" in lines
    assert "n5 -.-> n3" in lines
    assert "n4 ==> n2" in lines
    assert sum(line.startswith("subgraph") for line in lines) == lines.count("end") == 1


def test_every_edge_that_is_written_and_none_besides(example):
    text = the_file("mermaid", example.subject)
    names = dict(enumerate(sorted(example.names), 1))
    found = re.findall(r"^ *n([0-9]+) (\S+) n([0-9]+)$", text, re.MULTILINE)
    edges = Counter((names[int(tail)], arrow, names[int(head)]) for tail, arrow, head in found)
    expected = Counter()
    for (tail, head, relation), count in example.edges.items():
        expected[tail, ARROWS[relation], head] += count
    assert edges == expected
    assert {int(number) for number in re.findall(r"^ *n([0-9]+)[\[({>]", text, re.MULTILINE)} == set(names)
