"""Programs beside us: where one is looked for; and what git sees of its surroundings, an environment of our own."""

import os
from functools import cache
from typing import Final

from kb.errors import KbError

ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""All that git sees of an environment, beside the search path and the folder for temporary files."""
_KEPT: Final = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")


class GitError(KbError):
    """Git refused; the sentence is ours where we know the case, else git's own last line.

    Attributes:
        said: what git wrote to standard error, its first 4,096 bytes.
        code: what it exited with; None where it did not come to that.
    """

    def __init__(self, sentence: str, said: str = "", code: int | None = None) -> None:
        super().__init__(sentence)
        self.said = said
        self.code = code


def environment() -> dict[str, str]:
    """Return the environment git runs in: ours, with nothing of the caller's that could change what it does."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PATH": os.pathsep.join(_places()), **ENVIRONMENT}


def _places() -> list[str]:
    """Return the folders programs are looked for in: absolute ones only, so that none lies in a repository by chance."""
    return [place for place in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(place)]  # noqa: PTH117


def program() -> str:
    """Return the path of git.

    Raises:
        GitError: if there is none.
    """
    found = installed("git")
    if found is None:
        raise GitError("git is not installed, or not on the search path: install it to read the history of files")
    return found


def installed(name: str) -> str | None:
    """Return the path of a program, None if there is none.

    Looked for in absolute folders of the search path alone: Windows would look into the present folder first, and an
    entry such as `.` would, so that a file of a knowledge base could be what is run.
    """
    return _find(f"{name}.exe" if os.name == "nt" else name, tuple(_places()))


@cache
def _find(name: str, places: tuple[str, ...]) -> str | None:
    import shutil  # noqa: PLC0415 - the start-up of commands that need no program

    return next(filter(None, (shutil.which(os.path.join(place, name)) for place in places)), None)  # noqa: PTH118
