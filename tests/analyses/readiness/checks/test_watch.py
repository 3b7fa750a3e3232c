"""O2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("seen and tried", [], "PASS"),
    ("no dashboard", [('dashboards: ["https://watch.example/room"]', "dashboards: []")], "FAIL"),
    ("an alert that rings nowhere", [("{id: RoomDown}", "{id: RoomDown, pages: false}")], "FAIL"),
    ("one that rings among others", [("{id: RoomDown}", "{id: Slow, pages: false}, {id: RoomDown}")], "PASS"),
    ("no alert", [("alerts: [{id: RoomDown}]", "alerts: []")], "FAIL"),
    ("dashboards not written", [('dashboards: ["https://watch.example/room"],', "")], "UNKNOWN"),
    ("alerts not written", [(", alerts: [{id: RoomDown}]", "")], "UNKNOWN"),
    ("it watches itself", [("room: {dashboards", "room: {tags: [monitoring], dashboards")], "FAIL"),
    ("not tried", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("tried 31 days ago", [("date: 2026-05-20", "date: 2026-05-01")], "STALE"),
]
