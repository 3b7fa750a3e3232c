"""R5: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("of what has no steps to go through", [("## Steps\n1. Undo.", "Undo.")], "UNKNOWN"),
    ("all were there", [], "PASS"),
    ("the decider was not", [(", observer: dot", "")], "FAIL"),
    ("somebody else was", [("by: ann", "by: dot")], "FAIL"),
    ("61 days ago", [("2026-05-20T10:00Z", "2026-04-01T10:00Z")], "STALE"),
    ("a follow-up is open", [("followups: []", "followups: [write a number into s3]")], "FAIL"),
    ("a follow-up is closed", [("followups: []", "followups: [number written into s3 - done 2026-05-22]")], "PASS"),
    ("not done is open", [("followups: []", "followups: [number written into s3 - not done yet]")], "FAIL"),
    ("to be done is open", [("followups: []", "followups: [a number, to be done by May]")], "FAIL"),
    (
        "a game day of something else",
        [("services: {room: {}}", "services: {room: {}, shop: {}}"), ("components: [room]", "components: [shop]")],
        "UNKNOWN",
    ),
    (
        "together means on one day",
        [
            ("by: ann, observer: dot", "by: ann"),
            (
                "+runbooks/log/b.yml",
                "{runbook: undo, kind: gameday, by: dot, ended: 2026-05-22T10:00Z, help: none, outcome: pass, followups: []}\n",
            ),
        ],
        "FAIL",
    ),
    (
        "in two runs of one day",
        [
            ("by: ann, observer: dot", "by: ann"),
            (
                "+runbooks/log/b.yml",
                "{runbook: undo, kind: gameday, by: dot, ended: 2026-05-20T18:00Z, help: none, outcome: pass, followups: []}\n",
            ),
        ],
        "PASS",
    ),
    ("none", [("-runbooks/log/a.yml", "")], "UNKNOWN"),
    ("a drill is none", [("kind: gameday", "kind: drill")], "UNKNOWN"),
    ("no shifts", [("covers: [room]", "covers: []")], "UNKNOWN"),
]
