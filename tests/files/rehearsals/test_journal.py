"""The journal: nothing acknowledged is lost, whenever the process dies."""

import itertools
import os
import subprocess
import sys

import pytest

from kb.analyses.rehearsal.events import Answered, Finished, Noted, Outcome, Paused, Result, Resumed, Then
from kb.analyses.rehearsal.machine import Refused, replay
from kb.errors import KbError
from kb.files import write
from kb.files.load import load
from kb.files.rehearsals.journal import DamagedError, Journal, open_runs, read
from kb.files.rehearsals.lock import LockedError
from kb.files.rehearsals.records import ExistsError, log_folder, write_record

EVENTS = (
    Answered(10, 0, Result.OK, confirmed="cid"),
    Noted(11, 'a "quoted" #note: {x}\nwith a second line \u2028 and \ud83d'),
    Paused(12),
    Resumed(100, "abc"),
    Answered(130, 1, Result.FAIL, "it showed 0", then=Then.JUMP, target=2),
    Answered(140, 2, Result.DEVIATED, "by hand"),
    Finished(150, Outcome.PASS),
)


def written(folder, plan, events=EVENTS):
    with Journal.create(folder, plan) as journal:
        for event in events:
            journal.take(event)
        return journal.path


def names(folder):
    return sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != ".gitignore"
    )


def test_a_run_from_its_first_line_to_its_record(root, folder, plan):
    path = written(folder, plan)
    assert names(folder) == [".open/20260601T090000Z-book-ann.jsonl"]
    assert load(root).base.runs == ()  # a run under way is no evidence
    with Journal.open(path) as journal:
        assert journal.state == replay(plan, EVENTS)
        assert journal.finish() == folder / "20260601T090000Z-book-ann.yml"
    assert names(folder) == ["20260601T090000Z-book-ann.yml"]
    loaded = load(root)
    assert loaded.findings == ()
    (run,) = loaded.base.runs
    assert (run.runbook, run.by, run.observer, run.steps_hash, run.outcome, run.help) == (
        "book",
        "ann",
        "bob",
        "abc",
        "pass",
        "none",
    )
    assert [(step.id, step.result, step.seconds, step.note, step.confirmed) for step in run.steps] == [
        ("s1", "ok", 10, None, "cid"), ("s2", "fail", 32, "it showed 0", None), ("s3", "deviated", 10, "by hand", None),
    ]  # fmt: skip


def test_every_event_is_on_the_disk_before_it_counts(folder, plan, monkeypatch):
    synced = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_size))
    with Journal.create(folder, plan) as journal:
        for event in EVENTS:
            journal.take(event)
            assert synced[-1] == journal.path.stat().st_size


def test_an_event_that_cannot_happen_is_not_written(folder, plan):
    with Journal.create(folder, plan) as journal:
        before = journal.path.read_bytes()
        with pytest.raises(Refused):
            journal.take(Answered(1, 2, Result.OK))
        assert journal.path.read_bytes() == before


def test_cut_at_any_byte_at_most_the_last_event_is_lost(folder, plan):
    path = written(folder, plan)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for cut in range(first, len(whole) + 1):
        path.write_bytes(whole[:cut])
        count = whole[:cut].count(b"\n") - 1
        with Journal.open(path) as journal:
            assert journal.state == replay(plan, EVENTS[:count])
            assert bool(journal.torn) is (whole[cut - 1 : cut] != b"\n")
            for event in EVENTS[count:] if cut % 13 == 0 else ():
                journal.take(event)  # and it can be gone on with
        assert cut % 13 or path.read_bytes() == whole


