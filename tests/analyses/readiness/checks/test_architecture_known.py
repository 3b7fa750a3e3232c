"""G3: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("two operators signed", [], "PASS"),
    ("one", [("-events/show/b.yml", "")], "UNKNOWN"),
    ("none", [("-events/show/b.yml", ""), ("-events/show/a.yml", "")], "UNKNOWN"),
    ("twice the same", [("by: bob", "by: ann")], "UNKNOWN"),
    (
        "one only claims to operate it",
        [("bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}", "bob: operate")],
        "UNKNOWN",
    ),
    (
        "one proved it too long ago",
        [
            (
                "bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}",
                "bob: {level: operate, by: drill, last: 2025-05-01, ref: notes 7}",
            )
        ],
        "UNKNOWN",
    ),
    (
        "one cannot operate anything",
        [("bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}", "bob: assist")],
        "UNKNOWN",
    ),
    ("one has left", [("bob: {}", "bob: {until: 2026-05-31}")], "UNKNOWN"),
    ("180 days ago", [("date: 2026-05-20", "date: 2025-12-02"), ("date: 2026-05-20", "date: 2025-12-02")], "STALE"),
    ("nobody kept the map", [(", closure: {show: [room], room: []}", "")] * 2, "UNKNOWN"),
    ("one kept no map", [(", closure: {show: [room], room: []}", "")], "UNKNOWN"),
    ("the room stands on more since", [("services: {room: {}}", "services: {room: {needs: [db]}, db: {}}")], "STALE"),
    ("and on less", [("room: []}", "room: [db], db: []}")] * 2, "STALE"),
    ("something less to come in by", [("show: [room]", "show: [hall, room], hall: []")] * 2, "STALE"),
    ("one signed before that", [("room: []}", "room: [db], db: []}")], "UNKNOWN"),
    ("one decides", [("entry: [room]", "entry: [room]\ndecider: bob")], "UNKNOWN"),
]


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (
            [("room: []}", "room: [db], db: []}")] * 2,
            "signed by bob, and since then: room no longer stands on db; no longer looked at: db",
        ),
        (
            [(", closure: {show: [room], room: []}", "")] * 2,
            "signed by bob, without the `closure` it was of: `kb ready sign` writes it",
        ),
        (
            [(", closure: {show: [room], room: []}", "")],
            "signed by 1 of 2 people; signed by ann, without the `closure` it was of: `kb ready sign` writes it",
        ),
        ([("-events/show/b.yml", "")], "signed by 1 of 2 people"),
        (
            [("bob: {}", "bob: {until: 2026-05-31}")],
            "signed by 1 of 2 people; the sign-off of bob does not count: bob is not active",
        ),
    ],
)
def test_what_changed_since_is_said(ask, edits, said):
    assert said in [item.value for item in ask("architecture-known", *edits)]


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("{start: 2026-11-17T18:00Z, end: 2026-11-17T20:00Z}", "until 2026-11-16, before the event)"),
        ("{start: 2026-11-15T18:00Z, end: 2026-11-17T20:00Z}", "until 2026-11-16, before it ends)"),
        ("{start: 2026-11-15T18:00Z, end: 2026-11-15T20:00Z}", "until 2026-11-16)"),
    ],
)
def test_a_sign_off_that_runs_out_before_the_event_is_over_says_so(ask, window, said):
    found = ask("architecture-known", ("entry: [room]", f"entry: [room]\nwindow: {window}"))
    assert found[0].value.endswith(said)
    assert found[0].outcome.name == ("PASS" if said.endswith("16)") else "WARN")
