"""P5: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

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
                "{b: {ann: {level: operate, by: drill, last: 2026-05-01}}, c: {ann: {level: operate, by: drill, last: 2026-05-01}}, room: {ann:",
            ),
        ],
        "WARN",
    ),
    ("no shifts", [("covers: [room]", "covers: []")], "UNKNOWN"),
    (
        "whoever would carry it is not proven",
        [("{level: operate, by: drill, last: 2026-05-01}", "operate")],
        "UNKNOWN",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("primary-shared", *edits) == expected
