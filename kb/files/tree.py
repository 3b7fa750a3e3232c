"""Which files make up a knowledge base, and their bytes. Links are never followed; special files are never opened.

Longer than the usual 150 lines: where files lie, and the one walk over them.
"""

import contextlib
import os
import posixpath
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from kb.errors import NothingHereError, UsageError
from kb.files import keys
from kb.files.context import Context
from kb.files.gather import Gathered
from kb.files.syntax import MAX_BYTES, visible
from kb.model.noun import NamedTuple
from kb.model.words import Kind

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = ("architecture", "ownership", "runbooks", "events")
JOURNAL: Final = ".kb-undo.json"
"""Where a change under way is written down, in the root of a knowledge base."""
MAX_FILES: Final = 100_000
MAX_MARKDOWN: Final = 100_000
"""Bytes of a runbook: nobody reads a longer one at 3 a.m., and Markdown takes far longer to parse than YAML."""
MAX_PATH: Final = 200
"""Characters of a path below the root: with that of the root it must stay below 260, where Windows ends."""
_ENDINGS: Final = {"yaml": "yml", "yml": "yml", "md": "md", "markdown": "md"}
"""What files end in, folded -> how it is written."""
_OPEN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Entry(NamedTuple):
    """One file of a knowledge base: its path relative to the root, with ``/``, and where to open it.

    Attributes:
        path: its path.
        file: where it lies: on the disk, or what ``store`` calls it.
        store: what opens it; None for the disk.
    """

    path: str
    file: str
    store: "Store | None" = None


class Item(Protocol):
    """What lies in a folder, as :func:`os.scandir` tells of it."""

    @property
    def name(self) -> str:
        """Its name, within its folder."""

    @property
    def path(self) -> str:
        """Where it lies."""

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Whether it is a folder."""

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        """Whether it is a plain file."""

    def is_symlink(self) -> bool:
        """Whether it is a symbolic link."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Tell of its kind and size."""


class Store(ABC):
    """Where the files of a knowledge base lie: the disk, or a commit of a git repository.

    Its methods raise :class:`OSError` as the functions of :mod:`os` do; that becomes a fault.
    """

    @abstractmethod
    def top(self, name: str) -> tuple[int, str]:
        """Return the mode, as :mod:`stat` reads it, and the place of what lies at the root, links not followed."""

    @abstractmethod
    def scan(self, place: str) -> Sequence[Item]:
        """Return what lies in a folder."""

    @abstractmethod
    def read(self, place: str, most: int) -> bytes:
        """Return the bytes of a plain file, one more than ``most`` of a longer one."""

    @abstractmethod
    def folder(self, path: str) -> str | None:
        """Return the place of a folder, told from the root and maybe outside of it; None where the store has none."""


class Disk(Store):
    """The files below a folder."""

    def __init__(self, root: "str | Path") -> None:
        self.root = root

    def top(self, name: str) -> tuple[int, str]:
        """Return the mode and place of what lies at the root."""
        place = os.path.join(self.root, name)  # noqa: PTH118 - places are texts
        return os.lstat(place).st_mode, place

    def scan(self, place: str) -> Sequence[Item]:
        """Return what lies in a folder."""
        with os.scandir(place) as inside:
            return list(inside)

    def read(self, place: str, most: int) -> bytes:
        """Return the bytes of a plain file."""
        handle = os.open(place, _OPEN)
        with os.fdopen(handle, "rb", buffering=0) as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):  # it was, a moment ago
                raise IsADirectoryError
            return file.read(min(status.st_size, most) + 1)

    def folder(self, path: str) -> str | None:
        """Return the place of a folder, told from the root."""
        place = os.path.join(self.root, path)  # noqa: PTH118 - places are texts
        return place if os.path.isdir(place) else None  # noqa: PTH112 - likewise


def find_root(start: "Path") -> "Path":
    """Return the nearest folder, from ``start`` upwards, that holds a knowledge base; see :func:`nearest`."""
    return type(start)(nearest(os.fspath(start)))


