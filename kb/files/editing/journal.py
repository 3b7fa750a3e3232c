"""What a change under way is about to do, on the disk before it begins: who is killed in between can be put back.

The journal lies hidden in the root, for the time of one change. It is read as what anybody may have put there: it names only
files that kb writes, and nothing but a text that is known to be the new one is ever taken away.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from kb.errors import KbError
from kb.files.tree import FOLDERS, JOURNAL
from kb.files.write import claim, drop, staged

Row = tuple[str, str, str | None, str]
"""Path, new path, old text (None of a new file), new text."""
_OWN: Final = re.compile(r"kb\.toml|\.gitignore|\.kb/schema/[a-z-]+\.json")
_STAGED: Final = re.compile(r"\.(.+)\.[0-9a-f]{12}\.tmp", re.DOTALL)
_HIDDEN: Final = (".kb", ".kb/schema")
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WORDS: Final = "nothing was changed"


class Journal(NamedTuple):
    """A change that was begun: its rows, and the folders it was to make, outermost first."""

    rows: list[Row]
    folders: list[str]


def begin(root: Path, rows: Sequence[Row]) -> None:
    """Write down what is about to change.

    Raises:
        KbError: if the root cannot be written to.
    """
    path = root / JOURNAL
    folders = sorted({folder for _, new, *_ in rows for folder in _missing(root, new)})
    data = json.dumps(Journal(list(rows), folders)._asdict()).encode()
    try:
        temporary = staged(path, data, mode=0o600)
        try:
            claim(temporary, path)
        finally:
            drop(temporary)
    except OSError as error:
        raise KbError(f"{_WORDS}: {root} cannot be written to ({error.strerror or error})") from None


def end(root: Path) -> None:
    """Take the journal away: the change is made, or undone."""
    (root / JOURNAL).unlink(missing_ok=True)


def begun(root: Path) -> Journal | None:
    """Return the change that was begun and never ended; None if there is none.

    Raises:
        KbError: if the journal cannot be read.
    """
    path = root / JOURNAL
    if not os.path.lexists(path):
        return None
    try:
        handle = os.open(path, _READ)  # neither over a link nor waiting for a pipe
        with os.fdopen(handle, "rb") as file:
            found = json.load(file)
        rows = [_row(*row) for row in found["rows"]]
        folders = [folder for folder in found["folders"] if _is_folder(root, folder)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise KbError(f"{_WORDS}: {JOURNAL} is not what kb writes; look at `git status`, and remove it") from None
    return Journal(rows, folders)


def _row(path: str, new_path: str, old: str | None, new: str) -> Row:
    if not all(isinstance(item, str) for item in (path, new_path, old or "", new)):
        raise TypeError(path)
    "".join((path, new_path, old or "", new)).encode()  # a ValueError where half of a character stands alone
    return path, new_path, old, new


def is_ours(root: Path, row: Row) -> bool:
    """Whether a row names files that kb writes, and no link leads away from them; a hidden one is never given a text."""
    hidden = row[2] is not None and row[0].startswith(".")
    return not hidden and _ours(root, row[0]) and _ours(root, row[1])


def _ours(root: Path, path: str) -> bool:
    parts = path.split("/")
    usual = len(parts) > 1 and parts[0] in FOLDERS and not any(part[:1] in ("", ".") for part in parts)
    if not (usual or _OWN.fullmatch(path)) or "\\" in path or "\0" in path:
        return False
    return not _over_a_link(root, path)


def _is_folder(root: Path, folder: str) -> bool:
    return _ours(root, f"{folder}/x.yml") or (folder in _HIDDEN and not _over_a_link(root, folder))


def _over_a_link(root: Path, path: str) -> bool:
    return any((root / place).is_symlink() for place in (path, *map(str, PurePosixPath(path).parents)) if place != ".")


def _missing(root: Path, path: str) -> Iterable[str]:
    folders = [folder.as_posix() for folder in PurePosixPath(path).parents]
    return [folder for folder in folders if not (root / folder).exists()]


def sweep(paths: Iterable[Path]) -> None:
    """Remove what was staged for files; nobody else may be writing to them."""
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, wanted in names.items():
        with contextlib.suppress(OSError), os.scandir(folder) as inside:
            for item in inside:
                found = _STAGED.fullmatch(item.name)
                if found is not None and found[1] in wanted and item.is_file(follow_symlinks=False):
                    drop(item.path)
