"""G3: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("two operators signed", [], "PASS"),
    ("one", [("-events/show/b.yml", "")], "UNKNOWN"),
    ("none", [("-events/show/b.yml", ""), ("-events/show/a.yml", "")], "UNKNOWN"),
    ("twice the same", [("by: bob", "by: ann")], "UNKNOWN"),
    (
        "one only claims to operate it",
        [("bob: {level: operate, by: drill, last: 2026-05-01}", "bob: operate")],
        "UNKNOWN",
    ),
    (
        "one proved it too long ago",
        [("bob: {level: operate, by: drill, last: 2026-05-01}", "bob: {level: operate, by: drill, last: 2025-05-01}")],
        "UNKNOWN",
    ),
    ("one cannot operate anything", [("bob: {level: operate, by: drill, last: 2026-05-01}", "bob: assist")], "UNKNOWN"),
    ("one has left", [("bob: {}", "bob: {until: 2026-05-31}")], "UNKNOWN"),
    ("180 days ago", [("date: 2026-05-20", "date: 2025-12-02"), ("date: 2026-05-20", "date: 2025-12-02")], "STALE"),
    ("one decides", [("entry: [room]", "entry: [room]\ndecider: bob")], "UNKNOWN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("architecture-known", *edits) == expected
