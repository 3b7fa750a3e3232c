"""K1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("named", [], "PASS"),
    ("none", [("runbook: restart", "runbook: none")], "FAIL"),
    ("not named", [(", runbook: restart", "")], "UNKNOWN"),
    (
        "named from the other side",
        [(", runbook: restart", ""), ("Restart it.", "---\nalerts: [RoomDown]\n---\nRestart it.")],
        "PASS",
    ),
    ("it is still to be filled in", [("Restart it.", "{fill in: what to do}")], "FAIL"),
    (
        "of two one is finished",
        [("Restart it.", "{fill in: it}"), ("+runbooks/other.md", "---\nalerts: [RoomDown]\n---\nRestart it.\n")],
        "PASS",
    ),
    ("it does not page", [("pages: true, runbook: restart", "pages: false")], "PASS"),
    ("alerts not written", [("{alerts: [{id: RoomDown, pages: true, runbook: restart}]}", "{}")], "UNKNOWN"),
    ("no alerts", [("[{id: RoomDown, pages: true, runbook: restart}]", "[]")], "PASS"),
]
