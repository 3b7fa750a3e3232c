"""P10: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("agreed", [], "PASS"),
    ("not agreed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("run out", [("date: 2026-05-20", "date: 2026-04-20")], "STALE"),
    (
        "two operators need none",
        [
            ("-events/show/a.yml", ""),
            (
                "room: none",
                "room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}",
            ),
            ("ann: {}", "ann: {}, bob: {}"),
        ],
        "PASS",
    ),
]
