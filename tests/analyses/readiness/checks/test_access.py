"""O3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("granted and tried", [], "PASS"),
    ("a role is missing", [("ann: {access: [room-admin]}", "ann: {access: [mail]}")], "FAIL"),
    ("not written", [("ann: {access: [room-admin]}", "ann: {}")], "UNKNOWN"),
    ("not tried", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed by themselves", [("by: bob", "by: ann")], "UNKNOWN"),
    ("tried 31 days ago", [("date: 2026-05-20", "date: 2026-05-01")], "STALE"),
    ("no primary", [("role: primary", "role: secondary")], "UNKNOWN"),
]
