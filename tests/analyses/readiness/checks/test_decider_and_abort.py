"""E1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("two people, two criteria", [], "PASS"),
    ("no decider", [("decider: dot", "")], "UNKNOWN"),
    ("no deputy", [("deputy: eve", "")], "UNKNOWN"),
    ("the same person", [("deputy: eve", "deputy: dot")], "FAIL"),
    ("the deputy has left", [("eve: {}", "eve: {until: 2026-05-01}")], "FAIL"),
    ("one criterion", [("- {do: stop, metric: no sound, clock: 20 minutes}", "")], "FAIL"),
    (
        "the same one twice",
        [
            (
                "do: stop, metric: no sound, clock: 20 minutes",
                "do: move, metric: join success below 80 %, clock: 5 minutes",
            )
        ],
        "FAIL",
    ),
    ("a metric that says nothing", [("metric: no sound", "metric: TBD")], "UNKNOWN"),
    ("neither metric nor clock has a number", [("clock: 20 minutes", "clock: soon")], "UNKNOWN"),
    ("no clock", [(", clock: 5 minutes", "")], "UNKNOWN"),
    ("no metric", [("metric: no sound, ", "")], "UNKNOWN"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed by the decider", [("by: ann", "by: dot")], "UNKNOWN"),
    ("signed eight days ago", [("date: 2026-05-31", "date: 2026-05-24")], "STALE"),
]
