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
    ("more is warm than is provisioned", [("prewarmed: 500", "prewarmed: 500, provisioned: 200")], "FAIL"),
    ("more is warm than scaling reaches", [("prewarmed: 500", "prewarmed: 500, autoscale_max: 200")], "FAIL"),
    ("more is warm than the quota allows", [("prewarmed: 500", "prewarmed: 500, quota: 279")], "FAIL"),
    ("as much as the quota allows", [("prewarmed: 500", "prewarmed: 500, quota: 280")], "PASS"),
    ("no limit", [("prewarmed: 500", "prewarmed: 500, quota: none, autoscale_max: none")], "PASS"),
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


def test_it_says_which_number_keeps_it_from_being_warm(ask):
    (answer,) = ask("ramp-absorbed", ("prewarmed: 500", "prewarmed: 5000, quota: 200, provisioned: 300"))
    assert answer.value == "180 arrive in 2 min, 100 are warm and free (quota 200 of 5,000 prewarmed)"
