"""O4: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("two holders, drilled", [], "PASS"),
    ("one holder", [(", bob: {access: [break-glass]}", "")], "FAIL"),
    ("nobody", [("access: [break-glass]", "access: []"), ("access: [break-glass]", "access: []")], "UNKNOWN"),
    ("one has left", [("bob: {access: [break-glass]}", "bob: {access: [break-glass], until: 2026-05-01}")], "FAIL"),
    (
        "one is away that evening",
        [
            ("bob: {access: [break-glass]}", "bob: {access: [break-glass], away: [2026-06-03/2026-06-03]}"),
        ],
        "FAIL",
    ),
    ("not drilled", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("drilled 91 days ago", [("date: 2026-05-20", "date: 2026-03-01")], "STALE"),
]
