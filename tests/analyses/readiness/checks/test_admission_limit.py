"""R3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("as few as are expected", [("low: 300", "low: 400")], "PASS"),
    ("fewer", [("low: 300", "low: 401")], "FAIL"),
    ("a cap of one", [("cap: 400", "cap: 1")], "FAIL"),
    ("how few are expected is not written", [("low: 300, ", "")], "UNKNOWN"),
    ("in another unit", [("unit: concurrent", "unit: files")], "UNKNOWN"),
    ("in no unit", [("unit: concurrent, ", "")], "UNKNOWN"),
    ("no forecast", [("forecast: {low: 300, metric: concurrent}", "")], "UNKNOWN"),
    ("80 %", [], "PASS"),
    ("81 %", [("cap: 400", "cap: 405")], "FAIL"),
    ("a written none", [("admission: {cap: 400, tested: 2026-05-20}", "admission: none")], "FAIL"),
    ("nobody is let in", [("cap: 400", "cap: 0")], "FAIL"),
    (
        "80 % of what it was tested with, not of what it broke at",
        [("tested: {value: 500,", "tested: {value: 500, breaks_at: 450,")],
        "FAIL",
    ),
    (
        "80 % of what was tested, and the quota is less",
        [("tested: {value: 500,", "quota: 499, tested: {value: 500,")],
        "FAIL",
    ),
    ("the quota is what was tested", [("tested: {value: 500,", "quota: 500, tested: {value: 500,")], "PASS"),
    ("not written", [("admission: {cap: 400, tested: 2026-05-20},", "")], "UNKNOWN"),
    ("no cap", [("cap: 400,", "")], "UNKNOWN"),
    ("capacity not tested", [(", tested: {value: 500, date: 2026-05-20}", "")], "UNKNOWN"),
    ("the cap was not tried", [("cap: 400, tested: 2026-05-20", "cap: 400, tested: false")], "FAIL"),
    ("whether it was tried is unknown", [("cap: 400, tested: 2026-05-20", "cap: 400")], "UNKNOWN"),
    ("to be tried tomorrow", [("cap: 400, tested: 2026-05-20", "cap: 400, tested: 2026-06-02")], "FAIL"),
    ("signed 31 days ago", [("by: ann, date: 2026-05-20", "by: ann, date: 2026-05-01")], "STALE"),
    ("tried, nobody wrote when", [("cap: 400, tested: 2026-05-20", "cap: 400, tested: true")], "UNKNOWN"),
    ("signed before the cap was tested", [("cap: 400, tested: 2026-05-20", "cap: 400, tested: 2026-05-21")], "STALE"),
    ("not signed", [("-events/show/a.yml", "")], "UNKNOWN"),
]


def test_it_says_which_number_lets_in_fewer_than_were_tested(ask):
    cap = next(
        answer for answer in ask("admission-limit", ("tested: {value: 500,", "quota: 450, tested: {value: 500,"))
    )
    assert cap.value == "cap 400 of 500 tested, quota 450"
