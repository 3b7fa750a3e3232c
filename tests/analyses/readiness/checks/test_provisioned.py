"""C3: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("enough", [], "PASS"),
    ("less than 1.5 times", [("provisioned: 500", "provisioned: 449")], "WARN"),
    ("less than once", [("provisioned: 500", "provisioned: 299")], "FAIL"),
    ("the autoscaler stops below", [("autoscale_max: 900", "autoscale_max: 200")], "FAIL"),
    ("the quota stops below", [("quota: none", "quota: 200")], "FAIL"),
    (
        "the vendor has confirmed less than the quota",
        [("quota: none", "quota: 600, limit_confirmed: {value: 299, ref: case 12}")],
        "FAIL",
    ),
    ("a limit was not confirmed", [("quota: none", "quota: 600, limit_confirmed: none")], "PASS"),
    (
        "more is provisioned than the quota allows",
        [("provisioned: 500", "provisioned: 900"), ("quota: none", "quota: 400")],
        "WARN",
    ),
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


@pytest.mark.parametrize(
    ("written", "value", "repair"),
    [
        ("provisioned: 500, autoscale_max: 900, quota: 200", "quota 200 of 300 concurrent", "raise quota of room to 450"),
        ("provisioned: 200, autoscale_max: 900, quota: none", "provisioned 200 of 300 concurrent", "provision room for 450"),
        (
            "provisioned: 400, autoscale_max: 250, quota: 350",
            "autoscale max 250 of 300 concurrent",
            "provision room for 450 and raise its autoscale max, quota to that",
        ),
        ("provisioned: none", "provisioned 0 of 300 concurrent", "provision room for 450 and write its autoscale_max, quota, or `none`"),
        ("provisioned: 500", "autoscale_max, quota not written", "write autoscale_max, quota of room, or `none`"),
    ],
)  # fmt: skip
def test_it_says_which_number_limits_and_which_to_raise(ask, written, value, repair):
    (answer,) = ask("provisioned", ("provisioned: 500, autoscale_max: 900, quota: none", written))
    assert (answer.value, answer.repair) == (value, repair)
