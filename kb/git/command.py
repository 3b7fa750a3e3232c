"""Which commands of git are called, with which settings: a fixed list, none of which runs a program of the repository.

What each setting keeps from running is tried, one by one, in `tests/git/test_hostile.py`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.errors import InternalError
from kb.git.process import CHUNK, TIMEOUT, Running
from kb.git.surroundings import GitError, program

COMMANDS: Final = frozenset(
    {"cat-file", "check-mailmap", "for-each-ref", "log", "ls-tree", "merge-base", "rev-list", "rev-parse", "version"}
)
"""What may be called. None of them runs a program that the repository's configuration or attributes name, as we call it."""
SETTINGS: Final = (
    "advice.graftFileDeprecated=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "core.useReplaceRefs=false",
    "core.commitGraph=true",
    "color.ui=false",
    "diff.external=",
    "diff.orderFile=/dev/null",
    "diff.renameLimit=1000",
    "diff.renames=true",
    "log.showSignature=false",
    "i18n.logOutputEncoding=UTF-8",
    "log.mailmap=true",
    "mailmap.file=/dev/null",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
    "submodule.recurse=false",
)
"""Set for every call: they win over what the repository says."""
MAX_OUTPUT: Final = 64 * 1024 * 1024
"""Bytes of an answer that is kept in memory; a stream has no limit of its own."""


class Git:
    """Git in one folder.

    Args:
        folder: where to run; git looks for the repository from there upwards.
        git_dir: the repository itself, where it is known; needed for a bare one, which is never looked for.
        trusted: a folder the user has declared safe though it belongs to somebody else.
        timeout: seconds without a byte after which a call is given up.
    """

    def __init__(
        self, folder: Path, *, git_dir: Path | None = None, trusted: Path | None = None, timeout: float = TIMEOUT
    ) -> None:
        self.folder = folder
        self.timeout = timeout
        self._before = [f"--git-dir={git_dir}"] if git_dir else []
        if trusted:
            self._before += ["-c", f"safe.directory={trusted}"]

    def run(self, command: str, *words: str, most: int = MAX_OUTPUT) -> bytes:
        """Return the answer of a command.

        Raises:
            GitError: if git is missing, refuses, takes too long or says more than ``most`` bytes.
        """
        pieces: list[bytes] = []
        size = 0
        for piece in self.stream(command, *words):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise GitError(f"`git {command}` answers with more than the {most:,} bytes that are read")
        return b"".join(pieces)

    def stream(self, command: str, *words: str) -> Iterator[bytes]:
        """Yield the answer of a command as it comes, in pieces of at most a megabyte, memory bounded.

        Raises:
            GitError: as :meth:`run`; what was yielded before stays valid. Closing the iterator early ends git.
        """
        with self.start(command, *words) as running:
            while piece := running.read_some(CHUNK):
                yield piece
            running.finish()

    def start(self, command: str, *words: str, answers: bool = False) -> "Running":
        """Start a command.

        Args:
            command: one of :data:`COMMANDS`.
            words: its arguments; what comes from a user must have been validated or stand behind ``--``.
            answers: whether it is asked over its standard input.

        Raises:
            GitError: if there is no git, or it cannot be started here.
            InternalError: for a command that is not on the list.
        """
        if command not in COMMANDS:
            raise InternalError(f"git {command} is not on the list of commands that run nothing")
        return Running(command, [*self._line(), command, *words], self.folder, self.timeout, answers=answers)

    def beside(self, git_dir: Path) -> "Git":
        """Return git for the same repository, that sees nothing of its work tree."""
        other = self._with(f"--git-dir={git_dir}", f"--work-tree={git_dir}")
        other.folder = git_dir
        return other

    def set(self, *settings: str) -> "Git":
        """Return the same git with more settings, each ``name=value``."""
        return self._with(*(word for setting in settings for word in ("-c", setting)))

    def _with(self, *words: str) -> "Git":
        other = Git(self.folder, timeout=self.timeout)
        other._before = [*self._before, *words]
        return other

    def _line(self) -> list[str]:
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        return [program(), "--no-pager", "--no-replace-objects", "--literal-pathspecs", *settings, *self._before]
