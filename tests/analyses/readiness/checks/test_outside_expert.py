"""P10: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("agreed", [], "PASS"),
    ("not agreed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("run out", [("date: 2026-05-20", "date: 2026-04-20")], "STALE"),
    (
        "two operators need none",
        [
            ("-events/show/a.yml", ""),
            (
                "room: none",
                "room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}",
            ),
            ("ann: {}", "ann: {}, bob: {}"),
        ],
        "PASS",
    ),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("outside-expert", *edits) == expected
