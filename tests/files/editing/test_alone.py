"""One writer at a time, and a dead one holds nothing."""

import fcntl
import os
import subprocess
import sys

import pytest

from kb.errors import KbError
from kb.files.editing.alone import alone


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