def nearest(start: str) -> str:
    """Return the nearest folder, from ``start`` upwards, that holds a knowledge base: as text, pathlib is slow to import.

    Raises:
        UsageError: if ``start`` is not a folder.
        NothingHereError: if there is none.
    """
    if not os.path.isdir(start):  # noqa: PTH112 - says no where Path.is_dir raises
        raise UsageError(f"{start} is not a folder")
    folder, above = start, ""
    while folder != above:
        inside = [os.path.join(folder, name) for name in ("kb.toml", *FOLDERS[:2])]  # noqa: PTH118
        if os.path.isfile(inside[0]) or any(map(os.path.isdir, inside[1:])):  # noqa: PTH113
            return folder
        folder, above = os.path.dirname(folder), folder  # noqa: PTH120
    raise NothingHereError(f"no knowledge base in {start} or above it; `kb init` makes one, `kb demo` shows one")


def entries(root: "str | Path | Store", ctx: Context, into: Gathered | None = None) -> list[Entry]:
    """Return the files below the four folders, sorted by path; what cannot be read becomes a fault.

    Args:
        root: the folder of the knowledge base, or where else its files lie.
        ctx: where faults go.
        into: where it is noted what could not be read.
    """
    gathered = into or Gathered()
    walk = _Walk(root if isinstance(root, Store) else Disk(root), ctx, gathered)
    found: list[Entry] = []
    for name in FOLDERS:
        for entry in walk.below(name):
            found.append(entry)
            if len(found) > MAX_FILES:
                walk.fault("too-large", entry.path, f"more than {MAX_FILES:,} files", "split the knowledge base")
                gathered.give_up(Kind, entry.path)
                found.pop()
                return sorted(found)
    return sorted(found)


class _Walk:
    """A walk over the folders."""

    def __init__(self, store: Store, ctx: Context, gathered: Gathered) -> None:
        self.store = store
        self.lent = None if isinstance(store, Disk) else store
        self.ctx = ctx
        self.gathered = gathered

    def fault(self, rule: str, path: str, message: str, fix: str, *, hidden: bool = True) -> None:
        ctx = Context(visible(path, 300) if path.isprintable() else ascii(path)[1:-1])
        ctx.add_at(rule, 1, 1, 1, message, fix)
        self.ctx.findings.extend(ctx.findings)
        if hidden:
            unread(ctx.path, self.gathered)

    def below(self, name: str) -> Iterator[Entry]:
        """Yield the files below one folder of the base."""
        top = self._folder(name)
        todo = [] if top is None else [(top, name)]
        while todo:
            place, path = todo.pop()
            for item in self._items(place, path):
                below = f"{path}/{item.name}"
                if not self._fit(item, below):
                    continue
                if item.is_dir(follow_symlinks=False):
                    todo.append((item.path, below))
                elif self._readable(item, below):
                    yield Entry(below, item.path, self.lent)

    def _folder(self, name: str) -> str | None:
        try:
            mode, place = self.store.top(name)
        except FileNotFoundError:
            return None
        except OSError as error:
            self.fault("unreadable", name, f"the folder cannot be read ({error.strerror})", "mend its permissions")
            return None
        if not stat.S_ISDIR(mode):
            what = "a symbolic link; links are not followed" if stat.S_ISLNK(mode) else "not a folder"
            self.fault("unreadable", name, f"this is {what}", f"make a folder `{name}` of it")
            return None
        return place

    def _items(self, place: str, path: str) -> list[Item]:
        """Return what lies in a folder and is not hidden, sorted by name."""
        try:
            inside = self.store.scan(place)
            items = sorted((item for item in inside if not item.name.startswith(".")), key=lambda item: item.name)
        except OSError as error:
            self.fault("unreadable", path, f"the folder cannot be read ({error.strerror})", "mend its permissions")
            return []
        names: dict[str, str] = {}  # folded -> as met first
        for item in items:
            other = names.setdefault(item.name.casefold(), item.name)
            if other != item.name and item.name.isprintable():
                message = f"the name differs from `{visible(other)}` only in case: on some machines they are one file"
                self.fault("unreadable", f"{path}/{item.name}", message, "rename one of the two", hidden=False)
        return items

    def _fit(self, item: Item, path: str) -> bool:
        """Whether an entry may be looked at, by its name and kind."""
        if not item.name.isprintable():
            self.fault("unreadable", path, "the file name holds characters that cannot be shown", "rename the file")
            return False
        if item.is_symlink():
            self.fault(
                "unreadable", path, "this is a symbolic link; links are not followed", "put the file itself here"
            )
            return False
        if len(path) > MAX_PATH:
            self.fault(
                "too-large",
                path,
                f"the path has {len(path)} characters, more than the {MAX_PATH} that all machines can check out",
                "shorten the name",
                hidden=False,
            )
        if item.name.lower().endswith((".yml", ".yaml", ".md")) and item.is_dir(follow_symlinks=False):
            self.fault("unreadable", path, "a folder is named like a file", "rename the folder", hidden=False)
        return True

    def _readable(self, item: Item, path: str) -> bool:
        stem, dot, ending = item.name.rpartition(".")
        right = _ENDINGS.get(ending.lower()) if dot else None
        if right is None or (right == "md" and not path.startswith("runbooks/")):
            return False
        if ending != right:
            self.fault(
                "yaml-ending",
                path,
                f"the file ends in `.{ending}` and would not be read",
                f"rename it to `{visible(stem)}.{right}`",
                hidden=path.partition("/")[0] not in keys.SECTIONS,
            )
            self._rescue(item, path)
            return False
        try:
            status = item.stat(follow_symlinks=False)
        except OSError as error:
            self.fault("unreadable", path, f"the file cannot be read ({error.strerror})", "mend its permissions")
            return False
        limit = MAX_MARKDOWN if right == "md" else MAX_BYTES
        if not stat.S_ISREG(status.st_mode):
            self.fault("unreadable", path, "this is not a regular file", "put a plain file here")
        elif status.st_size > limit:
            self.fault(
                "too-large",
                path,
                f"the file has {status.st_size:,} bytes, more than the {limit:,} that are read",
                "split it",
            )
        else:
            return True
        return False

    def _rescue(self, item: Item, path: str) -> None:
        """Note the ids that stand in a file of which the name alone is wrong: what is wrong elsewhere is still found."""
        if path.partition("/")[0] in keys.SECTIONS and item.is_file(follow_symlinks=False):
            with contextlib.suppress(OSError):
                self.gathered.rescue_from(self.store.read(item.path, MAX_BYTES))


