"""E2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("measurable", [], "PASS"),
    ("no metric", [("metric: 95 % of joins hear audio,", "do: be good,")], "UNKNOWN"),
    ("no number in it", [("metric: 95 % of joins hear audio, clock: within 10 s", "metric: it goes well")], "UNKNOWN"),
    ("a metric that says nothing", [("metric: 95 % of joins hear audio", "metric: TBD")], "UNKNOWN"),
    ("an empty list", [("success: [{metric: 95 % of joins hear audio, clock: within 10 s}]", "success: []")], "FAIL"),
    ("not written", [("success: [{metric: 95 % of joins hear audio, clock: within 10 s}]", "")], "UNKNOWN"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed 15 days ago", [("by: ann, date: 2026-05-31", "by: ann, date: 2026-05-17")], "STALE"),
    ("a minor needs no evidence", [], "PASS"),
]
