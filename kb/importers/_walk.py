"""Finding and reading foreign files: bounded, in a fixed order, and never over a link."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.files.tree import Item, Store

MAX_FILES: Final = 200_000
"""Files looked at below one folder: more than that is no project but a disk."""
MAX_BYTES: Final = 10_000_000
"""Bytes of a foreign file that is read."""
MAX_DEPTH: Final = 12
"""Folders below the one that is named that are looked into."""
PASSED_OVER: Final = frozenset({"node_modules", "vendor", "third_party", "__pycache__", "build", "dist", "target"})
"""Folders that hold what others wrote, or what was built; hidden ones are passed over, too."""
SAMPLES: Final = frozenset(
    {
        "testdata", "test-data", "test", "tests", "testing", "e2e", "fixtures", "__tests__", "example", "examples", "samples",
    }
)  # fmt: skip
"""Folders that are there to test with or to learn from."""
RUN_BY_NOBODY: Final = SAMPLES | {"doc", "docs", "documentation", "snippets", "tutorial", "tutorials"}
"""Folders whose manifests and sources are run by nobody: those, and what is there to be read."""


def below(
    folder: Path, wanted: Callable[[str], bool], *, hidden: tuple[str, ...] = (), depth: int = MAX_DEPTH
) -> list[Path]:
    """Return the files below a folder whose relative path is wanted, sorted by path.

    Args:
        folder: where to begin.
        wanted: takes a path relative to it, with ``/``.
        hidden: names of hidden folders to look into all the same, such as ``.github``.
        depth: how many folders deep to look.

    Raises:
        KbError: if there are more than 200,000 files.
    """
    walk = _walk(os.fspath(folder), os.scandir, hidden, depth)
    return [Path(path) for _, path in _wanted(walk, wanted, os.fspath(folder))]


def within(store: Store, place: str, wanted: Callable[[str], bool], name: str) -> list[tuple[str, str]]:
    """Return the files of a store, as :func:`below` finds those of a folder: relative path and place, sorted.

    Args:
        store: the disk, or a commit.
        place: what it calls the folder to begin with.
        wanted: takes a path relative to it, with ``/``.
        name: how to call that folder.

    Raises:
        KbError: as :func:`below`.
    """
    return _wanted(_walk(place, store.scan, (), MAX_DEPTH), wanted, name)


def _wanted(walk: Iterator[tuple[str, str]], wanted: Callable[[str], bool], name: str) -> list[tuple[str, str]]:
    found = []
    for number, (relative, path) in enumerate(walk):
        if number >= MAX_FILES:
            raise KbError(f"{name} holds more than {MAX_FILES:,} files; import a part of it")
        if wanted(relative):
            found.append((relative, path))
    return sorted(found)


def unless_samples(folder: Path, found: list[Path]) -> list[Path]:
    """Return what was found below a folder; nothing if all of it lies in folders for tests, examples or texts."""
    return found if any(RUN_BY_NOBODY.isdisjoint(path.relative_to(folder).parts[:-1]) for path in found) else []


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a foreign file.

    Raises:
        KbError: if it cannot be read, is a link, is no regular file, or is larger than ten megabytes.
    """
    try:
        if path.is_symlink() or not path.is_file():
            raise KbError(f"{name} is not a regular file; links are not followed")
        if path.stat().st_size > MAX_BYTES:
            raise KbError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; import a smaller part of it")
        return path.read_bytes()
    except OSError as error:
        raise KbError(f"{name} cannot be read: {error.strerror or error}") from None


def _walk(
    folder: str, scan: Callable[[str], Iterable[Item]], hidden: tuple[str, ...], depth: int
) -> Iterator[tuple[str, str]]:
    """Yield each file: its path relative to the folder, and its place."""
    todo = [(folder, "", 0)]
    while todo:
        place, prefix, level = todo.pop()
        try:
            items = sorted(scan(place), key=lambda item: item.name)
        except OSError:
            continue
        for item in items:
            if item.is_symlink():
                continue
            if item.is_dir(follow_symlinks=False):
                passed = item.name in PASSED_OVER or (item.name.startswith(".") and item.name not in hidden)
                if level < depth and not passed:
                    todo.append((item.path, f"{prefix}{item.name}/", level + 1))
            elif item.is_file(follow_symlinks=False):
                yield f"{prefix}{item.name}", item.path
