"""A3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("signed", [], "PASS"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    (
        "before the event",
        [
            ("-events/show/a.yml", ""),
            ("start: 2026-05-20T18:00Z, end: 2026-05-20T20:00Z", "start: 2026-06-20T18:00Z, end: 2026-06-20T20:00Z"),
        ],
        "NOT_APPLICABLE",
    ),
    ("signed before it ended", [("date: 2026-05-25", "date: 2026-05-19")], "STALE"),
    ("a tick", [("value: 3 findings; 2 runbooks changed and 1 edge added", "value: done")], "UNKNOWN"),
]
