"""A repository: where it is, which commit a name means, and its history.

Longer than the usual 150 lines: one class, and a question a method.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from kb.errors import UsageError
from kb.git import revision
from kb.git.command import Git
from kb.git.objects import Objects
from kb.git.process import TIMEOUT
from kb.git.surroundings import GitError
from kb.git.trust import trusted

_ID: Final = re.compile(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})\n?")
FIELDS: Final = frozenset(
    {"%H", "%P", "%T", "%an", "%aN", "%ae", "%aE", "%at", "%ad", "%cn", "%cN", "%ce", "%cE", "%ct", "%s", "%b", "%B"}
)
"""What a log may be asked for. `%G?` and its like are not here: they run the program that checks signatures."""
_MAX_NAMES: Final = 5_000
LATEST: Final = 253_402_300_799
"""Seconds since 1970 at the end of the year 9999."""


class Commit(NamedTuple):
    """One commit.

    Attributes:
        tree: the id of its tree.
        time: when it was committed, seconds since 1970.
    """

    id: str
    tree: str
    time: int


class Repository:
    """A repository with a work tree, whose top folder paths are relative to, or a bare one; all questions are read-only."""

    def __init__(self, git: Git, top: Path) -> None:
        self.git = git
        self.top = top

    @classmethod
    def around(cls, folder: Path, *, timeout: float = TIMEOUT) -> "Repository":
        """Return the repository whose work tree a folder lies in.

        Raises:
            UsageError: if it lies in none, or in one that points its work tree elsewhere.
            GitError: if git is missing, or refuses the repository; the sentence says why.
        """
        inside = folder.resolve()
        top = next((place for place in (inside, *inside.parents) if (place / ".git").exists()), None)
        if top is None:
            raise UsageError(f"{folder} is not in a git repository")
        git = trusted(top, timeout)
        said = git.run("rev-parse", "--show-toplevel").removesuffix(b"\n")
        if Path(said.decode("utf-8", "surrogateescape")).resolve() != top:
            raise UsageError(
                f"the repository of {folder} points its work tree elsewhere (core.worktree); it is not read"
            )
        return cls(git, top)

    @classmethod
    def bare(cls, folder: Path, *, timeout: float = TIMEOUT) -> "Repository":
        """Return the bare repository (or the `.git` folder) at a path that the user named.

        Raises:
            UsageError: if there is none.
        """
        place = folder.resolve()
        if not (place / "HEAD").is_file() or not (place / "objects").is_dir():
            raise UsageError(f"{folder} is not a git repository")
        git = Git(place, git_dir=place, timeout=timeout)
        git.run("rev-parse", "--git-dir")
        return cls(git, place)

    @cached_property
    def shallow(self) -> bool:
        """Whether the clone holds the last commits only."""
        return self.git.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    @cached_property
    def partial(self) -> bool:
        """Whether the clone was made without all objects (`--filter`); what is missing is not fetched."""
        place = self.git.run("rev-parse", "--git-path", "objects/pack").removesuffix(b"\n")
        pack = self.top / place.decode("utf-8", "surrogateescape")
        return any(pack.glob("*.promisor"))

    def prefix(self, folder: Path) -> str:
        """Return the path of a folder below the top, with ``/``; empty for the top itself."""
        path = folder.resolve().relative_to(self.top).as_posix()
        return "" if path == "." else path

    def resolve(self, text: str) -> Commit:
        """Return the commit a revision means.

        Raises:
            UsageError: if there is none, naming the nearest branch or tag.
        """
        name = self._commit_id(revision.check(text))
        if name is None:
            raise revision.unknown(text, self.names(), shallow=self.shallow)
        return list(self.commits("--no-walk=unsorted", name))[0]  # noqa: RUF015 - to the end, so that git ends too

    def fork(self, one: str, other: str) -> Commit:
        """Return the commit two revisions have in common (`A...B` of git): what a pull request is compared with.

        Raises:
            UsageError: if one is not there, or they have none in common.
        """
        names = [self.resolve(text).id for text in (one, other)]
        try:
            found = self.git.run("merge-base", *names).split()
        except GitError as error:
            if error.said or error.code is None:
                raise
            found = []
        if not found:
            cut = (
                "; this clone holds the last commits only: `git fetch --unshallow` brings the rest"
                if self.shallow
                else ""
            )
            raise UsageError(f"`{one}` and `{other}` have no commit in common{cut}")
        return self.resolve(found[0].decode("ascii"))

    def names(self) -> list[str]:
        """Return the short names of branches (remote ones too) and tags, at most 5,000."""
        form = ("--format=%(refname:short)", f"--count={_MAX_NAMES}", "refs/heads", "refs/tags", "refs/remotes")
        return self.git.run("for-each-ref", *form).decode("utf-8", "replace").splitlines()

    def history(self, commit: Commit, paths: Sequence[str]) -> Iterator[Commit]:
        """Yield the commits up to one that touch some paths (relative to the top; none for all), newest first.

        What was merged shows as its merge only.
        """
        yield from self.commits("--first-parent", commit.id, "--", *paths)

    def commits(self, *words: str) -> Iterator[Commit]:
        """Yield commits as `rev-list` finds them; ``words`` must be validated."""
        answer = _lines(self.git.stream("rev-list", "--format=%H %T %ct", *words))
        for line in answer:
            if line.startswith(b"commit "):
                continue
            name, tree, time = line.decode("ascii", "replace").split(" ")
            yield Commit(name, tree, seconds(time))

    def log(
        self,
        commit: Commit,
        fields: Sequence[str],
        *,
        after: Commit | None = None,
        renames: str = "-M",
    ) -> Iterator[bytes]:
        r"""Stream `git log --raw -z`: for each commit ``\x01``, its fields parted by NUL, then the files it touched.

        Args:
            commit: the last commit.
            fields: placeholders of :data:`FIELDS`; `%aN` is the author's name by the .mailmap of the commit, `%an` without.
            after: leave out what this one can reach: the news since an earlier run.
            renames: `-M`, `-M100%` (exact ones: needs no blobs, for partial clones) or `--no-renames`.

        Yields:
            Pieces of the answer, of at most a megabyte, not aligned to anything.

        Raises:
            GitError: when git ends in an error, after the pieces that came before.
            UsageError: for a field that is not on the list.
        """
        odd = set(fields) - FIELDS
        if odd or renames not in ("-M", "-M100%", "--no-renames"):
            raise UsageError(f"a log cannot be asked for {', '.join(sorted(odd)) or renames}")
        form = "--format=%x01" + "%x00".join(fields)
        words = [form, "--raw", "-z", renames, "--no-abbrev", "--no-color", "--no-decorate"]
        words += [
            "--ignore-submodules=none",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            "--no-notes",
            "--encoding=UTF-8",
            "-O/dev/null",
        ]
        words += [commit.id, *([f"^{after.id}"] if after else []), "--"]
        yield from self._mapped(commit).stream("log", *words)

    def objects(self) -> Objects:
        """Return the store of objects; use it in a ``with``."""
        return Objects(self.git)

    def _mapped(self, commit: Commit) -> Git:
        """Return git that maps names by the .mailmap of a commit, and not by the one that lies in the work tree."""
        return self.git.beside(self._store).set(f"mailmap.blob={commit.id}:.mailmap")

    @cached_property
    def _store(self) -> Path:
        """The folder of the repository itself."""
        place = self.git.run("rev-parse", "--absolute-git-dir").removesuffix(b"\n")
        return Path(place.decode("utf-8", "surrogateescape"))

    def _commit_id(self, text: str) -> str | None:
        try:
            found = self.git.run("rev-parse", "--verify", "--quiet", f"{text}^{{commit}}")
        except GitError as error:
            if error.code is None or (error.said and "expected commit type" not in error.said):
                raise
            return None
        return found.decode("ascii").strip() if _ID.fullmatch(found) else None


def seconds(text: str) -> int:
    """Return a time a commit names, which is whatever somebody wrote there; 0 where it is none."""
    return min(LATEST, int(text)) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
    if rest:
        yield rest
