"""A1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("five working days after", [], "PASS"),
    ("six", [("date: 2026-06-10", "date: 2026-06-11")], "FAIL"),
    ("before the event", [("date: 2026-06-10", "date: 2026-06-02")], "FAIL"),
    ("led by the decider", [("decider: dot", "decider: ann")], "FAIL"),
    ("led by someone who has left by then", [("ann: {}", "ann: {until: 2026-06-09}")], "FAIL"),
    ("who decides is unknown", [("decider: dot", "")], "UNKNOWN"),
    ("none", [("review: {date: 2026-06-10, facilitator: ann}", "review: none")], "FAIL"),
    ("no facilitator", [(", facilitator: ann", "")], "UNKNOWN"),
    ("no date", [("date: 2026-06-10, ", "")], "UNKNOWN"),
    ("not written", [("review: {date: 2026-06-10, facilitator: ann}", "")], "UNKNOWN"),
]
