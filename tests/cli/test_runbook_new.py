"""kb runbook new as a user runs it."""

import json

import pytest
from click.shell_completion import ShellComplete

from kb import testing
from kb.cli.main import main
from tests.cli.till import kb, told

FILES = {
    "kb.toml": 'as_of = "2026-06-01"\n',
    "architecture/a.yml": """\
services:
  pay: {tier: 0, owner: till, needs: none, alerts: [{id: PayDown}, {id: PaySlow, runbook: fix}]}
  bank: {tier: 0, owner: vault, needs: none}
""",
    "ownership/a.yml": "teams: {till: {}, vault: {}}\npeople: {ann: {team: till}}\nknowledge: {pay: {ann: operate}, bank: none}\n",
    "runbooks/fix.md": "---\ncomponents: [pay]\n---\n## Steps\n### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n",
}


@pytest.fixture
def root(tmp_path):
    return testing.tree(tmp_path, FILES)


def said(result):
    return " ".join(result.stderr.split())


def test_what_is_advised_is_what_begins_one(root):
    advice = kb(root, "check", "--format", "json").stdout
    assert "kb runbook new restore-bank --for bank" in advice
    done = kb(root, "runbook", "new", "restore-bank", "--for", "bank", "--by", "ann", "--yes")
    assert done.exit_code == 0, done.output
    assert "+++ b/runbooks/restore-bank.md" in done.stdout
    assert "Written to runbooks/restore-bank.md. Fill in what it asks for" in said(done)
    found = kb(root, "check")
    assert found.exit_code == 0, found.output
    assert "`restore-bank` is not finished: 13 lines still to be filled in" in " ".join(found.stdout.split())
    assert "runbook-known" not in found.stdout


def test_it_proves_nothing(root):
    before = json.loads(kb(root, "risk", "--format", "json").stdout)["rows"]
    kb(root, "runbook", "new", "restore-bank", "--for", "bank", "--yes")
    assert json.loads(kb(root, "risk", "--format", "json").stdout)["rows"] == before
    assert "runbook restore-bank (no steps yet)" in " ".join(kb(root, "risk", "--component", "bank").stdout.split())


def test_it_is_about_what_its_alerts_belong_to(root):
    done = kb(root, "runbook", "new", "pay-down", "--alert", "PayDown", "--kind", "degrade", "--yes")
    text = (root / "runbooks/pay-down.md").read_text("utf-8")
    assert "components: [pay]\nalerts: [PayDown]\nowner: till\n" in text
    assert "kind: degrade\n" in text
    assert "PayDown" not in said(done)


def test_what_a_diff_does_not_show_is_told(root):
    words = (
        "runbook",
        "new",
        "all",
        "--for",
        "pay",
        "--for",
        "bank",
        "--for",
        "pay",
        "--alert",
        "PaySlow",
        "--alert",
        "PayDwn",
    )
    done = kb(root, *words, "--dry-run")
    assert "+components: [pay, bank]\n" in done.stdout
    assert "The alert `PaySlow` leads to fix already: one of them is to answer it." in said(done)
    assert "No component has the alert `PayDwn`; did you mean `PayDown`?" in said(done)
    assert "These belong to till and vault: say under `owner` who keeps it true." in said(done)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("restore-bank --for bnak", "there is no component `bnak`; did you mean `bank`?"),
        ("restore-bank --for bank --by an", "there is no person `an`; did you mean `ann`?"),
        ("Restore_Bank.md --for bank", "`Restore_Bank.md` is not an id: use lower-case letters and digits, joined by single hyphens, such as restore-bank"),
        ("../../x --for bank", "`../../x` is not an id"),
        ("none --for bank", "`none` is not an id: use lower-case letters and digits, joined by single hyphens"),
        ("fix --for bank", "there is a runbook `fix` already (runbooks/fix.md:1): choose another id"),
        ("bank --for bank", "there is a service `bank` already (architecture/a.yml:3): choose another id"),
        ("new", "say what it is about: kb runbook new new --for COMPONENT, or --alert NAME"),
        ("new --alert PayDwn", "say with --for whose alert it is: no component has `PayDwn`; did you mean `PayDown`?"),
        ("new --for bank --alert a/b", "`a/b` is not the name of an alert"),
    ],
)  # fmt: skip
def test_what_cannot_be_begun_is_refused_in_a_sentence(root, words, sentence):
    before = sorted(root.rglob("*"))
    assert told(root, "runbook", "new", *words.split(), "--yes").startswith(sentence)
    assert sorted(root.rglob("*")) == before


def test_a_file_that_is_there_is_never_written_over(root):
    (root / "runbooks/mine.md").symlink_to("/nowhere")
    assert "mine.md" in told(root, "runbook", "new", "mine", "--for", "bank", "--yes")


def test_a_runbook_that_is_named_before_it_is_there_can_be_begun(root):
    text = (root / "architecture/a.yml").read_text("utf-8")
    (root / "architecture/a.yml").write_text(text.replace("owner: vault,", "owner: vault, runbooks: [save-bank],"))
    assert kb(root, "check").exit_code == 1
    assert kb(root, "runbook", "new", "save-bank", "--for", "bank", "--yes").exit_code == 0
    assert kb(root, "check").exit_code == 0
    assert "the files have 1 fault" in told(_with_fault(root), "runbook", "new", "other", "--for", "bank", "--yes")


def _with_fault(root):
    (root / "ownership/b.yml").write_text("people: {eve: {team: tll}}\n")
    return root


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["new", "x", "--for"], {"pay", "bank"}),
        (["new", "x", "--alert"], {"PayDown", "PaySlow"}),
        (["new", "x", "--by"], {"ann"}),
    ],
)
def test_ids_are_completed(root, words, names):
    found = ShellComplete(main, {}, "kb", "_KB_COMPLETE").get_completions(["-C", str(root), "runbook", *words], "")
    assert {item.value for item in found} == names
