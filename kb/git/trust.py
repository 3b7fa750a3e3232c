"""Repositories that belong to another user: git refuses them unless the user's own settings call them safe.

The settings of the user and of the system are not read otherwise; what CI writes there for a checkout made by another
user (`safe.directory`) must count, or nothing could be compared in a container.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from kb.git.command import Git
from kb.git.process import Running
from kb.git.surroundings import GitError, environment, program

_KEPT: Final = ("HOME", "USERPROFILE", "XDG_CONFIG_HOME")


def trusted(top: Path, timeout: float) -> Git:
    """Return git for a repository.

    Raises:
        GitError: if git refuses to look at it.
    """
    git = Git(top, timeout=timeout)
    try:
        git.run("rev-parse", "--git-dir")
    except GitError as error:
        if "dubious ownership" not in error.said:
            raise
        if not declared_safe(top):
            raise GitError(
                f"the repository {top} belongs to another user: clone it, or if you trust it "
                f"`git config --global --add safe.directory {top}`"
            ) from None
        git = Git(top, trusted=top, timeout=timeout)
        git.run("rev-parse", "--git-dir")
    return git


def declared_safe(top: Path) -> bool:
    """Whether the settings of the user or the system call a repository safe."""
    found = False
    for value in _values("--system") + _values("--global"):
        if not value:
            found = False  # an empty value takes back those before it
        elif value in ("*", str(top)) or (value.endswith("/*") and str(top).startswith(value[:-1])):
            found = True
    return found


def _values(scope: str) -> list[str]:
    """Return the values in one scope of settings, asked outside of any repository."""
    line = [program(), "config", scope, "--includes", "-z", "--get-all", "safe.directory"]
    own = {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept = {name: value for name, value in environment().items() if not name.startswith("GIT_CONFIG_")}
    with suppress(GitError), Running("config", line, Path(Path.cwd().anchor), 10, surroundings=kept | own) as running:
        answer = running.read_some(65_536)
        running.finish()
        return answer.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return []
