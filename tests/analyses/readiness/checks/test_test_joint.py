"""C4: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("joint, young, unchanged since", [], "PASS"),
    ("30 days", [("date: 2026-05-01", "date: 2026-04-01"), ("date: 2026-05-20", "date: 2026-05-02")], "PASS"),
    ("31 days", [("date: 2026-05-01", "date: 2026-04-01"), ("date: 2026-05-20", "date: 2026-05-01")], "STALE"),
    (
        "31 days do for a notable event",
        [
            ("scale: marquee", "scale: notable"),
            ("date: 2026-05-01", "date: 2026-04-01"),
            ("date: 2026-05-20", "date: 2026-05-01"),
        ],
        "PASS",
    ),
    ("changed since", [("date: 2026-05-01", "date: 2026-05-21")], "FAIL"),
    (
        "an insignificant change",
        [("date: 2026-05-01, significant: true", "date: 2026-05-21, significant: false")],
        "PASS",
    ),
    ("a change of unknown weight counts", [("date: 2026-05-01, significant: true", "date: 2026-05-21")], "FAIL"),
    ("a change without a day", [("date: 2026-05-01, ", "")], "UNKNOWN"),
    ("changes not written", [("changes: [{date: 2026-05-01, significant: true}],", "")], "UNKNOWN"),
    ("no scope", [(", scope: [room]", "")], "UNKNOWN"),
    ("no scope needed below marquee", [("scale: marquee", "scale: notable"), (", scope: [room]", "")], "PASS"),
    (
        "a scope with a hole",
        [
            ("entry: [room]", "entry: [room, hall]"),
            (
                "services: {room",
                "services: {hall: {changes: [], capacity: {tested: {value: 9, date: 2026-05-20}}}, room",
            ),
        ],
        "FAIL",
    ),
    (
        "joint before a part changed and was tested alone",
        [
            ("entry: [room]", "entry: [room, hall]"),
            ("scope: [room]", "scope: [room, hall]"),
            (
                "services: {room",
                "services: {hall: {changes: [{date: 2026-05-22}], capacity: {tested: {value: 9, date: 2026-05-25, scope: [hall]}}}, room",
            ),
        ],
        "FAIL",
    ),
    (
        "of two joint ones the newer counts",
        [
            ("entry: [room]", "entry: [room, hall]"),
            ("scope: [room]", "scope: [room, hall]"),
            (
                "services: {room",
                "services: {hall: {changes: [{date: 2026-05-22}], capacity: {tested: {value: 9, date: 2026-05-25, scope: [room, hall]}}}, room",
            ),
        ],
        "PASS",
    ),
    ("not tested", [("tested: {value: 9, date: 2026-05-20, scope: [room]}", "unit: x")], "UNKNOWN"),
    ("a written none", [("tested: {value: 9, date: 2026-05-20, scope: [room]}", "tested: none")], "FAIL"),
]
