"""P1: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("three", [], "PASS"),
    ("two", [("cid: {level: operate, by: gameday, last: 2026-05-01}", "cid: assist")], "WARN"),
    (
        "one, marquee",
        [
            ("cid: {level: operate, by: gameday, last: 2026-05-01}", ""),
            ("bob: {level: operate, by: incident, last: 2026-04-01}", ""),
        ],
        "FAIL",
    ),
    (
        "one, notable",
        [
            ("scale: marquee", "scale: notable"),
            ("cid: {level: operate, by: gameday, last: 2026-05-01}", ""),
            ("bob: {level: operate, by: incident, last: 2026-04-01}", ""),
        ],
        "WARN",
    ),
    ("a written none", [("-ownership/a.yml", ""), ("+ownership/b.yml", "knowledge: {room: none}\n")], "FAIL"),
    ("nothing written", [("-ownership/a.yml", "")], "UNKNOWN"),
    ("claimed only", [("cid: {level: operate, by: gameday, last: 2026-05-01}", "cid: operate")], "WARN"),
    ("deployed proves no operator", [("by: gameday", "by: deployed")], "WARN"),
    ("180 days old", [("by: gameday, last: 2026-05-01", "by: gameday, last: 2025-12-03")], "PASS"),
    ("181 days old", [("by: gameday, last: 2026-05-01", "by: gameday, last: 2025-12-02")], "WARN"),
    (
        "away that evening",
        [
            ("cid: {}", "cid: {away: [2026-06-03/2026-06-03]}"),
        ],
        "WARN",
    ),
    ("external", [("cid: {}", "cid: {kind: external}")], "WARN"),
    ("shown after the instant", [("by: gameday, last: 2026-05-01", "by: gameday, last: 2026-06-02")], "WARN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("enough-operators", *edits) == expected
