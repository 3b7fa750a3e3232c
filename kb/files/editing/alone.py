"""One writer at a time: of two commands that change the same files at once, the second is told."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.errors import KbError

LOCK: Final = ".kb-lock"
"""On Windows, where a folder cannot be locked: the file that is, in the root; it goes when its process ends, however that ends."""


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold a knowledge base for one writer; a dead process holds nothing, and nothing is left in the folder.

    Where a file system knows no such locks, it is held against nobody.

    Raises:
        KbError: if somebody else holds it, or it cannot be opened.
    """
    try:
        handle = _opened(root)
    except OSError as error:
        raise KbError(f"nothing was changed: {root} cannot be opened ({error.strerror or error})") from None
    try:
        try:
            _hold(handle)
        except BlockingIOError:
            raise KbError("nothing was changed: another kb is writing to these files; run the command again") from None
        except OSError:
            pass  # no locks here: that each file is what it was is still looked at
        yield
    finally:
        os.close(handle)


def _opened(root: Path) -> int:
    if sys.platform == "win32":
        if (root / LOCK).is_symlink():  # anybody could add one that leads to a file of this machine
            raise OSError(errno.ELOOP, f"{LOCK} is a link")
        # deleted by the system with its last handle, be that by the death of its process
        return os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_TEMPORARY | os.O_NOINHERIT, 0o600)
    return os.open(root, os.O_RDONLY)


def _hold(handle: int) -> None:
    """Lock a file for this process.

    Raises:
        BlockingIOError: if another process has it.
        OSError: if the file system has no locks.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - not everywhere

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:  # what Windows says of a lock that another process has
            raise BlockingIOError(*error.args) from None
        return
    import fcntl  # noqa: PLC0415 - likewise

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
