"""P7: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("two, confirmed", [], "PASS"),
    ("one", [("standby: [ann, bob]", "standby: [ann]")], "FAIL"),
    ("a written none", [("standby: [ann, bob]", "standby: none")], "FAIL"),
    ("not written", [("roles: {standby: [ann, bob]}", "")], "UNKNOWN"),
    ("one only claims", [("bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}", "bob: operate")], "FAIL"),
    ("not confirmed", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("confirmed by one of them", [("by: cid", "by: ann")], "UNKNOWN"),
    ("confirmed three days ago", [("date: 2026-06-01", "date: 2026-05-29")], "STALE"),
    ("its own validity is shorter", [("valid_for: 2d", "valid_for: 6h")], "STALE"),
    (
        "three people cannot do it",
        [
            ("roles: {standby: [ann, bob]}", ""),
            ("services: {room: {}}", "services: {room: {owner: live}}"),
            ("people: {ann", "teams: {live: {headcount: [{date: 2026-05-01, value: 3, approx: true}]}}\npeople: {ann"),
        ],
        "FAIL",
    ),
    ("one of them leads", [("roles: {", "roles: {incident-commander: [ann], ")], "FAIL"),
    ("one of them speaks", [("roles: {", "roles: {comms: bob, ")], "FAIL"),
    ("one of them decides", [("roles: {", "decider: ann\nroles: {")], "FAIL"),
    (
        "one of them is on duty",
        [
            (
                "people: {ann",
                "oncall: {live: {covers: [room], shifts: [{person: ann, start: 2026-06-02T15:00Z, end: 2026-06-02T23:00Z}]}}\npeople: {ann",
            ),
        ],
        "FAIL",
    ),
]
