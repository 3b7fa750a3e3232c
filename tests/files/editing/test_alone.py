"""One writer at a time, and a dead one holds nothing."""

import fcntl
import os
import subprocess
import sys
import types

import pytest

from kb.errors import KbError
from kb.files.editing.alone import LOCK, alone


def test_a_second_writer_is_told_and_afterwards_the_folder_is_free(tmp_path):
    with alone(tmp_path):
        with pytest.raises(KbError, match="nothing was changed: another kb is writing"), alone(tmp_path):
            pass
        assert list(tmp_path.iterdir()) == []
    with alone(tmp_path):
        pass


def test_who_was_killed_holds_nothing(tmp_path):
    program = (
        "import os, sys, pathlib\nfrom kb.files.editing.alone import alone\n"
        "with alone(pathlib.Path(sys.argv[1])):\n    os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == -9
    with alone(tmp_path):
        pass


def test_without_locks_one_writes_all_the_same_and_without_a_folder_it_is_said(tmp_path, monkeypatch):
    with pytest.raises(KbError, match=r"none cannot be opened \(No such file or directory\)"), alone(tmp_path / "none"):
        pass

    def no_locks(*_):
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with alone(tmp_path), alone(tmp_path):
        pass


@pytest.fixture
def windows(tmp_path, monkeypatch):
    """What of Windows is used here, made of what is there: its locks are of files, and refuse by their own error."""

    def locking(handle, mode, length):
        assert (mode, length) == ("LK_NBLCK", 1)
        if os.fstat(handle).st_ino in refusing:
            raise refusing[os.fstat(handle).st_ino]
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(13, "Permission denied") from None

    refusing = {}
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "O_TEMPORARY", 0, raising=False)
    monkeypatch.setattr(os, "O_NOINHERIT", 0, raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK="LK_NBLCK"))
    return refusing


def test_on_windows_a_file_is_locked_in_place_of_the_folder(tmp_path, windows):
    with alone(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]
        with pytest.raises(KbError, match="nothing was changed: another kb is writing"), alone(tmp_path):
            pass
    with alone(tmp_path):  # whoever holds nothing any more may have left the file
        windows[(tmp_path / LOCK).stat().st_ino] = OSError(22, "Invalid argument")
        with alone(tmp_path):  # a file system without locks
            pass
    (tmp_path / LOCK).unlink()
    (tmp_path / LOCK).mkdir()  # a file that is being deleted cannot be opened either
    with pytest.raises(KbError, match=r"nothing was changed: .* cannot be opened"), alone(tmp_path):
        pass
    (tmp_path / LOCK).rmdir()
    (tmp_path / "mine").write_text("mine")
    (tmp_path / LOCK).symlink_to("mine")
    with pytest.raises(KbError, match="is a link"), alone(tmp_path):
        pass
