"""G1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

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
