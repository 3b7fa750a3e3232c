"""Finding and reading foreign files: bounded, in a fixed order, and never over a link."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kb.errors import KbError

MAX_FILES: Final = 200_000
"""Files looked at below one folder: more than that is no project but a disk."""
MAX_BYTES: Final = 10_000_000
"""Bytes of a foreign file that is read."""
PASSED_OVER: Final = frozenset({"node_modules", "vendor", "third_party", "__pycache__", "build", "dist", "target"})
"""Folders that hold what others wrote, or what was built; hidden ones are passed over, too."""


def below(folder: Path, wanted: Callable[[str], bool], *, hidden: tuple[str, ...] = (), depth: int = 12) -> list[Path]:
    """Return the files below a folder whose relative path is wanted, sorted by path.

    Args:
        folder: where to begin.
        wanted: takes a path relative to it, with ``/``.
        hidden: names of hidden folders to look into all the same, such as ``.github``.
        depth: how many folders deep to look.

    Raises:
        KbError: if there are more than 200,000 files.
    """
    found = []
    for number, (path, relative) in enumerate(_walk(folder, hidden, depth)):
        if number >= MAX_FILES:
            raise KbError(f"{folder} holds more than {MAX_FILES:,} files; import a part of it")
        if wanted(relative):
            found.append((relative, path))
    return [path for _, path in sorted(found)]


def common(places: Sequence[Path]) -> Path:
    """Return the folder all places lie in, which their names are told relative to."""
    first, *others = [place.parent for place in places]
    while not all(first == other or first in other.parents for other in others):
        first = first.parent
    return first


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


def _walk(folder: Path, hidden: tuple[str, ...], depth: int) -> Iterator[tuple[Path, str]]:
    todo = [(os.fspath(folder), "", 0)]
    while todo:
        place, prefix, level = todo.pop()
        try:
            items = sorted(os.scandir(place), key=lambda item: item.name)
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
                yield Path(item.path), f"{prefix}{item.name}"
