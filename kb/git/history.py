"""The history of a repository, commit by commit: who, when, and which files were added, changed, renamed or removed."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kb.git.repository import Commit, Repository, seconds
from kb.git.surroundings import GitError

MAX_FILES: Final = 1_000_000
"""Files of a commit that are read: a tree can hold itself many times over and unfold to billions (our default)."""
_FIELDS: Final = ("%H", "%aN", "%aE", "%at", "%B")


class Change(NamedTuple):
    """What a commit did to one file.

    Attributes:
        kind: the letter git uses: A added, M changed, D deleted, R renamed, C copied, T type changed.
        path: its path afterwards, bytes that are not UTF-8 as lone surrogates.
        old: its path before, where that differs; else empty.
    """

    kind: str
    path: str
    old: str


class Logged(NamedTuple):
    """One commit of the history.

    Attributes:
        name: the author's name, by the .mailmap of the commit the history was asked for.
        mail: the author's mail, likewise.
        time: when it was written, seconds since 1970.
        message: all of it.
        changes: what it did; nothing for a merge.
    """

    id: str
    name: str
    mail: str
    time: int
    message: str
    changes: tuple[Change, ...]


def history(repository: Repository, head: Commit, *, after: Commit | None = None) -> Iterator[Logged]:
    """Yield the commits up to one, newest first, with renames found by likeness; without what ``after`` can reach.

    Where the clone lacks the contents that takes (a partial clone may), only exact renames are found. Which it is shows at
    the end only, so that a partial clone is read whole before the first commit is yielded.

    Raises:
        GitError: if git ends in an error.
    """
    told = 0
    try:
        found: Iterable[Logged] = _read(repository, head, after, exact=False)
        for told, commit in enumerate(list(found) if repository.partial else found, 1):  # noqa: B007
            yield commit
    except GitError as error:
        if told or not ("unable to read" in error.said or "missing" in error.said or "promisor" in error.said):
            raise
        yield from _read(repository, head, after, exact=True)


def _read(repository: Repository, head: Commit, after: Commit | None, *, exact: bool) -> Iterator[Logged]:
    pieces = repository.log(head, _FIELDS, after=after, renames="-M100%" if exact else "-M")
    tokens = _tokens(pieces)
    first = next(tokens, None)
    while first is not None:
        name, mail, time, message = (next(tokens, b"") for _ in range(4))
        changes, following = _changes(tokens)
        yield Logged(
            first.lstrip(b"\n\x01").decode("ascii", "replace"),
            " ".join(name.decode("utf-8", "replace").split()),
            mail.decode("utf-8", "replace").strip(),
            seconds(time.decode("ascii", "replace")),
            message.decode("utf-8", "replace"),
            tuple(changes),
        )
        first = following


def _changes(tokens: Iterator[bytes]) -> tuple[list[Change], bytes | None]:
    """Return the changes that come next, and the token behind them, which begins the next commit."""
    found: list[Change] = []
    for token in tokens:
        entry = token.lstrip(b"\n")
        if not entry.startswith(b":"):
            if entry:
                return found, entry
            continue
        kind = chr(entry[entry.rfind(b" ") + 1])
        path = next(tokens, b"").decode("utf-8", "surrogateescape")
        if kind in "RC":
            found.append(Change(kind, next(tokens, b"").decode("utf-8", "surrogateescape"), path))
        else:
            found.append(Change(kind, path, ""))
        if len(found) > MAX_FILES:
            raise GitError(f"one commit changes more than {MAX_FILES:,} files; that is no history that is read")
    return found, None


def _tokens(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what stands between NULs."""
    rest: list[bytes] = []
    for piece in pieces:
        *whole, last = piece.split(b"\0")
        for token in whole:
            if rest:
                yield b"".join([*rest, token])
                rest.clear()
            else:
                yield token
        if last:
            rest.append(last)
    if rest:
        yield b"".join(rest)


def files(repository: Repository, head: Commit) -> dict[str, bool]:
    """Return the paths of all files of a commit, sorted, and whether each is executable; submodules and links apart.

    Raises:
        GitError: if git ends in an error.
    """
    found = {}
    for entry in _tokens(repository.git.stream("ls-tree", "-r", "-z", "--full-tree", head.id)):
        about, _, path = entry.partition(b"\t")
        if about.startswith((b"100644", b"100755", b"100664")):
            found[path.decode("utf-8", "surrogateescape")] = about.startswith(b"100755")
            if len(found) > MAX_FILES:
                raise GitError(
                    f"the commit {head.id[:10]} holds more than {MAX_FILES:,} files; that is more than is read"
                )
    return dict(sorted(found.items()))
