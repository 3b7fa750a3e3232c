"""Writing files: each as a whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from kb.errors import KbError


def write_text(path: Path, text: str) -> None:
    """Write a file atomically: a reader, and a crash at any instant, meets the old text or the new, never half.

    Raises:
        KbError: with the reason, if it cannot be written; the old file is then as it was.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))  # noqa: PTH101 - beside os.replace
        os.replace(temporary, path)  # noqa: PTH105 - the atomic step, spelt as POSIX does
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        raise KbError(f"{path} cannot be written: {error.strerror}") from None


def _mode(path: Path) -> int:
    """Return the permissions of the file replaced, else those a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