@pytest.mark.parametrize(
    "tail",
    [b"\0" * 40 + b"\n", b"{}\n", b'{"n": 4, "event": "noted"}\n', b"\xff\n", b'{"n": 99, "event": "back", "t": 1}\n'],
)
def test_a_last_line_of_rubbish_counts_as_torn(folder, plan, tail):
    path = written(folder, plan, EVENTS[:3])
    path.write_bytes(path.read_bytes() + tail)
    with Journal.open(path) as journal:
        assert journal.state == replay(plan, EVENTS[:3])
        assert journal.torn == len(tail)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [b"{}", *lines[1:]],
        lambda lines: [lines[0], b"?", *lines[2:]],
        lambda lines: [lines[0], *lines[2:]],
        lambda _: [b""],
    ],
)
def test_rubbish_before_it_is_named_with_its_line_and_nothing_is_changed(folder, plan, change):
    path = written(folder, plan)
    path.write_bytes(b"\n".join(change(path.read_bytes().split(b"\n"))))
    before = path.read_bytes()
    with pytest.raises(DamagedError, match=r"jsonl:[12]: the line cannot be read"):
        Journal.open(path)
    assert path.read_bytes() == before
    assert open_runs(folder, "book", "ann") == (path,)  # so that --discard finds it


def test_lines_that_contradict_each_other_are_refused(folder, plan):
    path = written(folder, plan, EVENTS[:1])
    data = path.read_bytes()
    path.write_bytes(data + data.split(b"\n")[1].replace(b'"n": 1', b'"n": 2') + b"\n")
    with pytest.raises(DamagedError, match="contradict"):
        Journal.open(path)


def test_a_journal_of_a_later_version_is_not_touched(folder, plan):
    path = written(folder, plan, ())
    path.write_bytes(path.read_bytes().replace(b'"journal": 1', b'"journal": 2'))
    with pytest.raises(DamagedError, match="version 2"):
        Journal.open(path)


def test_one_terminal_at_a_time(folder, plan):
    with Journal.create(folder, plan) as journal, pytest.raises(LockedError, match="another terminal"):
        Journal.open(journal.path)
    Journal.open(journal.path).close()


def test_two_runs_side_by_side(root, folder, plan):
    other = plan._replace(by="cid", observer=None)
    with Journal.create(folder, plan) as one, Journal.create(folder, other) as two:
        for event in EVENTS:
            one.take(event)
            two.take(event._replace(confirmed="bob") if isinstance(event, Answered) and event.confirmed else event)
        assert open_runs(folder, "book", "ann") == (one.path,)
        assert open_runs(folder, "book", "cid") == (two.path,)
        one.finish()
        two.finish()
    assert [run.by for run in load(root).base.runs] == ["ann", "cid"]


def test_a_name_that_is_taken_is_refused(folder, plan):
    path = written(folder, plan)
    with pytest.raises(ExistsError, match="under way already"):
        Journal.create(folder, plan)
    with pytest.raises(ExistsError, match="under way"):
        write_record(folder, path.stem, "runbook: book\n")
    with Journal.open(path) as journal:
        journal.finish()
    with pytest.raises(ExistsError, match="a record of this run"):
        Journal.create(folder, plan)


def test_a_record_that_differs_is_never_overwritten(folder, plan):
    path = written(folder, plan)
    record = folder / f"{path.stem}.yml"
    record.write_text("runbook: other\n")
    with Journal.open(path) as journal, pytest.raises(KbError, match="differ: keep one"):
        journal.finish()
    assert (record.read_text(), path.exists()) == ("runbook: other\n", True)


def test_a_full_disk_loses_the_answer_and_nothing_else(folder, plan, monkeypatch):
    with Journal.create(folder, plan) as journal:
        journal.take(EVENTS[0])
        before = journal.path.read_bytes()
        real = os.write
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:5]) if len(data) > 5 else _full())
            with pytest.raises(KbError, match="No space left"):
                journal.take(Noted(20, "x"))
            patch.setattr(os, "write", lambda *_: _full())
            with pytest.raises(KbError, match="No space left"):
                journal.take(Noted(20, "x" * 100))
        assert journal.path.read_bytes() == before
        journal.take(Noted(21, "y"))
    assert Journal.open(journal.path).state.followups == ("y",)


def _full():
    raise OSError(28, "No space left on device")


class Killed(BaseException):
    """Stands for SIGKILL: nothing after it reaches the disk."""


