"""K5: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("run by the primary", [], "PASS"),
    ("run by another", [("by: ann", "by: bob"), ("ann: {}", "ann: {}, bob: {}")], "FAIL"),
    ("someone took over", [("help: none", "help: took_over")], "FAIL"),
    ("91 days ago", [("2026-05-20T10:00Z", "2026-03-02T10:00Z")], "FAIL"),
    ("no primary known", [("role: primary", "role: secondary")], "UNKNOWN"),
    ("no must-have runbook", [("kind: rollback", "kind: routine")], "UNKNOWN"),
    (
        "no must-have runbook is for what it covers",
        [
            ("room: {}", "room: {needs: [net]}, net: {}"),
            ("components: [room]", "components: [net]"),
            (
                "oncall: {",
                "oncall: {nets: {covers: [net], shifts: [{person: ann, start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z}]}, ",
            ),
        ],
        "PASS",
    ),
    (
        "a runbook of no kind",
        [("room: {}", "room: {runbooks: [undo, redo]}"), ("+runbooks/redo.md", "Again.\n")],
        "UNKNOWN",
    ),
    ("something nobody covers", [("room: {}", "room: {needs: [net]}, net: {}")], "UNKNOWN"),
    ("no rotation", [("covers: [room]", "covers: []")], "UNKNOWN"),
]
