"""C2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("twice", [], "PASS"),
    ("more than once", [("value: 600", "value: 599")], "WARN"),
    ("once", [("value: 600", "value: 300")], "WARN"),
    ("less", [("value: 600", "value: 299")], "FAIL"),
    ("a written none", [("tested: {value: 600, date: 2026-05-20, breaks_at: 700}", "tested: none")], "FAIL"),
    ("not written", [(", tested: {value: 600, date: 2026-05-20, breaks_at: 700}", "")], "UNKNOWN"),
    ("no value", [("value: 600,", "")], "UNKNOWN"),
    ("no date", [("date: 2026-05-20,", "")], "UNKNOWN"),
    ("dated tomorrow", [("date: 2026-05-20", "date: 2026-06-02")], "UNKNOWN"),
    ("where it breaks is not written", [(", breaks_at: 700", "")], "UNKNOWN"),
    ("it broke before", [("breaks_at: 700", "breaks_at: 299")], "FAIL"),
    ("it did not break", [("breaks_at: 700", "breaks_at: none")], "PASS"),
]
