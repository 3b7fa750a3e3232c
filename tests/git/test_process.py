"""One run of git: what happens when it is missing, silent, or talks too much."""

import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from kb.errors import InternalError
from kb.git import process, surroundings
from kb.git.command import Git
from kb.git.process import Running
from kb.git.surroundings import GitError


def running(script: str, tmp_path: Path, timeout: float = 5, *, answers: bool = False) -> Running:
    return Running("log", [sys.executable, "-c", script], tmp_path, timeout, answers=answers)


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        Git(tmp_path).run("version")


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="git cannot be run in"):
        Git(tmp_path / "gone").run("version")


def test_only_commands_of_the_list_are_run(tmp_path: Path) -> None:
    for command in ("status", "diff", "show", "config", "fetch", "blame"):
        with pytest.raises(InternalError, match="is not on the list"):
            Git(tmp_path).run(command)


def test_an_answer_has_a_limit(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="more than the 3 bytes"):
        Git(tmp_path).run("version", most=3)


def test_silence_is_ended(tmp_path: Path) -> None:
    with (
        pytest.raises(GitError, match=r"said nothing for 0\.4 seconds"),
        running("import time; time.sleep(60)", tmp_path, 0.4) as run,
    ):
        run.read_some(10)


def test_a_reader_may_take_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=0.0)
    monkeypatch.setattr(process, "time", SimpleNamespace(monotonic=lambda: clock.now))
    script = "import sys; sys.stdout.write('a' * 300_000); sys.stdout.flush(); print('end')"
    with running(script, tmp_path, 0.3) as run:
        first = run.read_some(10)
        clock.now += 3600
        time.sleep(0.3)  # the watch looks every 0.075 seconds
        rest = b""
        while piece := run.read_some(100_000):
            rest += piece
        run.finish()
    assert len(first + rest) == 300_004


def test_a_flood_of_complaints_does_not_block(tmp_path: Path) -> None:
    script = "import sys; sys.stderr.write('fatal: no\\n' * 200_000); sys.stderr.flush(); sys.exit(3)"
    with running(script, tmp_path) as run:
        assert run.read_some(10) == b""
        with pytest.raises(GitError, match=r"git log: no$") as caught:
            run.finish()
    assert caught.value.code == 3
    assert len(caught.value.said) <= 4096


def test_an_end_in_the_middle_of_an_answer(tmp_path: Path) -> None:
    with running("print('abc')", tmp_path, answers=True) as run, pytest.raises(GitError, match="in the middle"):
        run.read_exactly(10)
    with running("", tmp_path, answers=True) as run, pytest.raises(GitError, match="in the middle"):
        run.read_line()


def test_asking_one_that_has_ended(tmp_path: Path) -> None:
    with running("", tmp_path, answers=True) as run:
        run.read_some(1)
        run._process.wait()
        with pytest.raises(GitError, match="ended before"):
            run.ask(b"x")
        with pytest.raises(InternalError, match="cannot be asked"):
            run.ask(b"x\ny")


def test_the_environment_holds_nothing_of_git_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    monkeypatch.setenv("HOME", "/somewhere")
    found = surroundings.environment()
    assert "GIT_DIR" not in found
    assert "HOME" not in found
    assert found["GIT_TERMINAL_PROMPT"] == "0"
    assert {name for name in found if name.startswith("GIT_")} == {
        n for n in surroundings.ENVIRONMENT if n.startswith("GIT_")
    }
