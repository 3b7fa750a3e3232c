"""P1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("three", [], "PASS"),
    ("two", [("cid: {level: operate, by: gameday, last: 2026-05-01, ref: notes 7}", "cid: assist")], "WARN"),
    (
        "one, marquee",
        [
            ("cid: {level: operate, by: gameday, last: 2026-05-01, ref: notes 7}", ""),
            ("bob: {level: operate, by: incident, last: 2026-04-01, ref: notes 7}", ""),
        ],
        "FAIL",
    ),
    (
        "one, notable",
        [
            ("scale: marquee", "scale: notable"),
            ("cid: {level: operate, by: gameday, last: 2026-05-01, ref: notes 7}", ""),
            ("bob: {level: operate, by: incident, last: 2026-04-01, ref: notes 7}", ""),
        ],
        "WARN",
    ),
    ("a written none", [("-ownership/a.yml", ""), ("+ownership/b.yml", "knowledge: {room: none}\n")], "FAIL"),
    ("nothing written", [("-ownership/a.yml", "")], "UNKNOWN"),
    ("claimed only", [("cid: {level: operate, by: gameday, last: 2026-05-01, ref: notes 7}", "cid: operate")], "WARN"),
    ("deployed proves no operator", [("by: gameday", "by: deployed")], "WARN"),
    ("180 days old", [("by: gameday, last: 2026-05-01", "by: gameday, last: 2025-12-03")], "PASS"),
    ("181 days old", [("by: gameday, last: 2026-05-01", "by: gameday, last: 2025-12-02")], "WARN"),
    (
        "away that evening",
        [
            ("cid: {}", "cid: {away: [2026-06-03/2026-06-03]}"),
        ],
        "WARN",
    ),
    ("external", [("cid: {}", "cid: {kind: external}")], "WARN"),
    ("shown after the instant", [("by: gameday, last: 2026-05-01", "by: gameday, last: 2026-06-02")], "WARN"),
]


def test_what_rests_on_a_line_alone_is_said_and_is_no_observed_run(ask):
    (found,) = ask("enough-operators")
    assert (found.value, found.rank.name) == ("3 proven operators there, 3 by a written line alone", "DATED")
    runs = [
        (
            f"+runbooks/log/{name}.yml",
            f"{{runbook: fix, kind: drill, by: {name}, ended: 2026-05-01T10:00Z, help: none, outcome: pass, steps_hash: '0'}}\n",
        )
        for name in ("ann", "bob", "cid")
    ]
    book = ("+runbooks/fix.md", "---\ncomponents: [room]\n---\n## Steps\n1. Restart.\n")
    (found,) = ask("enough-operators", book, *runs[:2])
    assert (found.value, found.rank.name) == ("3 proven operators there, 1 by a written line alone", "DATED")
    (found,) = ask("enough-operators", book, *runs)
    assert (found.value, found.rank.name) == ("3 proven operators there", "OBSERVED")


def test_a_line_without_a_reference_is_a_claim(ask):
    (found,) = ask("enough-operators", ("last: 2026-05-01, ref: notes 7", "last: 2026-05-01"))
    assert found.value == "2 proven operators there, 2 by a written line alone, 1 more by claim or old proof only"
