"""The files of a knowledge base as a commit holds them, read from git's objects without a checkout."""

import errno
import os
import posixpath
import stat
from collections.abc import Sequence
from typing import Final

from kb.errors import KbError
from kb.files.tree import FOLDERS, Store
from kb.git.objects import Objects
from kb.git.repository import Commit
from kb.model.noun import NamedTuple

MAX_ITEMS: Final = 1_000_000
"""Entries of folders that are looked at: a few small trees that hold each other name more files than there are atoms."""
_SUBMODULE: Final = "submodule "
_LINKED: Final = 0o160000


class CommitStore(Store):
    """A knowledge base in a commit.

    Args:
        objects: the objects of the repository.
        commit: the commit.
        prefix: the folder of the base below the top of the repository, with ``/``; empty for the top itself.
    """

    def __init__(self, objects: Objects, commit: Commit, prefix: str) -> None:
        self.objects = objects
        self.commit = commit
        found = objects.find(commit.tree, prefix)
        self.prefix = prefix
        self.root = found.id if found is not None and found.is_folder else None
        self._seen = 0

    @property
    def is_empty(self) -> bool:
        """Whether the commit has no such folder."""
        return self.root is None

    def key(self) -> tuple[tuple[str, int, str], ...]:
        """Return what the base is made of: name, mode and id of what lies at its root and is read.

        Two commits with the same key hold the same knowledge base.
        """
        items = self.objects.tree(self.root) if self.root is not None else ()
        found = {os.fsdecode(item.name): item for item in items}
        settings = ("kb.toml",) if "kb.toml" in found else ("pyproject.toml",)
        return tuple((name, found[name].mode, found[name].id) for name in (*settings, *FOLDERS) if name in found)

    def top(self, name: str) -> tuple[int, str]:
        """Return the mode and the object of what lies at the root."""
        for item in self.objects.tree(self.root) if self.root is not None else ():
            if item.name == name.encode():
                return item.mode, item.id
        raise FileNotFoundError(name)

    def scan(self, place: str) -> Sequence["_Item"]:
        """Return what lies in a folder.

        Raises:
            KbError: after a million of entries.
        """
        if place.startswith(_SUBMODULE):
            raise OSError(errno.ENOTDIR, "a submodule: another repository holds its files")
        items = self.objects.tree(place)
        self._seen += len(items)
        if self._seen > MAX_ITEMS:
            raise KbError(
                f"commit {self.commit.id[:12]} holds more than {MAX_ITEMS:,} files and folders: it is not read"
            )
        return [
            _Item(os.fsdecode(item.name), _SUBMODULE * (item.mode == _LINKED) + item.id, item.mode, self.objects)
            for item in items
        ]

    def read(self, place: str, most: int) -> bytes:
        """Return the bytes of a file; git's objects are read whole or not at all."""
        if self.objects.kind_and_size(place)[1] > most:
            return b" " * (most + 1)  # too long whatever it says: the caller only asks how long
        return self.objects.blob(place)

    def folder(self, path: str) -> str | None:
        """Return the tree of a folder, told from the root of the base; None if this commit holds no such folder."""
        whole = posixpath.normpath(posixpath.join("/", self.prefix, path)) if self._inside(path) else None
        found = None if whole is None else self.objects.find(self.commit.tree, whole)
        return found.id if found is not None and found.is_folder else None

    def _inside(self, path: str) -> bool:
        """Whether a path told from the root of the base stays below the top of the repository."""
        depth = posixpath.normpath(posixpath.join(self.prefix, path)).split("/")
        return not path.startswith("/") and depth[0] != ".."


class _Item(NamedTuple):
    """One entry of a tree, as :class:`os.DirEntry` would tell of it."""

    name: str
    path: str
    mode: int
    objects: Objects

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:  # noqa: ARG002 - nothing is followed
        return stat.S_ISDIR(self.mode) or self.mode == _LINKED

    def is_file(self, *, follow_symlinks: bool = True) -> bool:  # noqa: ARG002 - likewise
        return stat.S_ISREG(self.mode)

    def is_symlink(self) -> bool:
        return stat.S_ISLNK(self.mode)

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:  # noqa: ARG002 - likewise
        size = self.objects.kind_and_size(self.path)[1] if stat.S_ISREG(self.mode) else 0
        return os.stat_result((self.mode, 0, 0, 0, 0, 0, size, 0, 0, 0))
