"""E3: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("all go", [], "PASS"),
    ("one no-go", [("say: go", "say: no-go")], "FAIL"),
    ("one not asked", [("-events/show/a.yml", "")], "UNKNOWN"),
    ("the decider not asked", [("-events/show/b.yml", "")], "UNKNOWN"),
    (
        "a later word counts",
        [
            ("say: go", "say: no-go"),
            (
                "+events/show/c.yml",
                "poll: {role: comms, by: ann, say: go, value: now it is read, date: 2026-06-01T10:00Z}\n",
            ),
        ],
        "PASS",
    ),
    (
        "a later no-go counts",
        [
            (
                "+events/show/c.yml",
                "poll: {role: comms, by: ann, say: no-go, value: the line is dead, date: 2026-06-01T10:00Z}\n",
            )
        ],
        "FAIL",
    ),
    ("said for a role they do not hold", [("by: ann", "by: dot")], "UNKNOWN"),
    ("no value", [(", value: texts read twice", "")], "UNKNOWN"),
    ("three days ago", [("date: 2026-06-01", "date: 2026-05-29")], "STALE"),
    (
        "a system is asked too",
        [("room: {}", "room: {system: live}"), ("services:", "systems: {live: {}}\nservices:")],
        "UNKNOWN",
    ),
    (
        "a system is spoken for by its owners",
        [
            ("room: {}", "room: {system: live}"),
            ("services:", "systems: {live: {owner: crew}}\nservices:"),
            ("people: {ann: {},", "teams: {crew: {}}\npeople: {ann: {team: crew},"),
            (
                "+events/show/c.yml",
                "poll: {role: live, by: ann, say: go, value: 2 operators awake, date: 2026-06-01}\n",
            ),
        ],
        "PASS",
    ),
    (
        "the decider speaks for a system of others",
        [
            ("room: {}", "room: {system: live}"),
            ("services:", "systems: {live: {owner: crew}}\nservices:"),
            ("people: {ann: {},", "teams: {crew: {}}\npeople: {ann: {team: crew},"),
            (
                "+events/show/c.yml",
                "poll: {role: live, by: dot, say: go, value: 2 operators awake, date: 2026-06-01}\n",
            ),
        ],
        "UNKNOWN",
    ),
    (
        "nobody owns a system",
        [
            ("room: {}", "room: {system: live}"),
            ("services:", "systems: {live: {}}\nservices:"),
            (
                "+events/show/c.yml",
                "poll: {role: live, by: ann, say: go, value: 2 operators awake, date: 2026-06-01}\n",
            ),
        ],
        "UNKNOWN",
    ),
    ("no roles", [("roles: {comms: [ann]}", "")], "UNKNOWN"),
    ("said after the instant", [("date: 2026-06-01", "date: 2026-06-02")], "UNKNOWN"),
]
