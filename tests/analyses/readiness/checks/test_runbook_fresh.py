"""K3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("run by another", [], "PASS"),
    ("never run", [("-runbooks/log/a.yml", "")], "FAIL"),
    ("run by its author", [("authors: []", "authors: [bob]")], "FAIL"),
    ("failed", [("outcome: pass", "outcome: fail")], "FAIL"),
    ("180 days ago", [("2026-05-20T10:00Z", "2025-12-03T10:00Z")], "PASS"),
    ("181 days ago", [("2026-05-20T10:00Z", "2025-12-02T10:00Z")], "STALE"),
    (
        "91 days ago, marquee",
        [("2026-05-20T10:00Z", "2026-03-02T10:00Z"), ("entry: [room]", "entry: [room]\nscale: marquee")],
        "STALE",
    ),
    ("its own interval is shorter", [("authors: []", "authors: []\nreview: {every_days: 10}")], "STALE"),
    ("other steps", [("8e5a0c3a790b", "aaaaaaaaaaaa")], "STALE"),
    ("steps nobody wrote down", [(', steps_hash: "8e5a0c3a790b"', "")], "STALE"),
    ("it has no steps", [("## Steps\n1. Restart it.", "Restart it.")], "STALE"),
    (
        "it has no steps, nor had it when it was run",
        [("## Steps\n1. Restart it.", "Restart it."), (', steps_hash: "8e5a0c3a790b"', "")],
        "FAIL",
    ),
    (
        "the component changed since",
        [("changes: []", "changes: [{date: 2026-05-21}]")],
        "STALE",
    ),
    ("it changed nobody knows when", [("changes: []", "changes: [{significant: true}]")], "UNKNOWN"),
    ("whether it changed is unknown", [(", changes: []", "")], "UNKNOWN"),
    ("who wrote it is unknown", [("authors: []", "")], "UNKNOWN"),
    ("run after the instant", [("2026-05-20T10:00Z", "2026-06-02T10:00Z")], "FAIL"),
    ("no runbook needed", [("runbooks: [restart]", "runbooks: []")], "PASS"),
    ("not written", [("runbooks: [restart], ", "")], "UNKNOWN"),
    (
        "a routine event only warns",
        [
            ("-runbooks/log/a.yml", ""),
            (
                "entry: [room]",
                "entry: [room]\nforecast: {high: 5, metric: concurrent}\ntypical: {value: 5, metric: concurrent}",
            ),
            ("runbooks: [restart]", "runbooks: [restart], capacity: {unit: concurrent, designed: 100}"),
        ],
        "WARN",
    ),
]
