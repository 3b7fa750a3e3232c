"""P3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("throughout", [], "PASS"),
    ("the primary goes early", [("2026-06-03T21:00Z, role: primary", "2026-06-03T20:59Z, role: primary")], "FAIL"),
    (
        "the secondary comes late",
        [("{person: bob, start: 2026-06-03T17:00Z", "{person: bob, start: 2026-06-03T17:01Z")],
        "FAIL",
    ),
    (
        "written in another zone",
        [
            (
                "start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: primary",
                "start: 2026-06-03T13:00-04:00, end: 2026-06-03T17:00-04:00, role: primary",
            )
        ],
        "PASS",
    ),
    ("the primary only claims", [("{level: operate, by: drill, last: 2026-05-01, ref: notes 7}", "operate")], "FAIL"),
    ("the second knows nothing", [("bob: assist", "bob: aware")], "FAIL"),
    ("one person twice", [("person: bob", "person: ann")], "FAIL"),
    ("the primary is away", [("ann: {}", "ann: {away: [2026-06-03/2026-06-03]}")], "FAIL"),
    ("the primary has left", [("ann: {}", "ann: {until: 2026-06-02}")], "FAIL"),
    ("no rotation covers it", [("covers: [room]", "covers: []")], "UNKNOWN"),
    (
        "no shift in the window",
        [
            (
                "2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: primary",
                "2026-05-03T17:00Z, end: 2026-05-03T21:00Z, role: primary",
            ),
            (
                "2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: secondary",
                "2026-05-03T17:00Z, end: 2026-05-03T21:00Z, role: secondary",
            ),
        ],
        "UNKNOWN",
    ),
    (
        "two who hand over",
        [
            (
                "end: 2026-06-03T21:00Z, role: primary}",
                "end: 2026-06-03T19:00Z, role: primary}\n      - {person: ann, start: 2026-06-03T19:00Z, end: 2026-06-03T21:00Z, role: primary}",
            )
        ],
        "PASS",
    ),
]
