"""The few steps on disk that must not come apart: publish a file once, lock one, make a folder's entries last."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.errors import KbError

_STALE_SECONDS: Final = 3600.0


class LockedError(KbError):
    """Another process has the file open."""


@contextlib.contextmanager
def said(path: Path, doing: str = "written") -> Iterator[None]:
    """Turn an error of the operating system into a sentence; that a file exists already passes through."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise KbError(f"{path} cannot be {doing}: {error.strerror}") from None


def publish(path: Path, data: bytes, scratch: Path) -> None:
    """Write a new file as a whole or not at all; of several processes that try, one succeeds.

    Args:
        path: the file; it must not exist.
        data: its bytes.
        scratch: a folder of the same file system, for the file in the making.

    Raises:
        FileExistsError: if the file exists; it is left alone.
        KbError: if it cannot be written.
    """
    making = scratch / f".{path.name}.{os.getpid()}.tmp"
    with said(path):
        making.unlink(missing_ok=True)  # left by a process of our number, which is dead
        try:
            handle = os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
            try:
                write_all(handle, data)
            finally:
                os.close(handle)
            _claim(making, path)
            sync_folder(path.parent)
        finally:
            with contextlib.suppress(OSError):
                making.unlink(missing_ok=True)


def _claim(making: Path, path: Path) -> None:
    """Give a finished file its name, unless the name is taken; without hard links as nearly so as can be."""
    try:
        os.link(making, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(str(path)) from None
        making.rename(path)


def write_all(handle: int, data: bytes) -> None:
    """Write bytes and wait until they are on the disk."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can tell."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def lock(handle: int, path: Path) -> None:
    """Take a file for this process until it is closed; a dead process holds nothing.

    Raises:
        LockedError: if another process has it.
    """
    if sys.platform == "win32":
        return  # no advisory locks there: two terminals on one run are not told apart
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise LockedError(f"the run in {path.name} is open in another terminal") from None


def sweep(scratch: Path, now: float) -> None:
    """Remove files in the making that a killed process left more than an hour before ``now`` (seconds of the epoch)."""
    for path in scratch.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < now - _STALE_SECONDS:
                path.unlink()
