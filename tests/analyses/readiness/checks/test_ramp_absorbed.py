"""D4: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("enough is warm", [], "PASS"),
    ("too slow", [("reaction_minutes: 2", "reaction_minutes: 5")], "FAIL"),
    (
        "a slower audience",
        [("reaction_minutes: 2", "reaction_minutes: 5"), ("arrivals_per_minute: 90", "arrivals_per_minute: 80")],
        "PASS",
    ),
    ("a faster audience", [("arrivals_per_minute: 90", "arrivals_per_minute: 201")], "FAIL"),
    ("how fast they come is unknown", [("arrivals_per_minute: 90,", "")], "UNKNOWN"),
    ("nothing warm", [("prewarmed: 500", "prewarmed: none")], "FAIL"),
    ("no prewarmed", [("prewarmed: 500,", "")], "UNKNOWN"),
    ("no reaction time", [(", reaction_minutes: 2", "")], "UNKNOWN"),
    ("nobody comes", [("arrivals_per_minute: 90", "arrivals_per_minute: 0")], "UNKNOWN"),
    ("no time at all", [("reaction_minutes: 2", "reaction_minutes: 0")], "UNKNOWN"),
    (
        "too slow for so many to have come by the end",
        [("20:00Z}", "18:10Z, pre: 0, post: 60}"), ("arrivals_per_minute: 90", "arrivals_per_minute: 89")],
        "FAIL",
    ),
    ("just fast enough for that", [("20:00Z}", "18:10Z, pre: 0, post: 60}")], "PASS"),
    ("no base forecast", [("base: 100,", "")], "UNKNOWN"),
    ("another unit", [("unit: concurrent", "unit: joins per minute")], "UNKNOWN"),
]
