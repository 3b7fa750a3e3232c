"""One process at a time writes a journal."""

import sys
from pathlib import Path

from kb.errors import KbError


class LockedError(KbError):
    """Another process has the file open."""


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
