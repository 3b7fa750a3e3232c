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
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    def run(*words):
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
    assert "it does not show where the text misleads" in log
