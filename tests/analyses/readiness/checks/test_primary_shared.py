"""P5: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("one", [], "PASS"),
    (
        "three",
        [
            ("entry: [room]", "entry: [room, b, c]"),
            ("room: {}", "room: {}, b: {}, c: {}"),
            ("covers: [room]", "covers: [room, b, c]"),
            (
                "{room: {ann:",
                "{b: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}, c: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}, room: {ann:",
            ),
        ],
        "WARN",
    ),
    ("no shifts", [("covers: [room]", "covers: []")], "UNKNOWN"),
    (
        "whoever would carry it is not proven",
        [("{level: operate, by: drill, last: 2026-05-01, ref: notes 7}", "operate")],
        "UNKNOWN",
    ),
]


@pytest.mark.parametrize(
    ("end", "when"),
    [
        ("2026-06-03T20:00Z", " 18:00-20:00"),
        ("2026-06-05T20:00Z", " from 2026-06-03 18:00 to 2026-06-05 20:00"),
    ],
)
def test_a_stretch_of_an_event_of_several_days_is_said_with_its_days(ask, end, when):
    edits = next(row[1] for row in TABLE if row[0] == "three")
    longer = [("end: 2026-06-03T20:00Z", f"end: {end}"), ("end: 2026-06-03T21:00Z", "end: 2026-06-05T21:00Z")]
    found = ask("primary-shared", *edits, *longer)
    assert found[0].value.endswith(when)
