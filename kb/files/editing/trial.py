"""A knowledge base as it would be with some changes in it.

The reader asks a store for its files, so a trial is a store that lies over another: nothing is copied, and a process that is
killed leaves nothing behind.
"""

import stat
from collections.abc import Iterable, Mapping, Sequence
from os import stat_result
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.files.editing.changes import Change
from kb.files.load import Loaded, load
from kb.files.tree import Disk, Item, Store
from kb.model.finding import listed
from kb.model.noun import NamedTuple

_OWN: Final = "\0"
"""Begins the places of folders and of what is supposed in them: no name on a disk holds it. Once for each store over another."""
_FILE, _FOLDER = stat.S_IFREG | 0o644, stat.S_IFDIR | 0o755


class Supposed(Store):
    """Files that are supposed, over a store.

    Args:
        texts: what files hold, by their paths; None of a file that is gone.
        below: where all other files lie; None for nowhere.
    """

    def __init__(self, texts: Mapping[str, bytes | None], below: Store | None = None) -> None:
        self._texts = texts
        self.below = below
        self.own: str = below.own + _OWN if isinstance(below, Supposed) else _OWN
        self._below: dict[str, str] = {}  # path of a folder -> its place below, where two folders may have one
        self._inside: dict[str, dict[str, bool]] = {}  # folder -> what is supposed in it: name -> whether a folder
        for path in texts:
            folder, _, name = path.rpartition("/")
            self._inside.setdefault(folder, {})[name] = False
            while folder and texts[path] is not None:
                folder, _, name = folder.rpartition("/")
                self._inside.setdefault(folder, {})[name] = True

    def top(self, name: str) -> tuple[int, str]:
        """Return the mode and the place of what lies at the root."""
        is_folder = self._inside.get("", {}).get(name)
        if is_folder is False:
            if self._texts[name] is None:
                raise FileNotFoundError(name)
            return _FILE, self.own + name
        try:
            if self.below is None:
                raise FileNotFoundError(name)  # noqa: TRY301 - as the store below would
            mode, place = self.below.top(name)
        except FileNotFoundError:
            if is_folder is None:
                raise
            return _FOLDER, self.own + name
        if not stat.S_ISDIR(mode):
            return mode, place
        self._below[name] = place
        return mode, self.own + name

    def scan(self, place: str) -> Sequence[Item]:
        """Return what lies in a folder: the files that are supposed instead of those of their names below."""
        path = place[len(self.own) :]
        supposed = dict(self._inside.get(path, {}))
        found: list[Item] = []
        for item in self.below.scan(self._below[path]) if self.below is not None and path in self._below else ():
            if supposed.get(item.name) is False:
                continue
            if item.is_dir(follow_symlinks=False):
                supposed[item.name] = True
                self._below[f"{path}/{item.name}"] = item.path
            else:
                found.append(item)
        for name, is_folder in supposed.items():
            text = b"" if is_folder else self._texts[f"{path}/{name}"]
            if text is not None:
                found.append(_Item(name, f"{self.own}{path}/{name}", _FOLDER if is_folder else _FILE, len(text)))
        return found

    def read(self, place: str, most: int) -> bytes:
        """Return the bytes of a file."""
        if self.below is not None and not place.startswith(self.own):
            return self.below.read(place, most)
        return (self._texts[place[len(self.own) :]] or b"")[: most + 1]

    def holds(self, place: str) -> bool:
        """Whether what lies at a place is supposed."""
        return place.startswith(_OWN)

    def folder(self, path: str) -> str | None:
        """Return the place of a folder told from the root: that of the store below, nothing is supposed there."""
        return None if self.below is None else self.below.folder(path)


class _Item(NamedTuple):
    """What is supposed in a folder, as :class:`os.DirEntry` would tell of it."""

    name: str
    path: str
    mode: int
    size: int

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:  # noqa: ARG002 - nothing is followed
        return stat.S_ISDIR(self.mode)

    def is_file(self, *, follow_symlinks: bool = True) -> bool:  # noqa: ARG002 - likewise
        return stat.S_ISREG(self.mode)

    def is_symlink(self) -> bool:
        return False

    def stat(self, *, follow_symlinks: bool = True) -> stat_result:  # noqa: ARG002 - likewise
        return stat_result((self.mode, 0, 0, 0, 0, 0, self.size, 0, 0, 0))


def supposed(root: Path | Store, changes: Iterable[Change]) -> Store:
    """Return a knowledge base with some changes in it, for the reader."""
    texts: dict[str, bytes | None] = {}
    for change in changes:
        if change.new_path != change.path:
            texts[change.path] = None
        texts[change.new_path] = change.new.encode()
    return Supposed(texts, root if isinstance(root, Store) else Disk(root))


def tried(root: Path | Store, changes: Iterable[Change], otherwise: str) -> Loaded:
    """Load a knowledge base with some changes in it.

    Args:
        root: where it lies.
        changes: what is to change.
        otherwise: what cannot be done if that has faults, as the beginning of a sentence.

    Raises:
        KbError: listing the faults it would have, but for references that lead nowhere now: the files may name what only an
            overlay holds.
    """
    loaded = load(supposed(root, changes))
    faults = [finding for finding in loaded.findings if finding.suppressed is None]
    if faults:
        before = {item.message for item in load(root).findings if item.rule == "unknown-reference"}
        faults = [item for item in faults if item.rule != "unknown-reference" or item.message not in before]
    if faults:
        said = f"nothing was changed: {otherwise}, because afterwards there would be:"
        raise KbError("\n".join([said, *listed(faults)]))
    return loaded
