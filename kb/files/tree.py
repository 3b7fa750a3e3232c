"""Which files make up a knowledge base, and their bytes. Links are never followed; special files are never opened."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from kb.errors import NothingHereError, UsageError
from kb.files.context import Context
from kb.files.syntax import MAX_BYTES

FOLDERS: Final = ("architecture", "ownership", "runbooks", "events")
MAX_FILES: Final = 100_000


class Entry(NamedTuple):
    """One file of a knowledge base: its path relative to the root, with ``/``, and where to open it."""

    path: str
    file: str
    size: int


def find_root(start: Path) -> Path:
    """Return the nearest folder, from ``start`` upwards, that holds a knowledge base.

    Raises:
        UsageError: if ``start`` is not a folder.
        NothingHereError: if there is none.
    """
    if not start.is_dir():
        raise UsageError(f"{start} is not a folder")
    for folder in (start, *start.parents):
        if (folder / "kb.toml").is_file() or any((folder / name).is_dir() for name in FOLDERS[:2]):
            return folder
    raise NothingHereError(f"no knowledge base in {start} or above it; `kb init` makes one, `kb demo` shows one")


def entries(root: Path, ctx: Context) -> list[Entry]:
    """Return the files below the four folders, sorted by path; what cannot be read becomes a fault."""
    found: list[Entry] = []
    for name in FOLDERS:
        if (root / name).is_dir():
            found.extend(_below(os.path.join(root, name), name, ctx))  # noqa: PTH118 - os.scandir is twice as fast
    found.sort()
    if len(found) > MAX_FILES:
        _fault(ctx, "too-large", str(root.name), f"more than {MAX_FILES:,} files", "split the knowledge base")
        del found[MAX_FILES:]
    return found


def _below(folder: str, path: str, ctx: Context) -> Iterator[Entry]:
    todo = [(folder, path)]
    while todo:
        folder, path = todo.pop()
        try:
            inside = sorted(os.scandir(folder), key=lambda item: item.name)
        except OSError as error:
            _fault(ctx, "unreadable", path, f"the folder cannot be read ({error.strerror})", "mend its permissions")
            continue
        for item in inside:
            below = f"{path}/{item.name}"
            if item.name.startswith("."):
                continue
            if not item.name.isprintable() or not _is_text(item.name):
                _fault(ctx, "unreadable", ascii(below), "the file name holds characters that cannot be shown", "rename the file")
            elif item.is_symlink():
                _fault(ctx, "unreadable", below, "this is a symbolic link; links are not followed", "put the file itself here")
            elif item.is_dir(follow_symlinks=False):
                todo.append((item.path, below))
            else:
                yield from _file(item, below, ctx)


def _file(item: "os.DirEntry[str]", path: str, ctx: Context) -> Iterator[Entry]:
    lower = item.name.lower()
    if lower.endswith(".yaml"):
        _fault(ctx, "yaml-ending", path, "the file ends in `.yaml` and would not be read", f"rename it to `{item.name[:-5]}.yml`")
    elif lower.endswith((".yml", ".md")):
        status = item.stat(follow_symlinks=False)
        if not stat.S_ISREG(status.st_mode):
            _fault(ctx, "unreadable", path, "this is not a regular file", "put a plain file here")
        elif status.st_size > MAX_BYTES:
            _fault(ctx, "too-large", path, f"the file has {status.st_size:,} bytes, more than the {MAX_BYTES:,} that are read", "split it")
        else:
            yield Entry(path, item.path, status.st_size)


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _fault(ctx: Context, rule: str, path: str, message: str, fix: str) -> None:
    ctx.path = ctx.entity = path
    ctx.add_at(rule, 1, 1, 1, message, fix)


def read_bytes(entry: Entry, ctx: Context) -> bytes | None:
    """Return a file's bytes, or None after noting why it cannot be read."""
    try:
        with open(entry.file, "rb") as file:  # noqa: PTH123 - opened by the thousand
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        ctx.add_at("unreadable", 1, 1, 1, f"the file cannot be read ({error.strerror})", "mend its permissions")
        return None
