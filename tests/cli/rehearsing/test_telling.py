"""``kb runbook log``: a run told afterwards."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kb.files.load import load

TOLD = {
    "--kind": "drill", "--by": "bob", "--started": "2026-06-01T10:00+02:00", "--ended": "2026-06-01T10:20+02:00", "--outcome": "pass",
    "--help-taken": "none",
}  # fmt: skip
KB = str(Path(sys.executable).with_name("kb"))
NAME = "20260601T080000Z-move-room-bob.yml"


def arguments(root, more=(), runbook="move-room", **changed):
    if runbook == "move-room" and not changed.get("steps_hash") and "--step" not in more:
        more = (*more, "--all-steps-ok")
    told = TOLD | {f"--{key.replace('_', '-')}": value for key, value in changed.items()}
    return [KB, "-C", str(root), "runbook", "log", runbook, *(word for pair in told.items() for word in pair), *more]


@pytest.fixture
def log(root):
    def run(*more, **changed):
        done = subprocess.run(arguments(root, more, **changed), capture_output=True, text=True, check=False)
        return done.returncode, " ".join(done.stdout.split()), " ".join(done.stderr.split())

    return run


def records(root):
    return (
        sorted(path.name for path in (root / "runbooks" / "log").glob("*") if path.is_file())
        if (root / "runbooks" / "log").exists()
        else []
    )


def test_a_run_is_recorded_and_what_it_proves_is_said(root, log):
    code, out, err = log("--step", "s1=ok", "--step", "s3=ok", "--step", "s2=deviated", "--note", "s2=it's \"odd\": # {x}\nreally", "--step", "s4=skip",
                         "--confirmed", "s3=cid", "--followup", "- write: more", "--followup", "None.", observer="cid")  # fmt: skip
    assert (code, err) == (0, "")
    assert out.startswith(f"Recorded in runbooks/log/{NAME}. What this run proves")
    assert records(root) == [NAME]
    loaded = load(root)
    assert loaded.findings == ()
    (run,) = loaded.base.runs
    assert [(step.id, step.result, step.note, step.confirmed) for step in run.steps] == [
        ("s1", "ok", None, None), ("s2", "deviated", "it's \"odd\": # {x}\nreally", None), ("s3", "ok", None, "cid"), ("s4", "skip", None, None),
    ]  # fmt: skip
    assert (run.observer, run.followups, run.ended - run.started) == ("cid", ("- write: more",), timedelta(minutes=20))
    book = loaded.base.runbooks["move-room"]
    assert run.steps_hash == book.steps_hash
    assert [step.hash for step in run.steps] == [step.hash for step in book.steps]


def test_a_young_run_proves_and_verifies(log):
    now = datetime.now(tz=UTC).replace(microsecond=0)  # noqa: TID251
    code, out, _ = log(started=(now - timedelta(hours=2)).isoformat(), ended=(now - timedelta(hours=1)).isoformat())
    assert code == 0
    assert "move-room was never run, and becomes verified. bob is now proven to operate relay, room." in out


@pytest.mark.parametrize(
    ("as_of", "line", "proven"),
    [
        ("2026-06-30", "At 2026-06-30 (as_of in kb.toml) ", True),
        ("2028-01-01", "At 2028-01-01 (as_of in kb.toml) ", False),
        (
            "2026-05-01",
            "At 2026-06-01 08:20 UTC (the end of this run). Reports made for 2026-05-01 (as_of in kb.toml) do not see this run yet. ",
            True,
        ),
    ],
)
def test_a_run_is_judged_at_the_date_of_every_report(root, log, as_of, line, proven):
    (root / "kb.toml").write_text(f'as_of = "{as_of}"\n')
    code, out, _ = log()
    assert (code, line in out) == (0, True)
    assert ("bob is now proven to operate relay, room." in out) is proven


def test_a_dry_run_shows_all_that_and_writes_nothing(root, log):
    code, out, _ = log("--dry-run")
    assert code == 0
    assert f"+++ b/runbooks/log/{NAME} @@ -0,0 +1,15 @@ +runbook: move-room" in out
    assert "What this run proves" in out
    assert not (root / "runbooks" / "log").exists()


def test_the_same_run_is_not_told_twice(root, log):
    assert log()[0] == 0
    before = (root / "runbooks" / "log" / NAME).read_bytes()
    code, out, err = log(outcome="fail", started="2026-06-01T08:00Z")
    assert (code, out) == (2, "")
    assert f"there is a record of this run already: {NAME}" in err
    assert (root / "runbooks" / "log" / NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("more", "changed", "sentence"),
    [
        (("--step", "s1=ok", "--step", "s3=ok"), {}, "a pass says how every step went, and s2, s4 are not told"),
        (("--all-steps-ok",), {"steps_hash": "unknown"}, "went by other steps than those that stand there"),
        (("--all-steps-ok",), {"runbook": "foreign"}, "foreign has no steps"),
        ((), {"runbook": "move-rom"}, "no runbook `move-rom`; did you mean `move-room`?"),
        ((), {"by": "bobb"}, "no person `bobb`; did you mean `bob`?"),
        ((), {"observer": "bob"}, "bob cannot observe their own run"),
        ((), {"by": "dan"}, "dan is not active on 2026-06-01: left on 2020-01-31 (ownership/a.yml:1)"),
        ((), {"observer": "dan"}, "dan is not active"),
        ((), {"ended": "2026-06-01T07:59Z"}, "ended before it started"),
        ((), {"started": "2999-06-01T07:00Z", "ended": "2999-06-01T07:59Z"}, "in the future"),
        ((), {"started": "2026-05-01T07:00Z"}, "more than 7 days"),
        ((), {"started": "2026-06-01T10:00"}, "--started: '2026-06-01T10:00' has no offset"),
        ((), {"started": "2026-06-31T10:00Z"}, "--started:"),
        ((), {"help_taken": "took_over"}, "someone took over, so it is not passed"),
        (("--step", "s9=ok"), {}, "no step of move-room `s9`"),
        (("--step", "s1=okay"), {}, "no result `okay`; did you mean `ok`?"),
        (("--step", "s1"), {}, "write it as ID=…"),
        (("--step", "s1=ok", "--step", "s1=fail"), {}, "s1 is told twice"),
        (("--step", "s1=fail"), {}, "s1 failed and no way out"),
        (("--note", "s1=x", "--step", "s2=ok"), {}, "no step told with --step `s1`"),
        (("--step", "s3=ok", "--confirmed", "s3=bob"), {}, "another than the runner"),
        (("--step", "s3=ok", "--confirmed", "s3=cit"), {}, "no person `cit`"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(root, log, more, changed, sentence):
    code, out, err = log(*more, **changed)
    assert (code, out) == (2, "")
    assert sentence in err
    assert records(root) == []


def test_the_way_out_of_a_failed_step_counts(log):
    assert log("--step", "s2=fail", "--step", "s4=ok", "--all-steps-ok")[0] == 0


def test_what_weakens_it_is_said(log):
    code, _, err = log(
        "--step",
        "s3=ok",
        "--all-steps-ok",
        "--followup",
        "rang +49 170 1234567",
        by="ann",
        started="2026-06-02T08:00Z",
        ended="2026-06-02T08:01Z",
    )
    assert code == 0
    assert "ann is an author of move-room" in err
    assert "s3 asks for two people" in err
    assert "left out: what looks like a phone number" in err


def test_steps_not_named_went_ok_and_none_named_is_said(root, log):
    assert log("--step", "s2=skip", "--all-steps-ok")[0] == 0
    (run,) = load(root).base.runs
    assert [step.result for step in run.steps] == ["ok", "skip", "ok", "ok"]
    command = arguments(root, (), outcome="partial", started="2026-06-01T07:00Z")
    done = subprocess.run(command[:-1], capture_output=True, text=True, check=False)  # without --all-steps-ok
    assert done.returncode == 0
    assert "No step is told" in done.stderr
    assert max(map(len, done.stderr.splitlines())) <= 80


def test_other_steps_than_those_of_today(root, log):
    assert "other steps than those" in log(steps_hash="0123456789ab")[1]
    assert log(steps_hash="unknown", started="2026-06-01T09:00Z", ended="2026-06-01T09:01Z")[0] == 0
    assert [run.steps_hash for run in load(root).base.runs] == ["0123456789ab", None]


def test_a_runbook_without_steps_takes_its_notes_as_a_whole(root, log):
    assert log("--note", "found 12 GB", runbook="foreign", outcome="partial")[0] == 0
    (run,) = load(root).base.runs
    assert [(step.id, step.result, step.note) for step in run.steps] == [(None, "deviated", "found 12 GB")]


def test_faults_in_the_files_come_first(root, log):
    (root / "architecture" / "b.yml").write_text("services: {other: {tear: 1}}\n")
    code, _, err = log()
    assert code == 2
    assert "the files have 1 fault" in err


def test_eight_at_once_lose_nothing(root):
    starts = [f"2026-06-01T08:0{minute}:00Z" for minute in range(8)]
    running = [subprocess.Popen(arguments(root, by="ann" if number % 2 else "bob", started=start, ended="2026-06-01T09:00Z"),
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
               for number, start in enumerate(starts)]  # fmt: skip
    assert [process.wait(60) for process in running] == [0] * 8
    assert len(records(root)) == 8
    loaded = load(root)
    assert loaded.findings == ()
    assert len(loaded.base.runs) == 8


def test_a_section_of_steps_without_steps_is_gone_through_as_a_whole(root, log):
    (root / "runbooks" / "empty.md").write_text("## Steps\n\nSee the wiki.\n")
    assert log("--note", "as the wiki says", runbook="empty")[0] == 0
    checked = subprocess.run([KB, "-C", str(root), "check"], capture_output=True, text=True, check=False)
    assert "run-steps" not in checked.stdout
