"""D3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("with number and reason", [], "PASS"),
    ("no multiplier", [("multiplier: 12,", "")], "UNKNOWN"),
    ("no reason, no basis", [("why: a push to all,", ""), ("basis: reported", "")], "UNKNOWN"),
    ("a number that makes it less", [("multiplier: 12", "multiplier: 0.5")], "FAIL"),
    ("nothing", [("multiplier: 12", "multiplier: 0")], "FAIL"),
    ("once", [("multiplier: 12", "multiplier: none")], "PASS"),
    ("an edge that is not there", [("needs: [login]", "needs: []")], "UNKNOWN"),
    ("an edge over which it only degrades", [("needs: [login]", "uses: [login]")], "PASS"),
    (
        "a written none",
        [
            (
                "amplifiers: [{edge: [room, login], multiplier: 12, why: a push to all, basis: reported}]",
                "amplifiers: []",
            )
        ],
        "PASS",
    ),
    (
        "nothing written",
        [("amplifiers: [{edge: [room, login], multiplier: 12, why: a push to all, basis: reported}]", "")],
        "UNKNOWN",
    ),
]
