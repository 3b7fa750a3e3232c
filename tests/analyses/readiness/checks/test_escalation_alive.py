"""P8: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("how it is called is not written", [(", contact: [{kind: pager, to: live}]", "")], "UNKNOWN"),
    ("there is no way to call it", [("contact: [{kind: pager, to: live}]", "contact: []")], "FAIL"),
    ("there and tested", [], "PASS"),
    ("leaves the day before", [("ann: {}", "ann: {until: 2026-06-02}")], "FAIL"),
    ("leaves on the day", [("ann: {}", "ann: {until: 2026-06-03}")], "PASS"),
    ("away", [("ann: {}", "ann: {away: [2026-06-01/2026-06-07]}")], "FAIL"),
    ("nobody on it", [("rotation: [ann],", "")], "UNKNOWN"),
    ("escalation not written", [(", escalation: []", "")], "UNKNOWN"),
    (
        "escalates to someone who left",
        [("escalation: []", "escalation: [cid]"), ("bob: {}", "bob: {}, cid: {until: 2026-01-01}")],
        "FAIL",
    ),
    ("no rotation", [("covers: [room]", "covers: []")], "UNKNOWN"),
    ("no page test", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("page test eight days ago", [("date: 2026-05-30", "date: 2026-05-24")], "STALE"),
    ("signed by who was called", [("by: bob", "by: ann")], "UNKNOWN"),
    (
        "the next rotation is not tested",
        [("escalation: []", "escalation: [lead]"), ("oncall: {", "oncall: {lead: {rotation: [bob], escalation: []}, ")],
        "UNKNOWN",
    ),
    (
        "a shift replaces the list",
        [
            (
                "rotation: [ann]",
                "rotation: [cid], shifts: [{person: ann, start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z}]",
            ),
            ("bob: {}", "bob: {}, cid: {until: 2026-01-01}"),
        ],
        "PASS",
    ),
]
