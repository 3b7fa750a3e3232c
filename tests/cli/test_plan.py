"""kb plan as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.main import main
from tests.cli.till import kb, told, written

LANTERN = str(Path(__file__).parents[2] / "examples" / "lantern")


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path, "ann: operate")


def test_week_one_says_who_what_why_and_what_proves_it(folder):
    text = " ".join(kb(folder, "plan", "--by", "2026-06-28", "--full").output.split())
    assert "ann drill 4 - drill fix unaided, to the end; it proves pay" in text
    assert "bob read 4 - read runbook fix, code and map of pay" in text
    assert "pay has 0 of 2 proven operators (tier 0)" in text
    assert "ann, by 2026-06-07: an unaided drill of fix proves pay." in text
    assert "ALL REACHED" in text


def test_without_full_it_says_what_to_arrange_now_and_counts_the_rest(folder):
    words = ("plan", "--by", "2026-06-28")
    text = " ".join(kb(folder, *words).output.split())
    assert "ann drill 4 - drill fix unaided, to the end; it proves pay" in text
    assert "2 items in all, each closed by a logged run" in text
    assert "ann, by 2026-06-07" not in text
    assert "--full shows it all." in text
    assert kb(folder, *words, "-f", "markdown", "--full").output == kb(folder, *words, "-f", "markdown").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "soon"), "--by: 'soon' is not a date"),
        (("--by", "2026-05-01"), "no time for a session"),
        (("--event", "show"), "there is no event `show`"),
        (("--team", "til"), "there is no team `til`; did you mean `till`?"),
        (("--team", "till", "--event", "x"), "exclude each other"),
        (("--dry-run",), "--dry-run goes with --tickets"),
        (("--tickets", "-f", "json"), "--tickets are Markdown"),
        (("--progress", "none.json"), "none.json cannot be read"),
        (("--progress", "none.json", "--by", "2026-07-01"), "--by makes a new plan"),
        (("--progress", "none.json", "--full"), "--full makes a new plan"),
        (("--progress", "none.json", "-f", "ics"), "drawn as text"),
    ],
)
def test_mistakes_get_a_sentence(folder, words, said):
    assert said in told(folder, "plan", *words)


def test_an_empty_base_is_told(tmp_path):
    (tmp_path / "kb.toml").write_text("")
    assert "there is no component yet" in told(tmp_path, "plan")


def test_ids_are_completed(folder):
    from click.shell_completion import ShellComplete  # noqa: PLC0415

    complete = ShellComplete(main, {}, "kb", "_KB_COMPLETE")
    found = complete.get_completions(["-C", str(folder), "plan", "--team"], "t")
    assert [item.value for item in found] == ["till"]


def test_tickets_are_files_or_one_text(folder, tmp_path):
    out = tmp_path / "tickets"
    dry = kb(folder, "plan", "--tickets", "-o", str(out), "--dry-run")
    assert "--- /dev/null\n" in dry.stdout
    assert not out.exists()
    assert kb(folder, "plan", "--tickets", "-o", str(out)).exit_code == 0
    assert sorted(file.name for file in out.iterdir()) == ["ann-fix.md", "bob-fix.md"]
    text = (out / "bob-fix.md").read_text()
    assert "kb runbook start fix --kind drill --by bob" in text
    assert text in kb(folder, "plan", "--tickets").output


def test_the_calendar_is_folded_and_every_entry_is_its_own(folder):
    data = kb(folder, "plan", "--by", "2026-06-28", "-f", "ics").stdout_bytes
    lines = data.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert max(len(line.encode()) for line in lines) <= 75
    names = [line for line in lines if line.startswith("UID:")]
    assert len(names) == len(set(names)) == data.count(b"BEGIN:VEVENT") == 6


def test_the_calendar_is_read_by_a_reader_of_calendars(folder):
    icalendar = pytest.importorskip("icalendar")
    found = icalendar.Calendar.from_ical(kb(folder, "plan", "--by", "2026-06-28", "-f", "ics").stdout_bytes)
    entries = found.walk("VEVENT")
    assert {str(entry["SUMMARY"]) for entry in entries} >= {"ann: drill on fix (4 h)"}
    assert all(entry.decoded("DTEND") > entry.decoded("DTSTART") for entry in entries)


def test_progress_follows_the_log(folder, tmp_path):
    plan = tmp_path / "plan.json"
    assert kb(folder, "plan", "--by", "2026-06-28", "-f", "json", "-o", str(plan)).exit_code == 0
    assert "0 OF 2" in kb(folder, "plan", "--progress", str(plan)).output
    log = folder / "runbooks/log"
    log.mkdir()
    (log / "20260603T090000Z-fix-ann.yml").write_text(
        "runbook: fix\nkind: drill\nby: ann\nstarted: 2026-06-03T09:00:00Z\nended: 2026-06-03T09:20:00Z\nhelp: none\noutcome: pass\n"
    )
    later = kb(folder, "plan", "--progress", str(plan), "--at", "2026-07-10")
    assert "1 OF 2" in later.output
    assert "overdue" in later.output
    assert "20260603T090000Z-fix-ann.yml" in later.output
    assert "the plan begins on 2026-06-01" in told(folder, "plan", "--progress", str(plan), "--at", "2026-05-01")


def test_settings_change_the_plan(folder):
    (folder / "kb.toml").write_text('as_of = "2026-06-01"\n[plan]\nlearner_hours = 4\ntarget = 1\n')
    plan = json.loads(kb(folder, "plan", "-f", "json").output)
    assert [session["learner"] for session in plan["sessions"]] == ["ann"]
    (folder / "kb.toml").write_text("[plan]\nlearner_hour = 4\n")
    assert "did you mean `learner_hours`" in told(folder, "plan")


# -- the state if a plan is carried out -----------------------------------------------------------


def test_risk_with_a_plan_says_that_it_is_supposed_everywhere(folder):
    words = ("risk", "--with-plan", "--by", "2026-06-28")
    text = " ".join(kb(folder, *words).output.split())
    assert "if the plan until 2026-06-28 is carried out" in text
    assert "This is not the state of things" in text
    assert "Thin 0 0 1" in text
    report = json.loads(kb(folder, *words, "-f", "json").output)
    assert "if the plan until 2026-06-28 is carried out" in report["scope"]
    assert report["rows"][0]["proven"] == 2
    assert "is carried out" in kb(folder, *words, "-f", "markdown").output


@pytest.mark.parametrize("form", ["csv", "svg"])
def test_forms_that_cannot_say_so_are_refused(folder, form):
    assert "--" in told(folder, "risk", "--with-plan", "-f", form)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("risk", "--by", "2026-06-28"), "it goes with --with-plan"),
        (("risk", "--with-plan", "--component", "pay"), "leave --component out"),
        (("risk", "--with-plan", "--without", "ann"), "leave --without out"),
        (("risk", "--with-plan", "--full"), "leave --full out"),
        (("risk", "--with-plan", "--by", "x"), "--by:"),
    ],
)
def test_options_that_make_no_sense_together_are_refused(folder, words, said):
    assert said in told(folder, *words)


def test_limits_judge_what_would_be(folder):
    assert kb(folder, "risk", "--fail-on", "single").exit_code == 1
    assert kb(folder, "risk", "--fail-on", "single", "--with-plan").exit_code == 0


def test_readiness_with_a_plan(folder):
    result = CliRunner().invoke(main, ["-C", LANTERN, "ready", "autumn-on-sale", "--with-plan", "-f", "json"])
    assert "is carried out" in json.loads(result.output)["title"]
    refused = CliRunner().invoke(main, ["-C", LANTERN, "ready", "autumn-on-sale", "--with-plan", "--page"])
    assert "leave --page out" in str(refused.exception)
    refused = CliRunner().invoke(main, ["-C", LANTERN, "ready", "autumn-on-sale", "--with-plan", "-f", "junit"])
    assert "not drawn as junit" in str(refused.exception)
