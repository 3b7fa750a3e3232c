"""O1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("72 hours before to 2 hours after", [], "PASS"),
    ("a minute late", [("from: 2026-05-31T18:00Z", "from: 2026-05-31T18:01Z")], "FAIL"),
    ("a minute early", [("to: 2026-06-03T22:00Z", "to: 2026-06-03T21:59Z")], "FAIL"),
    ("written in another zone", [("from: 2026-05-31T18:00Z", "from: 2026-05-31T20:00+02:00")], "PASS"),
    ("an exception", [("exceptions: []", "exceptions: [a text]")], "WARN"),
    ("exceptions not written", [(", exceptions: []", "")], "UNKNOWN"),
    ("none", [("freeze: {from: 2026-05-31T18:00Z, to: 2026-06-03T22:00Z, exceptions: []}", "freeze: none")], "FAIL"),
    ("not written", [("freeze: {from: 2026-05-31T18:00Z, to: 2026-06-03T22:00Z, exceptions: []}", "")], "UNKNOWN"),
    ("changed after the test", [("changes: []", "changes: [{date: 2026-05-21}]")], "FAIL"),
    ("changes not written", [("changes: [],", "")], "UNKNOWN"),
    ("not tested", [("tested: {value: 9, date: 2026-05-20}", "unit: x")], "UNKNOWN"),
]
