"""P9: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("round the clock and signed", [], "PASS"),
    ("contract ended", [("until: 2026-12-31", "until: 2026-06-02")], "FAIL"),
    ("no contract", [("support: {hours: 24x7, until: 2026-12-31}", "support: none")], "FAIL"),
    ("not written", [("{support: {hours: 24x7, until: 2026-12-31}}", "{}")], "UNKNOWN"),
    ("no hours", [("hours: 24x7,", "")], "UNKNOWN"),
    ("unreadable hours", [("hours: 24x7", "hours: business days")], "UNKNOWN"),
    ("office hours", [("hours: 24x7", "hours: Mon-Fri 09:00-17:00 Europe/London")], "FAIL"),
    ("long hours", [("hours: 24x7", "hours: Mon-Fri 09:00-23:59 Europe/London")], "PASS"),
    ("the wrong days", [("hours: 24x7", "hours: Thu-Mon 09:00-23:59 Europe/London")], "FAIL"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed 15 days ago", [("date: 2026-05-29", "date: 2026-05-17")], "STALE"),
    ("no vendor", [("runs_on: [cloud]", "runs_on: []")], "NOT_APPLICABLE"),
]
