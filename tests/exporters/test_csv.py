"""The table, read back by Python's own reader of CSV."""

import csv
import io
from collections import Counter

from tests.exporters.conftest import NAUGHTY, RELATIONS, the_file


def rows(subject=None):
    return {row["id"]: row for row in csv.DictReader(io.StringIO(the_file("csv", subject)))}


def test_it_tells_unknown_from_none():
    found = rows()
    assert (found["pay"]["uses"], found["pay"]["needs"], found["mail"]["tier"]) == ("none", "", "2")
    assert (found["web"]["needs"], found["web"]["class"], found["pay"]["class"]) == ("pay acme", "single", "orphaned")
    assert found["web"]["title"] == NAUGHTY
    assert (found["acme"]["section"], found["acme"]["needs"]) == ("vendors", "mail")


def test_every_edge_that_is_written_and_none_besides(example):
    found = rows(example.subject)
    assert set(found) == example.names
    edges = Counter(
        (name, end, relation)
        for name, row in found.items() for relation in RELATIONS for end in row[relation].split() if end != "none"
    )  # fmt: skip
    assert edges == example.edges
