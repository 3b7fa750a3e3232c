"""C1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("built for more", [], "PASS"),
    ("exactly", [("designed: 500", "designed: 300")], "PASS"),
    ("below", [("designed: 500", "designed: 299")], "FAIL"),
    ("a written none", [("designed: 500", "designed: none")], "FAIL"),
    ("not written", [(", designed: 500", "")], "UNKNOWN"),
    ("less than asked for in kb.toml", [("+kb.toml", "[checks.C1]\nwarn_under = 2.0\n")], "WARN"),
    ("no capacity", [("{capacity: {unit: concurrent, designed: 500}}", "{}")], "UNKNOWN"),
    ("no unit", [("unit: concurrent, ", "")], "UNKNOWN"),
    ("another unit", [("unit: concurrent", "unit: joins")], "UNKNOWN"),
    ("no forecast", [("forecast: {high: 300, metric: concurrent}", "")], "UNKNOWN"),
    (
        "no forecast, but less than once came",
        [("forecast: {high: 300, metric: concurrent}", "past: [{value: 501, metric: concurrent}]")],
        "FAIL",
    ),
    (
        "tested for more than built for",
        [("designed: 500", "designed: 5, tested: {value: 300, date: 2026-05-01}")],
        "PASS",
    ),
    (
        "tested for more than it broke at",
        [("designed: 500", "designed: 5, tested: {value: 900, breaks_at: 299, date: 2026-05-01}")],
        "FAIL",
    ),
    ("that test lies ahead", [("designed: 500", "designed: 5, tested: {value: 300, date: 2026-06-02}")], "FAIL"),
]
