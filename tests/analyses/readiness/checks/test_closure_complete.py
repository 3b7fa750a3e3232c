"""G1: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("all written", [], "PASS"),
    ("owner not written", [("owner: live,", "")], "UNKNOWN"),
    ("tier not written", [("tier: 0,", "")], "UNKNOWN"),
    ("needs not written", [("needs: [],", "")], "UNKNOWN"),
    ("capacity not written", [("capacity: {unit: concurrent, designed: 9},", "")], "UNKNOWN"),
    ("alerts not written", [("alerts: [],", "")], "UNKNOWN"),
    ("runbooks not written", [(", runbooks: []", "")], "UNKNOWN"),
    ("a capacity that says nothing", [("capacity: {unit: concurrent, designed: 9}", "capacity: {}")], "UNKNOWN"),
    ("capacity: none is an answer", [("capacity: {unit: concurrent, designed: 9}", "capacity: none")], "PASS"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("closure-complete", *edits) == expected
