"""C5: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("confirmed and signed", [], "PASS"),
    ("less than the demand", [("value: 900, by", "value: 299, by")], "FAIL"),
    (
        "a written none",
        [("limit_confirmed: {value: 900, by: ann, date: 2026-05-20, ref: case 12}", "limit_confirmed: none")],
        "FAIL",
    ),
    ("not written", [("limit_confirmed: {value: 900, by: ann, date: 2026-05-20, ref: case 12}", "")], "UNKNOWN"),
    ("no reference", [(", ref: case 12", "")], "UNKNOWN"),
    ("no date", [(", date: 2026-05-20, ref", ", ref")], "UNKNOWN"),
    ("31 days old", [("date: 2026-05-20, ref", "date: 2026-05-01, ref")], "STALE"),
    ("signed before it was confirmed", [("date: 2026-05-20, ref", "date: 2026-05-30, ref")], "STALE"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed by who asked the vendor", [("by: bob", "by: ann")], "UNKNOWN"),
    ("no forecast", [("forecast: {high: 300, metric: concurrent}", "")], "UNKNOWN"),
    ("no vendor", [("runs_on: [cloud]", "runs_on: []")], "NOT_APPLICABLE"),
]
