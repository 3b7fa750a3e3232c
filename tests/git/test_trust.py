"""A repository of another user, which git refuses unless the settings of the user call it safe."""

from pathlib import Path
from typing import Any

import pytest

from kb.git import surroundings
from kb.git.repository import Repository
from kb.git.surroundings import GitError


@pytest.fixture
def foreign(repo: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A repository that git takes for somebody else's, and a user without settings."""
    repo.commit({"a": "b"})
    monkeypatch.setitem(surroundings.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # type: ignore[index]
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return repo


def test_it_is_refused_with_a_way_out(foreign: Any) -> None:
    with pytest.raises(GitError, match="belongs to another user: clone it, or if you trust it `git config --global"):
        Repository.around(foreign.folder)


@pytest.mark.parametrize("value", ["{folder}", "*", "{parent}/*"])
def test_it_is_read_when_called_safe(foreign: Any, tmp_path: Path, value: str) -> None:
    said = value.format(folder=foreign.folder.resolve(), parent=foreign.folder.resolve().parent)
    (tmp_path / ".gitconfig").write_text(f"[safe]\ndirectory = {said}\n")
    assert Repository.around(foreign.folder).resolve("HEAD")


def test_an_empty_value_takes_it_back(foreign: Any, tmp_path: Path) -> None:
    (tmp_path / ".gitconfig").write_text("[safe]\ndirectory = *\ndirectory =\n")
    with pytest.raises(GitError, match="belongs to another user"):
        Repository.around(foreign.folder)


def test_the_repository_cannot_call_itself_safe(foreign: Any) -> None:
    with (foreign.folder / ".git/config").open("a") as file:
        file.write("[safe]\ndirectory = *\n")
    with pytest.raises(GitError, match="belongs to another user"):
        Repository.around(foreign.folder)
