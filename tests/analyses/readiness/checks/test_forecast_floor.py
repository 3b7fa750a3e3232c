"""D2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("exactly 1.5 times", [], "PASS"),
    ("just below", [("high: 300", "high: 299")], "FAIL"),
    (
        "no past at all",
        [("past: [{value: 200, metric: concurrent}, {value: 9000, metric: cumulative}]", "")],
        "UNKNOWN",
    ),
    ("a past in another metric only", [("{value: 200, metric: concurrent},", "")], "WARN"),
    ("no forecast", [("forecast: {high: 300, reach: 20000, metric: concurrent}", "")], "UNKNOWN"),
    ("a hundredth of the reach", [("reach: 20000", "reach: 30000")], "PASS"),
    ("less than that", [("reach: 20000", "reach: 30001")], "FAIL"),
    ("no reach and no reason", [("reach: 20000, ", "")], "UNKNOWN"),
    ("no reach, and below the past", [("high: 300, reach: 20000,", "high: 299,")], "FAIL"),
    ("no reach, with a reason", [("reach: 20000", "reach_why: no host calls anyone")], "PASS"),
    ("a reason that is none", [("reach: 20000", "reach_why: TBD")], "UNKNOWN"),
    ("a past event without a metric", [("{value: 9000, metric: cumulative}", "{value: 9000}")], "UNKNOWN"),
    ("a past event without a value", [("{value: 200, metric: concurrent}", "{metric: concurrent}")], "UNKNOWN"),
    ("a reach of nobody", [("reach: 20000", "reach: 0")], "UNKNOWN"),
    ("a past event of nobody", [("value: 200", "value: 0")], "UNKNOWN"),
    ("no metric", [("reach: 20000, metric: concurrent", "reach: 20000")], "UNKNOWN"),
]
