"""K2: the truth table of its outcomes, as edits of the passing example of its manual page."""

from tests.analyses.readiness.checks.truth import test_the_truth_table  # noqa: F401 - holds TABLE

TABLE = [
    ("complete", [], "PASS"),
    ("no runbook, no fallback", [("runbook: restart", "runbook: none")], "FAIL"),
    ("no effect", [("effect: nobody gets in,", "")], "UNKNOWN"),
    ("no detection", [("detect: LoginDown,", "")], "UNKNOWN"),
    ("no runbook written", [(", runbook: restart", "")], "UNKNOWN"),
    (
        "a fallback nobody has rehearsed",
        [
            (", runbook: restart", ""),
            ("to: login,", "to: login, fallback: spare,"),
            ("login: {needs: [],", "spare: {needs: [], built_on: [], runs_on: []}\n  login: {needs: [],"),
        ],
        "UNKNOWN",
    ),
    (
        "a rehearsed fallback instead",
        [
            (", runbook: restart", ""),
            ("to: login,", "to: login, fallback: spare,"),
            ("login: {needs: [],", "spare: {needs: [], built_on: [], runs_on: []}\n  login: {needs: [],"),
            ("Restart it.", "---\nauthors: []\ncovers: [{from: room, to: login}]\n---\n## Steps\n1. Restart it."),
            (
                "+runbooks/log/a.yml",
                "{runbook: restart, kind: drill, by: bob, ended: 2026-05-20T10:00Z, help: none, outcome: pass, steps_hash: '8e5a0c3a790b'}\n",
            ),
            ("+ownership/a.yml", "people: {bob: {}}\n"),
        ],
        "PASS",
    ),
    (
        "no runbook, and a fallback nobody has rehearsed",
        [
            ("runbook: restart", "runbook: none"),
            ("to: login,", "to: login, fallback: spare,"),
            ("login: {needs: [],", "spare: {needs: [], built_on: [], runs_on: []}\n  login: {needs: [],"),
        ],
        "FAIL",
    ),
    ("an effect that says nothing", [("effect: nobody gets in", "effect: TBD")], "UNKNOWN"),
    ("a detection that says nothing", [("detect: LoginDown", "detect: unknown")], "UNKNOWN"),
    (
        "no modes",
        [("{to: login, modes: [{id: down, effect: nobody gets in, detect: LoginDown, runbook: restart}]}", "login")],
        "UNKNOWN",
    ),
    ("below it nothing is written", [("login: {needs: [],", "login: {")], "UNKNOWN"),
]
