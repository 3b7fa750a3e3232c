"""Writing files: each as a whole or not at all."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from kb.errors import KbError

_LEFT_BEHIND: Final = 3600
"""Seconds after which a temporary file is taken for what a killed process left behind."""


def write_text(path: Path, text: str) -> None:
    """Write a file atomically: a reader, and a crash at any instant, meets the old text or the new, never half.

    A link is written through; what is no file (``/dev/stdout``, a pipe) is written to as it is.

    Raises:
        KbError: with the reason, if it cannot be written; the old file is then as it was.
    """
    try:
        data = text.encode("utf-8")
        path = Path(os.path.realpath(path))
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)
        else:
            _replace(path, data)
    except UnicodeEncodeError as error:
        raise KbError(f"{path} cannot be written: {text[error.start]!a} is no character of UTF-8") from None
    except OSError as error:
        raise KbError(f"{path} cannot be written: {error.strerror or error}") from None


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        try:
            _write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.chmod(temporary, _mode(path))  # noqa: PTH101 - beside os.replace
        os.replace(temporary, path)  # noqa: PTH105 - the atomic step, spelt as POSIX does
    except BaseException:  # an interrupt, too, leaves nothing behind
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise
    with contextlib.suppress(OSError):  # the new version stands; what follows is tidying
        _sync_folder(path.parent)
        _sweep(path)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _mode(path: Path) -> int:
    """Return the permissions of the file replaced, else those a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Have the new name survive a power cut, where folders can be synced."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(path: Path) -> None:
    """Remove what killed writers of this file left behind; age is told from the file just written, not from a clock."""
    now = path.stat().st_mtime
    prefix = f".{path.name}."
    for other in os.scandir(path.parent):
        if (
            other.name.startswith(prefix)
            and other.name.endswith(".tmp")
            and now - other.stat(follow_symlinks=False).st_mtime > _LEFT_BEHIND
        ):
            os.unlink(other.path)  # noqa: PTH108
