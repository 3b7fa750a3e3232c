"""R4: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

TABLE = [
    ("rehearsed and apart", [], "PASS"),
    ("half the forecast", [("capacity: 400", "capacity: 399")], "FAIL"),
    (
        "a written none",
        [
            (
                "backup_venue: {entry: [stream], trigger: silence for 3 minutes, decider: ann, links: on every ticket, runbook: move, capacity: 400}",
                "backup_venue: none",
            )
        ],
        "FAIL",
    ),
    (
        "not written",
        [
            (
                "backup_venue: {entry: [stream], trigger: silence for 3 minutes, decider: ann, links: on every ticket, runbook: move, capacity: 400}",
                "",
            )
        ],
        "UNKNOWN",
    ),
    ("no trigger", [("trigger: silence for 3 minutes,", "")], "UNKNOWN"),
    ("no decider", [("decider: ann,", "")], "UNKNOWN"),
    ("no links", [("links: on every ticket,", "")], "UNKNOWN"),
    ("no runbook", [("runbook: move,", "")], "UNKNOWN"),
    ("no capacity", [(", capacity: 400", "")], "UNKNOWN"),
    ("the same room", [("entry: [stream]", "entry: [room]")], "FAIL"),
    ("it stands on the room", [("stream: {needs: []", "stream: {needs: [room]")], "FAIL"),
    ("below it nothing is written", [("stream: {needs: [],", "stream: {")], "UNKNOWN"),
    ("who wrote the runbook is unknown", [("authors: []", "")], "UNKNOWN"),
    ("no metric", [("high: 800, metric: concurrent", "high: 800")], "UNKNOWN"),
    ("never rehearsed", [("-runbooks/log/a.yml", "")], "FAIL"),
    ("31 days ago", [("2026-05-20T10:00Z", "2026-05-01T10:00Z")], "STALE"),
    ("no forecast", [("forecast: {high: 800, metric: concurrent}", "")], "UNKNOWN"),
]


@pytest.mark.parametrize(("edits", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_truth_table(outcome, edits, expected):
    assert outcome("backup-venue", *edits) == expected
