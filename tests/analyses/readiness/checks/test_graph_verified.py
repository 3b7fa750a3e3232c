"""G2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("stated", [], "PASS"),
    ("assumed", [("basis: stated", "basis: assumption")], "FAIL"),
    (
        "half assumed",
        [("{to: login, basis: stated}", "{to: login, basis: assumption}, chat"), ("login: {}", "login: {}, chat: {}")],
        "WARN",
    ),
    ("nothing written", [("{needs: [{to: login, basis: stated}]}", "{}")], "UNKNOWN"),
    (
        "it stands on nothing",
        [("{needs: [{to: login, basis: stated}]}", "{needs: [], runs_on: [], built_on: []}")],
        "PASS",
    ),
    ("some keys not written", [("{needs: [{to: login, basis: stated}]}", "{needs: []}")], "UNKNOWN"),
]
