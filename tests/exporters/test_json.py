"""JSON: as its schema says, with every edge that is written and the line it stands in."""

import json
from collections import Counter

import jsonschema

from kb.cli.schema import report_schema
from tests.exporters.conftest import RELATIONS, the_file


def test_it_is_as_its_schema_says():
    data = json.loads(the_file("json"))
    jsonschema.validate(data, json.loads(report_schema("export")))
    assert data["components"]["web"]["source"] == {"path": "architecture/a.yml", "line": 3, "column": 3}
    assert data["coverage"]["pay"] == {
        "risk_class": "orphaned", "known": True, "coverage": 0, "proven": 0, "externals": 0,
    }  # fmt: skip


def test_every_edge_that_is_written_and_none_besides(example):
    data = json.loads(the_file("json", example.subject))
    jsonschema.validate(data, json.loads(report_schema("export")))
    both = {**data["components"], **data["vendors"]}
    assert set(both) == example.names
    edges = Counter(
        (name, edge["to"], relation)
        for name, item in both.items()
        for relation in RELATIONS
        for edge in (item[relation] if isinstance(item.get(relation), list) else ())
    )
    assert edges == example.edges
