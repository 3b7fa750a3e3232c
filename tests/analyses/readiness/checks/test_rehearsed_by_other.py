"""K4: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("a drill by another", [], "PASS"),
    ("on paper", [("kind: drill", "kind: tabletop")], "FAIL"),
    ("by its author", [("authors: []", "authors: [bob]")], "FAIL"),
    ("who wrote it is unknown", [("authors: []", "")], "UNKNOWN"),
    ("someone took over", [("help: none", "help: took_over")], "FAIL"),
    ("181 days ago", [("2026-05-20T10:00Z", "2025-12-02T10:00Z")], "STALE"),
    ("never", [("-runbooks/log/a.yml", "")], "FAIL"),
    ("no runbook needed", [("runbooks: [restart]", "runbooks: []")], "NOT_APPLICABLE"),
    ("not written", [("{runbooks: [restart]}", "{}")], "UNKNOWN"),
]