STEPS = ("write", "fsync", "link", "unlink", "open", "ftruncate")


def _dying(name, real, counter, instant, half):
    def call(*args, **kwargs):
        now = next(counter)
        if now == instant and half:
            real(*(args[0], bytes(args[1])[: len(args[1]) // 2]) if name == "write" else args, **kwargs)
        if now >= instant:
            raise Killed
        return real(*args, **kwargs)

    return call


def killing(patch, instant, *, half):
    """Let the process die at the ``instant``-th call that touches the disk, before it or with it half done."""
    counter = itertools.count()
    for name in STEPS:
        patch.setattr(os, name, _dying(name, getattr(os, name), counter, instant, half))
    return counter


def a_run(folder, plan, taken):
    journal = Journal.create(folder, plan)
    try:
        for event in EVENTS:
            journal.take(event)
            taken.append(event)
        journal.finish()
        taken.append("finished")
    finally:
        journal.close()


@pytest.mark.parametrize("half", [False, True])
def test_killed_at_every_instant_the_run_is_a_journal_or_a_record(root, plan, monkeypatch, half):
    for instant in itertools.count():
        base = root / f"{instant}"
        folder = log_folder(base)
        taken = []
        with monkeypatch.context() as patch:
            counter = killing(patch, instant, half=half)
            try:
                a_run(folder, plan, taken)
            except Killed:
                pass
            else:
                assert next(counter) <= instant
                break
        found = [name for name in names(folder) if not name.endswith(".tmp")]
        record, path = folder / f"{plan.name}.yml", folder / ".open" / f"{plan.name}.jsonl"
        assert found or not taken
        if path.exists():
            with Journal.open(path) as journal:
                count = len(read(path.read_bytes(), "").events)
                assert count in (len(taken), len(taken) + 1)  # an answer may be kept that was not yet acknowledged
                for event in EVENTS[count:]:
                    journal.take(event)
                journal.finish()
        elif not taken and not record.exists():
            a_run(folder, plan, taken)
        assert [name for name in names(folder) if not name.endswith(".tmp")] == [record.name]
        assert record.read_text().count("id: s2") == 1
        write.sweep(folder / ".open", 0.0)
        write.sweep(folder / ".open", 1e12)
        assert names(folder) == [record.name]
    assert instant > 20


def test_git_leaves_runs_under_way_alone(folder):
    assert (folder / ".open" / ".gitignore").read_text() == "*\n"


def test_links_are_not_followed(root, folder, plan, tmp_path):
    path = written(folder, plan)
    moved = path.rename(tmp_path / "elsewhere.jsonl")
    path.symlink_to(moved)
    with pytest.raises(KbError, match="cannot be opened"):
        Journal.open(path)
    other = tmp_path / "other"
    (other / "runbooks").mkdir(parents=True)
    (other / "runbooks" / "log").symlink_to(folder)
    with pytest.raises(KbError, match="symbolic link"):
        log_folder(other)


WORKER = """
import sys
from pathlib import Path
from kb.files.rehearsals.lock import LockedError
from kb.files.rehearsals.records import ExistsError, log_folder, write_record
folder, me, won = log_folder(Path(sys.argv[1])), sys.argv[2], 0
for number in range(40):
    write_record(folder, f"20260601T0900{number:02}Z-book-p{me}", f"runbook: book # {me}\\n")
    try:
        write_record(folder, f"20260601T0900{number:02}Z-book-all", f"runbook: book # {me}\\n")
        won += 1
    except ExistsError:
        pass
print(won)
"""


def test_eight_processes_at_once_lose_nothing_and_write_nothing_twice(tmp_path):
    (tmp_path / "runbooks").mkdir()
    workers = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path), str(n)], stdout=subprocess.PIPE)
        for n in range(8)
    ]
    won = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    assert sum(won) == 40  # of eight records of one name, one is written
    found = names(tmp_path / "runbooks" / "log")
    assert len(found) == 8 * 40 + 40
    assert not [name for name in found if name.endswith(".tmp")]
