"""A2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("open", [], "PASS"),
    ("a channel that is none", [("feedback: [support queue]", "feedback: [TBD]")], "FAIL"),
    ("no channel", [("feedback: [support queue]", "feedback: []")], "FAIL"),
    ("not written", [("review: {feedback: [support queue]}", "title: A show")], "UNKNOWN"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed 31 days ago", [("by: ann, date: 2026-05-31", "by: ann, date: 2026-05-01")], "STALE"),
    (
        "not signed, before the event",
        [
            ("-events/show/a.yml", ""),
            ("review:", "window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\nreview:"),
        ],
        "WARN",
    ),
]
