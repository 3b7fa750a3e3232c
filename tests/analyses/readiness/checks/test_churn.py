"""P11: the truth table of its outcomes, as edits of the passing example of its manual page."""

import pytest

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("one of five", [], "PASS"),
    ("two of five", [("value: 4", "value: 3")], "FAIL"),
    (
        "a headcount of later days says nothing",
        [("date: 2026-05-01, value: 4", "date: 2026-07-01, value: 1")],
        "UNKNOWN",
    ),
    (
        "one headcount says nothing of the year",
        [("date: 2026-05-01, value: 4", "date: 2026-07-01, value: 5")],
        "UNKNOWN",
    ),
    ("a count holds until the next", [("date: 2026-01-01, value: 5", "date: 2024-01-01, value: 5")], "PASS"),
    ("lost since before the year began", [("date: 2026-01-01, value: 5", "date: 2024-01-01, value: 8")], "FAIL"),
    ("no headcount", [("{headcount: [{date: 2026-01-01, value: 5}, {date: 2026-05-01, value: 4}]}", "{}")], "UNKNOWN"),
    ("nobody owns the entry", [("{owner: live}", "{}")], "UNKNOWN"),
    ("nothing is written", [("knowledge: {room: {ann: operate}}", "")], "UNKNOWN"),
    (
        "a knower left, never rehearsed",
        [("ann: {}", "ann: {}, bob: {until: 2026-03-01}"), ("ann: operate", "ann: operate, bob: operate")],
        "FAIL",
    ),
    (
        "a knower left since the rehearsal",
        [
            ("ann: {}", "ann: {}, bob: {until: 2026-05-15}"),
            ("ann: operate", "ann: operate, bob: operate"),
            ("+runbooks/undo.md", "---\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, ended: 2026-05-10T10:00Z, help: none, outcome: pass}\n",
            ),
        ],
        "STALE",
    ),
    (
        "a knower left before the rehearsal",
        [
            ("ann: {}", "ann: {}, bob: {until: 2026-05-05}"),
            ("ann: operate", "ann: operate, bob: operate"),
            ("+runbooks/undo.md", "---\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, ended: 2026-05-10T10:00Z, help: none, outcome: pass}\n",
            ),
        ],
        "PASS",
    ),
    (
        "on duty and about to leave",
        [
            ("ann: {}", "ann: {until: 2026-06-08}"),
            (
                "knowledge:",
                "oncall: {rota: {covers: [room], shifts: [{person: ann, start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z}]}}\nknowledge:",
            ),
        ],
        "WARN",
    ),
]


@pytest.mark.parametrize(
    ("book", "repair"),
    [
        ("# Undo\n", "give runbook undo steps, then drill it with the people who are here now"),
        ("## Steps\n1. Undo.\n", "drill runbook undo with the people who are here now"),
    ],
)
def test_what_brings_it_back_is_a_drill_of_what_can_be_drilled(ask, book, repair):
    edits = [
        ("ann: {}", "ann: {}, bob: {until: 2026-05-15}"),
        ("ann: operate", "ann: operate, bob: operate"),
        ("+runbooks/undo.md", f"---\ncomponents: [room]\nkind: rollback\n---\n{book}"),
    ]
    assert repair in [item.repair for item in ask("churn", *edits)]
