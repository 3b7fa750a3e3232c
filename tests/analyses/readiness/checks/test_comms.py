"""O6: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("ready", [], "PASS"),
    ("every 0 minutes is no number", [("every_minutes: 20", "every_minutes: 0")], "UNKNOWN"),
    ("too seldom", [("every_minutes: 20", "every_minutes: 31")], "FAIL"),
    (
        "none",
        [
            (
                "comms: {owner: ann, holding: We are back in 20 minutes., status: the status page, script: Please stay., channel: telephone bridge, every_minutes: 20}",
                "comms: none",
            )
        ],
        "FAIL",
    ),
    (
        "not written",
        [
            (
                "comms: {owner: ann, holding: We are back in 20 minutes., status: the status page, script: Please stay., channel: telephone bridge, every_minutes: 20}",
                "",
            )
        ],
        "UNKNOWN",
    ),
    ("no script", [("script: Please stay.,", "")], "UNKNOWN"),
    ("a placeholder", [("script: Please stay.", "script: TBD")], "UNKNOWN"),
    ("no owner", [("owner: ann,", "")], "UNKNOWN"),
    ("the owner has left", [("ann: {}", "ann: {until: 2026-05-01}")], "FAIL"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed by its owner", [("by: bob", "by: ann")], "UNKNOWN"),
    ("signed eight days ago", [("date: 2026-05-31", "date: 2026-05-24")], "STALE"),
]