def read_bytes(entry: Entry, ctx: Context, most: int = MAX_BYTES) -> bytes | None:
    """Return a file's bytes (one more than ``most`` of a longer one), or None after noting why it cannot be read."""
    try:
        return (entry.store or _DISK).read(entry.file, most)
    except IsADirectoryError:
        ctx.add_at("unreadable", 1, 1, 1, "this is not a regular file", "put a plain file here")
        return None
    except OSError as error:
        ctx.add_at("unreadable", 1, 1, 1, f"the file cannot be read ({error.strerror})", "mend its permissions")
        return None


_DISK: Final = Disk("")
_KINDS: Final = {
    **{folder: frozenset(kind for kind, _ in sections.values()) for folder, sections in keys.SECTIONS.items()},
    "runbooks": frozenset({Kind.RUNBOOK}),
    "events": frozenset({Kind.EVENT}),
}


def unread(path: str, gathered: Gathered) -> None:
    """Note that nothing could be read at a path: references to what may stand there are not followed up.

    A runbook and an event are known by the name of their file; for a section's file, or a folder, it may be anything (see
    :func:`kb.files.links.check_references`).
    """
    folder, _, rest = path.partition("/")
    stem, ending = posixpath.splitext(posixpath.basename(rest))
    if folder in ("runbooks", "events") and ending.lower()[1:] in _ENDINGS:
        gathered.rescue([stem])
    elif rest.startswith("log/") or (folder == "events" and "/" in rest):
        return  # holds no ids
    else:
        gathered.give_up(_KINDS[folder], path)


_GOES_TO: Final = {
    name.rstrip("s"): folder
    for folder, names in {**dict.fromkeys(FOLDERS, ()), **keys.SECTIONS}.items()
    for name in (folder, *names)
} | {"knowledge": "ownership", "on-call": "ownership", "person": "ownership"}
"""Word without its plural -> the folder it belongs to."""


def misnamed(root: str) -> Iterator[tuple[str, str]]:
    """Yield each folder beside the four that holds YAML and is named after what stands in one of them, and where its files go.

    A folder of any other name is none of our business: a base may lie at the top of a repository full of YAML.
    """
    with os.scandir(root) as inside:
        names = sorted(item.name for item in inside if item.name not in FOLDERS and item.is_dir(follow_symlinks=False))
    for name in names:
        folder = _GOES_TO.get(name.lower().rstrip("s"))
        if folder is not None:
            below = os.listdir(os.path.join(root, name))  # noqa: PTH118, PTH208 - likewise
            if any(each.endswith((".yml", ".yaml")) for each in below):
                yield name, folder
