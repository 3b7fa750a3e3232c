"""P6: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("four hours", [], "PASS"),
    ("twelve", [("2026-06-03T17:00Z, end", "2026-06-03T09:00Z, end")], "PASS"),
    ("more than twelve", [("2026-06-03T17:00Z, end", "2026-06-03T08:59Z, end")], "FAIL"),
    (
        "two shifts without a break",
        [("shifts: [", "shifts: [{person: ann, start: 2026-06-03T08:00Z, end: 2026-06-03T17:00Z},")],
        "FAIL",
    ),
    (
        "ten hours of rest",
        [("shifts: [", "shifts: [{person: ann, start: 2026-06-03T01:00Z, end: 2026-06-03T07:00Z},")],
        "FAIL",
    ),
    (
        "eleven hours of rest",
        [("shifts: [", "shifts: [{person: ann, start: 2026-06-02T22:00Z, end: 2026-06-03T06:00Z},")],
        "PASS",
    ),
    (
        "a second shift that evening, too soon after",
        [
            ("shifts: [", "shifts: [{person: ann, start: 2026-06-03T21:30Z, end: 2026-06-03T23:00Z},"),
            ("post: 0", "post: 180"),
        ],
        "FAIL",
    ),
    ("night where they live", [("timezone: Atlantic/Reykjavik", "timezone: Asia/Tokyo")], "WARN"),
    ("a night they agreed to", [("timezone: Atlantic/Reykjavik", "timezone: Asia/Tokyo, night_shift: true")], "PASS"),
    ("until midnight", [("end: 2026-06-03T21:00Z}", "end: 2026-06-04T00:00Z}")], "PASS"),
    ("past midnight", [("end: 2026-06-03T21:00Z}", "end: 2026-06-04T00:01Z}")], "WARN"),
    ("where they live is unknown", [("timezone: Atlantic/Reykjavik", "")], "UNKNOWN"),
    ("nights agreed to, wherever", [("timezone: Atlantic/Reykjavik", "night_shift: true")], "PASS"),
    ("no shifts", [("covers: [room]", "covers: []")], "UNKNOWN"),
]
