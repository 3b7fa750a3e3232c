"""kb handover as a user runs it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from kb.analyses.rehearsal.plan import Plan
from kb.cli.handover import command
from kb.cli.main import main
from kb.files.rehearsals.coding import plan_line
from kb.model.words import Evidence
from tests.cli.till import kb, told, written

LANTERN = str(Path(__file__).parents[2] / "examples" / "lantern")


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path, "ann: operate, bob: assist")


def test_it_says_what_is_lost_to_whom_it_goes_when_and_what_proves_it(folder):
    text = " ".join(kb(folder, "handover", "ann", "--by", "2026-07-10", "--target", "1", "--full").output.split())
    assert "CAN BE DONE" in text
    assert "0 pay single → orphaned 1 → 0" in text
    assert "1. pay (tier 0), from ann: to bob (already assists here, 8 h a day in common), with fix." in text
    assert "bob guided run 4 ann" in text
    assert "bob, by 2026-06-07: an unaided drill of fix proves pay" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say who hands over: ids of people, team:ID or employer:NAME, or --progress FILE"),
        ((" , ",), "say who hands over"),
        (("anne", "--by", "2026-07-10"), "there is no person `anne`; did you mean `ann`?"),
        (("till", "--by", "2026-07-10"), "did you mean `team:till`?"),
        (("ann",), "nobody has written when ann goes: say with --by"),
        (("ann", "--by", "soon"), "--by: 'soon' is not a date"),
        (("ann", "--by", "2026-05-01"), "choose a later --by or an earlier --at"),
        (("ann", "--dry-run"), "--dry-run goes with --checklist and --output"),
        (("ann", "--checklist", "-f", "json"), "--checklist is Markdown"),
        (("ann", "--progress", "x.json"), "ann makes a new handover"),
        (("--progress", "x.json", "--hours", "9"), "--hours makes a new handover"),
        (("--progress", "x.json"), "x.json cannot be read"),
        (("--progress", "x.json", "-f", "ics"), "--progress is drawn as text"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(folder, words, said):
    assert said in told(folder, "handover", *words)


def test_a_base_without_components_has_nothing_to_hand_over(folder):
    (folder / "architecture/a.yml").unlink()
    (folder / "ownership/a.yml").write_text("teams: {till: {}}\npeople: {ann: {team: till}}\n")
    (folder / "runbooks/fix.md").unlink()
    assert "there is no component yet" in told(folder, "handover", "ann", "--by", "2026-07-10")


def test_names_are_completed_also_after_a_comma():
    context = click.Context(main, info_name="kb")
    context.params["folder"] = LANTERN
    inner = click.Context(command, parent=context)
    complete = next(param for param in command.params if param.name == "people").shell_complete
    assert [item.value for item in complete(inner, "lt-0")][:2] == ["lt-01", "lt-02"]
    assert [item.value for item in complete(inner, "lt-01,team:st")] == ["lt-01,team:stage-team"]


def test_the_checklist_is_written_where_it_is_to_be_committed(folder, tmp_path):
    file = tmp_path / "handover" / "ann.md"
    words = ("handover", "ann", "--by", "2026-07-10", "--checklist", "-o", str(file))
    shown = kb(folder, *words, "--dry-run")
    assert shown.exit_code == 0
    assert shown.output.startswith("--- /dev/null")
    assert "+# Checklist. Handover: ann, by 2026-07-10" in shown.output
    assert not file.exists()
    assert kb(folder, *words).exit_code == 0
    text = file.read_text()
    assert "- ☐ DONE when an unaided drill of fix by bob has passed and is logged" in text
    assert kb(folder, *words, "--dry-run").stdout == ""
    assert kb(folder, *words[:-2]).output == text


def test_a_saved_handover_is_followed_and_closed_by_a_logged_run(folder, tmp_path):
    file = tmp_path / "ann.json"
    assert (
        kb(folder, "handover", "ann", "--by", "2026-07-10", "--target", "1", "-f", "json", "-o", str(file)).exit_code
        == 0
    )
    assert "0 OF" in kb(folder, "handover", "--progress", str(file)).output
    assert "choose a later --at" in told(folder, "handover", "--progress", str(file), "--at", "2026-05-01")
    shown = json.loads(kb(folder, "runbook", "list", "-f", "json").output)
    assert shown
    log = folder / "runbooks/log"
    log.mkdir()
    (log / "20260603T100000Z-fix-bob.yml").write_text(
        "runbook: fix\nkind: drill\nby: bob\nstarted: 2026-06-03T10:00:00Z\nended: 2026-06-03T11:00:00Z\n"
        "help: none\nsteps: []\noutcome: pass\nfollowups: []\n"
    )
    later = json.loads(kb(folder, "handover", "--progress", str(file), "--at", "2026-06-08", "-f", "json").output)
    assert later["sessions"]["closed"] == 1
    rows = kb(folder, "handover", "--progress", str(file), "--at", "2026-06-08", "-f", "csv").output
    assert rows.splitlines()[1].startswith("run,bob-fix,closed")


def test_a_run_under_way_is_told_to_be_finished(folder):
    log = folder / "runbooks/log/.open"
    log.mkdir(parents=True)
    plan = Plan("fix", "Fix", Evidence.DRILL, "ann", None, datetime(2026, 5, 30, 9, tzinfo=UTC), "abc", ())
    (log / "20260530T090000Z-fix-ann.jsonl").write_bytes(plan_line(plan))
    text = " ".join(kb(folder, "handover", "ann", "--by", "2026-07-10", "--full").output.split())
    assert "drill of fix, run by ann since 2026-05-30, is still open: finish or discard it" in text


@pytest.mark.parametrize("form", ["json", "csv", "ics", "markdown"])
def test_every_format_is_drawn(folder, form):
    result = kb(folder, "handover", "team:till", "--by", "2026-07-10", "-f", form)
    assert result.exit_code == 0
    assert result.output
