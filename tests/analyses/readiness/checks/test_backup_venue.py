"""R4: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("rehearsed and apart", [], "PASS"),
    (
        "nobody has said who can operate it",
        [("knowledge: {stream: {ann: {level: operate, by: drill, last: 2026-05-20, ref: notes 7}}}", "")],
        "UNKNOWN",
    ),
    ("nobody has proved to", [("{level: operate, by: drill, last: 2026-05-20, ref: notes 7}", "operate")], "FAIL"),
    ("proved too long ago", [("last: 2026-05-20,", "last: 2025-05-20,")], "FAIL"),
    (
        "who can is away",
        [("ann: {}", "ann: {away: [2026-06-01/2026-06-09]}, bob: {}"), ("decider: ann", "decider: bob")],
        "FAIL",
    ),
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
    ("a trigger that says nothing", [("trigger: silence for 3 minutes", "trigger: TBD")], "UNKNOWN"),
    ("links that say nothing", [("links: on every ticket", "links: see above")], "UNKNOWN"),
    (
        "the decider has left",
        [("ann: {}", "ann: {}, eve: {until: 2026-05-01}"), ("decider: ann", "decider: eve")],
        "FAIL",
    ),
    ("tested for less than it is said to carry", [("value: 500", "value: 399")], "FAIL"),
    ("tested, and broke before", [("breaks_at: none", "breaks_at: 399")], "FAIL"),
    (
        "built for less",
        [("tested: {value: 500, date: 2026-05-01, breaks_at: none}", "tested: none, designed: 399")],
        "FAIL",
    ),
    (
        "built for that",
        [("tested: {value: 500, date: 2026-05-01, breaks_at: none}", "tested: none, designed: 400")],
        "PASS",
    ),
    (
        "whether it was tested is not written",
        [("tested: {value: 500, date: 2026-05-01, breaks_at: none}", "designed: 900")],
        "UNKNOWN",
    ),
    ("when it was tested is not written", [(", date: 2026-05-01", "")], "UNKNOWN"),
    ("where it broke is not written", [(", breaks_at: none", "")], "UNKNOWN"),
    ("its quota is less", [("{unit: concurrent,", "{unit: concurrent, quota: 399,")], "FAIL"),
    ("its quota is enough", [("{unit: concurrent,", "{unit: concurrent, quota: 400,")], "PASS"),
    ("in another unit", [("unit: concurrent", "unit: files")], "UNKNOWN"),
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
