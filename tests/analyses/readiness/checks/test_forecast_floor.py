"""D2: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("exactly 1.5 times", [], "PASS"),
    ("just below", [("high: 300", "high: 299")], "FAIL"),
    (
        "no past at all",
        [("past: [{value: 200, metric: concurrent}, {value: 9000, metric: cumulative}]", "")],
        "UNKNOWN",
    ),
    ("a past in another metric only", [("{value: 200, metric: concurrent},", "")], "WARN"),
    ("no forecast", [("forecast: {high: 300, metric: concurrent}", "")], "UNKNOWN"),
    ("a hundredth of the reach", [("high: 300,", "high: 300, reach: 30000,")], "PASS"),
    ("less than that", [("high: 300,", "high: 300, reach: 30001,")], "FAIL"),
    ("no metric", [("high: 300, metric: concurrent", "high: 300")], "UNKNOWN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("forecast-floor", *edits) == expected
