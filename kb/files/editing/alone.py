"""One writer at a time: of two commands that change the same files at once, the second is told."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kb.errors import KbError


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold a knowledge base for one writer; a dead process holds nothing, and nothing is left in the folder.

    Where a file system or platform knows no such locks, it is held against nobody.

    Raises:
        KbError: if somebody else holds it, or it cannot be opened.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - not everywhere

    try:
        handle = os.open(root, os.O_RDONLY)
    except OSError as error:
        raise KbError(f"nothing was changed: {root} cannot be opened ({error.strerror or error})") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KbError("nothing was changed: another kb is writing to these files; run the command again") from None
        except OSError:
            pass  # no locks here: that each file is what it was is still looked at
        yield
    finally:
        os.close(handle)
