"""O3: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("granted and tried", [], "PASS"),
    ("a role is missing", [("ann: {access: [room-admin]}", "ann: {access: [mail]}")], "FAIL"),
    ("not written", [("ann: {access: [room-admin]}", "ann: {}")], "UNKNOWN"),
    ("not tried", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("signed by themselves", [("by: bob", "by: ann")], "UNKNOWN"),
    ("tried 31 days ago", [("date: 2026-05-20", "date: 2026-05-01")], "STALE"),
    ("no primary", [("role: primary", "role: secondary")], "UNKNOWN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("access", *edits) == expected
