"""Old or new, never half: failures at every step, interrupts, kills."""

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from random import Random

import pytest

from kb.errors import KbError
from kb.files.write import publish, staged, write_text

STEPS = ["open", "write", "fsync", "chmod", "replace"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "team.yml"
    path.write_text("old")
    return path


def names(file):
    return sorted(path.name for path in file.parent.iterdir())


def test_what_is_written_is_there(file):
    write_text(file, "new \u00e9\n")
    assert file.read_bytes() == "new \u00e9\n".encode()
    assert names(file) == ["team.yml"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_permissions_stay(file, mode):
    file.chmod(mode)
    write_text(file, "new")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_has_the_usual_permissions(tmp_path):
    mask = os.umask(0o027)
    try:
        write_text(tmp_path / "new.yml", "x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.yml").stat().st_mode) == 0o640


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_the_old_version_and_nothing_else(file, monkeypatch, step, code):
    def fail(*_args, **_more):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(KbError) as error:
        write_text(file, "new")
    monkeypatch.undo()
    assert str(error.value) == f"{file} cannot be written: {os.strerror(code)}"
    assert file.read_text() == "old"
    assert names(file) == ["team.yml"]


def test_a_disk_that_fills_up_on_the_way(file, monkeypatch):
    writing, calls = os.write, []

    def full(handle, data):
        calls.append(len(data))
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return writing(handle, data[:100])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(KbError, match="No space left on device"):
        write_text(file, "n" * 1000)
    monkeypatch.undo()
    assert calls == [1000, 900, 800]
    assert file.read_text() == "old"
    assert names(file) == ["team.yml"]


def test_a_writer_that_takes_little_at_a_time_is_served_to_the_end(file, monkeypatch):
    writing = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: writing(handle, data[:7]))
    write_text(file, "n" * 1000)
    assert file.read_text() == "n" * 1000


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_an_interrupt_leaves_the_old_version_and_nothing_else(file, monkeypatch, step):
    def interrupt(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(file, "new")
    monkeypatch.undo()
    assert file.read_text() == "old"
    assert names(file) == ["team.yml"]


def test_a_folder_that_cannot_be_synced_or_swept_is_no_failure(file, monkeypatch):
    def fail(*_args):
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "scandir", fail)
    write_text(file, "new")
    assert file.read_text() == "new"


@pytest.mark.parametrize("path", ["gone/x.yml", "team.yml/x.yml", "n" * 300])
def test_places_where_nothing_can_be_written(file, path):
    with pytest.raises(KbError, match="cannot be written"):
        write_text(file.parent / path, "x")
    assert names(file) == ["team.yml"]


def test_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "x").mkdir()
    with pytest.raises(KbError, match="Is a directory"):
        write_text(tmp_path / "x", "x")


def test_half_a_character_cannot_be_written(file):
    with pytest.raises(KbError, match=r"'\\ud800' is no character of UTF-8"):
        write_text(file, "\ud800")
    assert file.read_text() == "old"


def test_a_link_is_written_through(file):
    link = file.parent / "link.yml"
    link.symlink_to("team.yml")
    write_text(link, "new")
    assert link.is_symlink()
    assert file.read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"  # stands for /dev/stdout and /dev/null, which root could replace
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_text(pipe, "x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_killed_writers_left_behind_is_swept_but_not_what_is_being_written(file):
    old, young, other = (
        file.parent / name for name in (".team.yml.aaa.tmp", ".team.yml.bbb.tmp", ".other.yml.ccc.tmp")
    )
    for path in (old, young, other):
        path.write_text("half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    write_text(file, "new")
    assert names(file) == [other.name, young.name, "team.yml"]


def test_what_replaces_a_private_file_is_never_readable_by_others(file, monkeypatch):
    file.chmod(0o600)
    modes, writing = [], os.write
    monkeypatch.setattr(
        os, "write", lambda handle, data: modes.append(stat.S_IMODE(os.fstat(handle).st_mode)) or writing(handle, data)
    )
    write_text(file, "new")
    assert modes == [0o600]


def test_what_is_published_is_never_written_over(file):
    with pytest.raises(FileExistsError):
        publish(file, b"new")
    assert file.read_text() == "old"
    publish(file.parent / "other.yml", b"new")
    assert (file.parent / "other.yml").read_text() == "new"
    assert names(file) == ["other.yml", "team.yml"]


@pytest.mark.parametrize("taken", [False, True])
def test_where_there_are_no_hard_links_a_new_file_is_renamed_and_none_written_over(file, monkeypatch, taken):
    def refuse(*_args):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    new = file if taken else file.parent / "new.yml"
    with pytest.raises(FileExistsError) if taken else nullcontext():
        publish(new, b"new")
    assert new.read_text() == ("old" if taken else "new")
    assert not [name for name in names(file) if name.endswith(".tmp")]


def test_files_in_the_making_do_not_meet(file):
    made = {staged(file, b"x") for _ in range(50)}
    assert len(made) == 50
    assert all(Path(name).name.startswith(".team.yml.") for name in made)


WRITER = """
import itertools, sys
from pathlib import Path
from kb.files.write import write_text
path = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count():
    write_text(path, f"{number % 10}" * 200_000)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
def test_forty_kills_at_random_instants_tear_nothing(tmp_path):
    path, random = tmp_path / "team.yml", Random(7)
    path.write_text("9" * 200_000)
    seen = set()
    for _ in range(40):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(random.uniform(0, 0.02))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        text = path.read_text()
        assert len(text) == 200_000
        assert len(set(text)) == 1
        seen.add(text[0])
    assert len(seen) > 1, "the writers were killed before they wrote"
