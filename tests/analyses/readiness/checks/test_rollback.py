"""R1: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("nothing changed", [], "PASS"),
    ("not written", [("{changes: []}", "{}")], "UNKNOWN"),
    ("changed, no runbook", [("changes: []", "changes: [{date: 2026-05-20, significant: true}]")], "UNKNOWN"),
    ("changed 31 days ago", [("changes: []", "changes: [{date: 2026-05-01, significant: true}]")], "PASS"),
    ("changed, no day", [("changes: []", "changes: [{significant: true}]")], "UNKNOWN"),
    (
        "never timed",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-26, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "FAIL",
    ),
    (
        "timed and signed",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, started: 2026-05-25T10:00Z, ended: 2026-05-25T10:15Z, help: none, outcome: pass}\n",
            ),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-26, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "PASS",
    ),
    (
        "too slow",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, started: 2026-05-25T10:00Z, ended: 2026-05-25T10:16Z, help: none, outcome: pass}\n",
            ),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-26, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "FAIL",
    ),
    (
        "done in no time",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, started: 2026-05-25T10:00Z, ended: 2026-05-25T10:00Z, help: none, outcome: pass}\n",
            ),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-26, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "UNKNOWN",
    ),
    (
        "not timed",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, ended: 2026-05-25T10:16Z, help: none, outcome: pass}\n",
            ),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-26, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "UNKNOWN",
    ),
    (
        "signed 31 days ago",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, started: 2026-05-25T10:00Z, ended: 2026-05-25T10:15Z, help: none, outcome: pass}\n",
            ),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-01, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "STALE",
    ),
    (
        "signed before the change",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, started: 2026-05-25T10:00Z, ended: 2026-05-25T10:15Z, help: none, outcome: pass}\n",
            ),
            (
                "+events/show/a.yml",
                "sign: {check: R1, subject: room, by: bob, date: 2026-05-19, value: taken back in 8 minutes, evidence: drill}\n",
            ),
        ],
        "STALE",
    ),
    (
        "not signed",
        [
            ("changes: []", "changes: [{date: 2026-05-20, significant: true}]"),
            ("+runbooks/undo.md", "---\nkind: rollback\ncomponents: [room]\n---\n## Steps\n1. Undo.\n"),
            ("+ownership/a.yml", "people: {ann: {}, bob: {}}\n"),
            (
                "+runbooks/log/a.yml",
                "{runbook: undo, kind: drill, by: ann, started: 2026-05-25T10:00Z, ended: 2026-05-25T10:15Z, help: none, outcome: pass}\n",
            ),
        ],
        "UNKNOWN",
    ),
]
