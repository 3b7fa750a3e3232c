"""C3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("enough", [], "PASS"),
    ("less than 1.5 times", [("provisioned: 500", "provisioned: 449")], "WARN"),
    ("less than once", [("provisioned: 500", "provisioned: 299")], "FAIL"),
    ("the autoscaler stops below", [("autoscale_max: 900", "autoscale_max: 200")], "FAIL"),
    ("the quota stops below", [("quota: none", "quota: 200")], "FAIL"),
    ("none", [("provisioned: 500", "provisioned: none")], "FAIL"),
    ("no provisioned", [("provisioned: 500,", "")], "UNKNOWN"),
    ("no autoscale_max", [("autoscale_max: 900,", "")], "UNKNOWN"),
    ("no quota", [(", quota: none", "")], "UNKNOWN"),
    (
        "what is known is too little already",
        [("provisioned: 500, autoscale_max: 900, quota: none", "provisioned: 200")],
        "FAIL",
    ),
]
