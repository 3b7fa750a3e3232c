"""A runbook without steps gets the same answer wherever it is met: give it steps, then drill it."""

import re

import pytest

from kb.cli.main import main

FILES = {
    "kb.toml": 'as_of = "2026-06-01"\n',
    "architecture/a.yml": "services: {web: {tier: 0, owner: till, needs: none}}\n",
    "ownership/a.yml": """\
teams: {till: {}}
people: {ann: {team: till}, bob: {team: till}, cid: {team: till, until: 2026-07-20}}
knowledge: {web: {cid: operate, bob: assist}}
""",
    "events/show.yml": "scale: notable\nentry: [web]\nwindow: {start: 2026-09-01T18:00Z, end: 2026-09-01T20:00Z}\n",
    "runbooks/restart-web.md": "---\nid: restart-web\ncomponents: [web]\nauthors: [ann]\n---\n# Restart web\nTurn it off and on.\n",
}


@pytest.fixture
def said(tmp_path, capsys):
    """Run a command and return what it prints, on one line."""

    def write(files):
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)

    write(FILES)

    def run(*words, files=None):
        write(files or {})
        with pytest.raises(SystemExit):
            main(["-C", str(tmp_path), *words])
        return re.sub(r"\s+", " ", "".join(capsys.readouterr()))

    return run


def test_every_command_says_the_same(said):
    assert "the runbook `restart-web` has no steps: it can be read, not rehearsed" in said(
        "check", "--rule", "runbook-rehearsable"
    )
    assert "give runbook restart-web steps, then drill it with bob, who can already assist" in said("risk")
    assert "before that day, give runbook restart-web steps with whoever leaves, then drill it" in said("check")
    plan = said("plan", "--full", "--by", "2026-07-19")
    assert "give the runbook restart-web steps for web with cid" in plan
    assert "restore-web" not in plan, "no second runbook for what has one"
    ready = said("ready", "show", "--check", "runbook-fresh")
    assert "give restart-web steps, then drill restart-web with someone who did not write it" in ready
    log = said(
        "runbook", "log", "restart-web", "--by", "bob", "--kind", "drill", "--outcome", "pass", "--help-taken", "none",
        "--started", "2026-05-30T10:00Z", "--ended", "2026-05-30T10:20Z", "--dry-run",
    )  # fmt: skip
    assert re.search(r"steps: \+ *- \{?result: ok", log), "for the day on which it has steps"
    assert "it is gone through as a whole, which proves nothing, of it or of whoever runs it" in log
    assert "It does not prove that bob can operate anything: the runbook had no steps to go through" in log
    assert (
        "It does not verify the runbook restart-web, which still counts as never run: the runbook had no steps to go through"
        in log
    )


LADDER = "[{when: joins over 10 s, do: restart-web, decider: ann, minutes: 5}, {when: joins over 30 s, do: restart-web, decider: ann, minutes: 5}]"
MARQUEE = {
    "architecture/a.yml": "services:\n"
    f"  web: {{tier: 0, owner: till, needs: none, changes: [{{date: 2026-05-20, significant: true}}], ladder: {LADDER}}}\n"
    "  spare: {tier: 0, owner: till, needs: none, built_on: [], runs_on: []}\n",
    "ownership/b.yml": "oncall: {live: {covers: [web], shifts: [{person: bob, start: 2026-09-01T10:00Z, end: 2026-09-02T10:00Z, role: primary}]}}\n",
    "events/show.yml": "scale: marquee\nentry: [web]\nwindow: {start: 2026-09-01T18:00Z, end: 2026-09-01T20:00Z}\n"
    "forecast: {low: 1, base: 2, high: 3, metric: concurrent, by: ann, date: 2026-05-28}\n"
    "backup_venue: {entry: [spare], trigger: joins fail for 5 min, decider: ann, runbook: restart-web, links: pinned post, capacity: 9}\n",
    "runbooks/restart-web.md": "---\ncomponents: [web]\nkind: rollback\nauthors: [ann]\n---\n# Restart web\nTurn it off and on.\n",
    "runbooks/log/a.yml": "{runbook: restart-web, kind: drill, by: bob, started: 2026-05-25T09:50Z, ended: 2026-05-25T10:00Z, help: none, outcome: pass}\n",
}


@pytest.mark.parametrize(
    ("check", "mend"),
    [
        ("runbook-fresh", "give restart-web steps, then drill restart-web with someone who did not write it"),
        (
            "rehearsed-by-other",
            "give restart-web steps, then drill restart-web with someone who did not write it, without help",
        ),
        ("must-have-runbooks", "give restart-web steps, then drill restart-web with someone who did not write it"),
        ("rehearsed-on-duty", "give restart-web steps, then let a primary of live run restart-web"),
        ("rollback", "give restart-web steps, then drill the rollback of web"),
        ("degradation-ladder", "give restart-web steps, then drill restart-web"),
        ("backup-venue", "give restart-web steps, then drill restart-web with someone who did not write it"),
    ],
)
def test_every_check_on_a_rehearsal_counts_no_run_of_it_and_says_what_comes_first(said, check, mend):
    found = said("ready", "show", "--check", check, files=MARQUEE)
    assert mend in found


def test_no_list_shows_it_as_rehearsed(said):
    listed = said("runbook", "list", files=MARQUEE)
    assert "it has no steps: it can be read, not rehearsed, and a run of it shows nothing" in listed
    assert "verified 0" in said("runbook", "list", "--format", "json").replace('": ', " ").replace('"', "")
    assert "what are the steps of `restart-web`, by which `web` is brought back? None are written." in said(
        "check", "--questions", "9"
    )
