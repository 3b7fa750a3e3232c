"""``kb runbook start`` in a real pseudo-terminal: gone through, left, killed, resumed."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kb.files.load import load
from kb.files.rehearsals.journal import read

RUN = ("o", "o it was quick", "o", "cid", "o", "n", "", "")


def log(root):
    folder = root / "runbooks" / "log"
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in (".yml", ".jsonl")
    )


def the_run(root):
    loaded = load(root)
    assert loaded.findings == ()
    assert [name for name in log(root) if name.startswith(".open")] == []
    (run,) = loaded.base.runs
    return run


def steps(run):
    return [(step.id, step.result, step.note, step.confirmed) for step in run.steps]


DONE = [
    ("s1", "ok", None, None),
    ("s2", "ok", "it was quick", None),
    ("s3", "ok", None, "cid"),
    ("s4", "ok", None, None),
]


def test_a_whole_run(root, begin):
    seat = begin("--kind", "drill", "--observer", "cid")
    first = seat.shown()
    assert "Drill of move-room: Move the room" in first
    assert "Run by bob, observed by cid. 4 steps, about 9 minutes." in first
    assert "level operate; access room-admin" in first
    assert "Stop when the audience has left." in first
    assert re.search(r"── step 1 of 4 · \d+ s elapsed ──", first)  # no more than that on a busy machine
    assert re.search(r"s1: ok, \d s \(2 min planned\)\.\n", seat.answer("o"))
    seat.answer("o it was quick")
    assert "a second person must confirm" in seat.text
    assert "the second person must be another than the runner" in seat.answer("o", "bob")
    assert "there is no person `cit`" in seat.answer("cit")
    assert "dan is not active" in seat.answer("dan")
    assert "s3: ok" in seat.answer("cid")
    assert "That makes: pass" in seat.answer("o")
    seat.answer("n", "write a shorter s2", "")
    seat.type("")
    assert seat.end() == 0
    assert "Recorded in runbooks/log/" in seat.text
    assert "The runbook move-room was never run, and becomes verified." in seat.text
    assert "bob is now proven to operate relay, room." in seat.text
    run = the_run(root)
    assert steps(run) == DONE
    assert (run.by, run.observer, run.kind.value, run.outcome, run.help, run.followups) == (
        "bob",
        "cid",
        "drill",
        "pass",
        "none",
        ("write a shorter s2",),
    )
    assert run.steps_hash == load(root).base.runbooks["move-room"].steps_hash


def test_a_failed_step_jumps_and_the_way_back(root, begin):
    seat = begin()
    assert "`x` is no answer" in seat.answer("x")
    assert "took two tries" in seat.answer("?")
    assert "Enter or s4: as the runbook says" in seat.answer("o", "f it said no")
    assert "step 4 of 4" in seat.answer("")
    assert "step 2 of 4" in seat.answer("b")
    seat.answer("f", "tried it", "s4")
    assert "say what was done instead" in seat.answer("d", "")
    seat.answer("d", "rang the host", "a")
    assert "Outcome pass" in seat.answer("")
    seat.type("partial")
    assert seat.end() == 0
    run = the_run(root)
    assert steps(run) == [
        ("s1", "ok", None, None),
        ("s2", "fail", "tried it", None),
        ("s3", "skip", "s2 led to s4", None),
        ("s4", "deviated", "rang the host", None),
    ]
    assert (run.outcome, run.help) == ("partial", "asked")
    assert "its outcome is partial, not pass; help was taken" in " ".join(seat.text.split())


def test_eighty_columns_hold_everything_but_code_to_copy(begin):
    seat = begin()
    seat.answer("?", "h", "a", "t look at it", "r", *RUN[:-1])
    seat.type("")
    assert seat.end() == 0
    long = [line for line in seat.text.split("\n") if len(line) > 80]
    copied = "roomctl open --copy-speakers --of the-old-room --as the-new-room --and-tell everyone-who-listens"
    assert [line.strip() for line in long] == [copied]
    assert "`roomctl freeze --with-a-long-option --and-another-one ROOM`" in seat.text  # code moves whole


def test_a_narrow_window_is_borne(begin):
    seat = begin(columns=60)
    seat.answer(*RUN[:-1])
    seat.type("")
    assert seat.end() == 0
    assert [
        line for line in seat.text.split("\n") if len(line) > 60 and "roomctl" not in line and "help >" not in line
    ] == []


def test_nothing_shown_can_steer_the_terminal(root, begin):
    book = root / "runbooks" / "move-room.md"
    book.write_text(book.read_text().replace("Tell the host.", "Tell \u202e::error:: the host."))
    seat = begin()
    seat.answer("o", "o \x1b[2J\x9b31m\u202e ::error::", "o", "cid", "o")
    assert "Tell \\u202e::error:: the host." in seat.text
    assert "s2, 0 s: \\u{1b}[2J\\u{9b}31m\\u{202e} \\x3a:error::" in seat.text
    own = seat.text.replace(
        seat.text[seat.text.index("help > o ") :].split("\n")[0], ""
    )  # less what the terminal echoes itself
    assert not {"\x1b", "\x9b", "\u202e"} & set(own)


def test_a_runbook_that_cannot_be_read_is_named_with_the_reason(root, begin):
    book = root / "runbooks" / "move-room.md"
    book.write_text(book.read_text().replace("Tell the host.", "Tell\x1b[2J the host."))
    seat = begin()
    assert seat.end() == 2
    assert "runbooks/move-room.md:32: ESC does not belong" in seat.text


def test_ctrl_c_says_how_to_go_on_and_loses_nothing(root, begin):
    seat = begin()
    seat.answer("o", "o it was quick")
    seat.press(b"\x03")
    assert seat.end() == 130
    assert "nothing is lost. To go on: kb runbook start move-room --by bob --resume" in " ".join(seat.text.split())
    (name,) = log(root)
    events = [json.loads(line) for line in (root / "runbooks" / "log" / name).read_text().splitlines()[1:]]
    assert [event["event"] for event in events] == ["answered", "answered", "paused"]
    seat = begin("--resume")
    assert "step 3 of 4" in seat.shown()
    seat.answer(*RUN[2:-1])
    seat.type("")
    assert seat.end() == 0
    assert steps(the_run(root)) == DONE


@pytest.mark.parametrize("leave", [("q", "p"), ("\x04",)])
def test_leaving_for_a_while_is_no_failure(root, begin, leave):
    seat = begin()
    seat.answer("o")
    if leave == ("\x04",):
        seat.press(b"\x04")
    else:
        seat.type(leave[0])
        seat.shown()
        seat.type(leave[1])
    assert seat.end() == 0
    assert "Paused" in seat.text
    seat = begin()  # without --resume: it asks
    assert "There is an open run of move-room by bob" in seat.shown()
    assert "step 2 of 4" in seat.answer("r")
    seat.press(b"\x03")
    assert seat.end() == 130


def test_discarding_begins_anew(root, begin):
    seat = begin()
    seat.answer("o")
    seat.kill()
    before = log(root)
    time.sleep(1.1)  # another second, another name
    seat = begin("--discard", "--kind", "gameday")
    assert "Discarded" in seat.shown()
    assert "step 1 of 4" in seat.text
    seat.press(b"\x03")
    seat.end()
    assert len(log(root)) == 1
    assert log(root) != before


def test_a_torn_line_is_told(root, begin):
    seat = begin()
    seat.answer("o", "o it was quick")
    seat.kill()
    path = root / "runbooks" / "log" / log(root)[0]
    path.write_bytes(path.read_bytes()[:-9])
    seat = begin("--resume")
    assert "was not whole" in seat.shown()
    assert "step 2 of 4" in seat.text
    seat.answer(*RUN[1:-1])
    seat.type("")
    assert seat.end() == 0
    assert steps(the_run(root)) == DONE


def test_a_runbook_changed_meanwhile_is_told_and_the_run_keeps_its_steps(root, begin):
    old = load(root).base.runbooks["move-room"].steps_hash
    seat = begin()
    seat.answer("o", "o it was quick")
    seat.kill()
    book = root / "runbooks" / "move-room.md"
    book.write_text(book.read_text().replace("Move everybody", "Move half of them"))
    seat = begin("--resume")
    assert "have changed since" in seat.shown()
    assert "Move everybody" in seat.text
    seat.answer(*RUN[2:-1])
    seat.type("")
    assert seat.end() == 0
    assert "other steps than those that stand there now" in " ".join(seat.text.split())
    assert the_run(root).steps_hash == old


def test_one_terminal_at_a_time(begin):
    begin().shown()
    second = begin("--resume")
    assert second.end() == 2
    assert "open in another terminal" in second.text


def test_a_finished_run_whose_record_is_missing_is_written_on_resuming(root, begin):
    seat = begin()
    seat.answer(*RUN[:-1])
    seat.kill()
    path = root / "runbooks" / "log" / log(root)[0]
    lines = path.read_bytes().count(b"\n")
    path.write_bytes(
        path.read_bytes() + json.dumps({"n": lines, "event": "finished", "t": 9, "outcome": "pass"}).encode() + b"\n"
    )
    seat = begin("--resume")
    assert seat.end() == 0
    assert "Recorded in" in seat.text
    assert steps(the_run(root)) == DONE


def test_a_quick_pass_is_asked_about_and_no_is_no_follow_up(root, begin):
    seat = begin()
    seat.answer("o", "o", "o", "cid", "o", "n", "look at s2", "None.")
    said = " ".join(seat.text.split())
    assert re.search(r"Enter confirms, and that it was carried out though s1 took \d s of 2 min", said)
    seat.type("")
    assert seat.end() == 0
    assert the_run(root).followups == ("look at s2",)


def test_an_author_is_told(seat):
    mine = seat("runbook", "start", "move-room", "--kind", "drill", "--by", "ann")
    assert "ann is an author of move-room: this run will not verify the runbook." in mine.shown()


def test_a_runbook_without_steps_is_one_step(root, seat):
    free = seat("runbook", "start", "foreign", "--kind", "incident", "--by", "bob")
    assert "no steps" in free.shown()
    free.answer("o found 12 GB of logs", "n", "")
    free.type("")
    assert free.end() == 0
    run = the_run(root)
    assert steps(run) == [(None, "ok", "found 12 GB of logs", None)]
    assert run.steps_hash is None


def test_a_fault_elsewhere_does_not_stop_an_incident(root, begin):
    (root / "architecture" / "b.yml").write_text("services: {other: {tear: 1}}\n")
    assert "The files have 1 fault (`kb check`)" in begin().shown()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("move-rom", "--by", "bob", "--kind", "drill"), "there is no runbook `move-rom`; did you mean `move-room`?"),
        (("move-room", "--by", "bobb", "--kind", "drill"), "there is no person `bobb`; did you mean `bob`?"),
        (("move-room", "--by", "dan", "--kind", "drill"), "dan is not active"),
        (("move-room", "--by", "bob", "--kind", "drill", "--observer", "bob"), "cannot observe their own run"),
        (("move-room", "--by", "bob"), "say what sort of run it is"),
        (("move-room", "--by", "bob", "--resume"), "has no open run"),
    ],
)
def test_refusals(root, seat, arguments, sentence):
    refused = seat("runbook", "start", *arguments)
    assert refused.end() == 2
    assert sentence in " ".join(refused.text.split())
    assert log(root) == []


def test_without_a_terminal_it_names_the_other_command(root, seat):
    kb = [str(Path(sys.executable).with_name("kb")), "-C", str(root)]
    done = subprocess.run(
        [*kb, "runbook", "start", "move-room", "--by", "bob", "--kind", "drill"],
        input="o\no\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "use `kb runbook log`" in done.stderr


REPLIES = (
    ("There is an open run", "r"), ("Second person", "cid"), ("Did anyone help", "n"), ("Anything to follow up", ""), ("Outcome", ""),
)  # fmt: skip


def reply(shown):
    """Return the answer to the question a screen ends in."""
    question = shown[shown.rstrip().rfind("\n", 0, max(0, len(shown) - 170)) + 1 :]
    for words, answer in REPLIES:
        if words in question:
            return answer
    return "o it was quick" if "step 2 of 4" in shown else "o"


def acknowledged(text):
    return {name for name in ("s1", "s2", "s3", "s4") if f"{name}: ok" in text}


def test_killed_at_random_points_and_resumed_nothing_is_lost(root, begin):
    chance = random.Random(20230524)
    seen, kills, finished = set(), 0, 0
    while kills < 30 or not finished:
        seat = begin("--kind", "drill", *(["--resume"] if any(name.startswith(".open") for name in log(root)) else []))
        killed, left = False, chance.randrange(7)
        while not killed:
            shown = seat.shown()
            if not shown.rstrip().endswith(">"):
                break
            seat.type(reply(shown))
            left -= 1
            if left < 0:
                time.sleep(chance.random() * 0.02)
                killed = True
        code = seat.kill() if killed else seat.end()
        seen |= acknowledged(seat.text)
        records = [name for name in log(root) if not name.startswith(".open")]
        journals = [root / "runbooks" / "log" / name for name in log(root) if name.startswith(".open")]
        assert len(records) <= finished + 1
        if journals:
            (path,) = journals
            kept = read(path.read_bytes(), path.name).state
            assert seen <= {f"s{place + 1}" for place in kept.last}, "an acknowledged answer was lost"
        elif len(records) == finished + 1:
            finished, seen = finished + 1, set()
            run = load(root).base.runs[-1]
            assert steps(run) == DONE
            time.sleep(1.0)  # another second, another name
        kills += code == -signal.SIGKILL
    loaded = load(root)
    assert loaded.findings == ()
    assert len(loaded.base.runs) == finished
