"""Blobs and trees by their id, read over two processes that stay open: one says how large a thing is, one hands it out."""

import stat
from collections.abc import Iterator
from typing import Final, NamedTuple, Self

from kb.git.command import Git
from kb.git.process import Running
from kb.git.surroundings import GitError

MAX_BLOB: Final = 64 * 1024 * 1024
"""Bytes of one object that are read at most, whatever the caller asks for."""


class Item(NamedTuple):
    """One entry of a tree.

    Attributes:
        name: its name as git holds it: bytes, of no known encoding.
        mode: as :mod:`stat` reads it; a submodule is 0o160000.
        id: of the object it names.
    """

    name: bytes
    mode: int
    id: str

    @property
    def is_folder(self) -> bool:
        """Whether it is a tree."""
        return stat.S_ISDIR(self.mode)

    @property
    def is_file(self) -> bool:
        """Whether it is a plain file."""
        return stat.S_ISREG(self.mode)


class MissingObjectError(GitError):
    """An object that the clone does not hold."""


class Objects:
    """The objects of a repository. A context manager; its processes start with the first question.

    Replace refs, grafts and filters are not applied: an id always means the same bytes. Nothing is fetched.
    """

    def __init__(self, git: Git) -> None:
        self.git = git
        self._running: dict[str, Running] = {}
        self._heads: dict[str, tuple[str, int]] = {}
        self._trees: dict[str, tuple[Item, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        while self._running:
            self._running.popitem()[1].__exit__()

    def kind_and_size(self, name: str) -> tuple[str, int]:
        """Return the kind (blob, tree, commit, tag) and size in bytes of an object, without reading it.

        Raises:
            MissingObjectError: if the clone does not hold it.
        """
        if name not in self._heads:
            self._heads[name] = self._ask("--batch-check", name)
        return self._heads[name]

    def blob(self, name: str, most: int = MAX_BLOB) -> bytes:
        """Return the bytes of a blob.

        Raises:
            MissingObjectError: if the clone does not hold it.
            GitError: if it is no blob, or larger than ``most``.
        """
        return self._content(name, "blob", most)

    def tree(self, name: str) -> tuple[Item, ...]:
        """Return the entries of a tree, in git's order; each tree is read once.

        Raises:
            MissingObjectError: if the clone does not hold it.
            GitError: if it is no tree, or a broken one.
        """
        if name not in self._trees:
            self._trees[name] = tuple(_items(self._content(name, "tree", MAX_BLOB), name))
        return self._trees[name]

    def find(self, tree: str, path: str) -> Item | None:
        """Return what lies at a path below a tree, None where there is nothing; links are not followed."""
        found: Item | None = Item(b"", stat.S_IFDIR, tree)
        for part in filter(None, path.split("/")):
            if found is None or not found.is_folder:
                return None
            name = part.encode("utf-8", "surrogateescape")
            found = next((item for item in self.tree(found.id) if item.name == name), None)
        return found

    def _content(self, name: str, kind: str, most: int) -> bytes:
        found, size = self.kind_and_size(name)
        if found != kind:
            raise GitError(f"the object {name[:12]} is a {found} where a {kind} was expected")
        if size > min(most, MAX_BLOB):
            raise GitError(
                f"the {kind} {name[:12]} has {size:,} bytes, more than the {min(most, MAX_BLOB):,} that are read"
            )
        self._ask("--batch", name)
        running = self._running["--batch"]
        content = running.read_exactly(size)
        running.read_exactly(1)
        return content

    def _ask(self, how: str, name: str) -> tuple[str, int]:
        """Ask about an object, and return what the first line of the answer says: its kind and size."""
        if not name.isalnum() or not name.isascii():
            raise GitError(f"`{ascii(name)[1:41]}` is no id of an object")
        if how not in self._running:
            self._running[how] = self.git.start("cat-file", how, answers=True)
        running = self._running[how]
        running.ask(name.encode())
        try:
            words = running.read_line().decode("ascii", "replace").split(" ")
        except GitError as error:
            self._running.pop(how).__exit__()
            if "promisor" not in error.said:
                raise
            words = []  # git ends when it would have to fetch
        if len(words) != 3 or not words[2].isdigit():
            raise MissingObjectError(
                f"the object {name[:12]} is not in this clone, and nothing is fetched: "
                "`git fetch --refetch` completes a partial clone, `git fsck` names what is lost"
            )
        return words[1], int(words[2])


def _items(data: bytes, name: str) -> Iterator[Item]:
    """Yield the entries of a tree object: mode, blank, name, NUL, then the bytes of an id as long as its own."""
    width, at = len(name) // 2, 0
    while at < len(data):
        blank = data.find(b" ", at)
        end = data.find(b"\0", blank)
        if blank < 0 or end < 0 or end + 1 + width > len(data) or not data[at:blank].isdigit():
            raise GitError(f"the tree {name[:12]} is damaged: `git fsck` says more")
        yield Item(data[blank + 1 : end], int(data[at:blank], 8), data[end + 1 : end + 1 + width].hex())
        at = end + 1 + width
