"""Writing several files so that either all of them change or none does."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kb.errors import KbError
from kb.files.erase.eraser import Change
from kb.files.write import drop, staged, write_text

_OPEN: Final = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_together(root: Path, changes: Sequence[Change]) -> None:
    """Write changes: first every new text under a hidden name, beside its file; then all are put in place.

    Raises:
        KbError: if one cannot be written. The files are then as they were; if even that could not be had back, the
            message names those that are not.
    """
    staged: list[tuple[Change, str]] = []
    try:
        for change in changes:
            staged.append((change, _staged(root, change)))  # noqa: PERF401 - what is staged must be known when one fails
        _put_in_place(root, staged)
    finally:
        for _, temporary in staged:
            drop(temporary)  # put in place, most often


def _staged(root: Path, change: Change) -> str:
    """Write the new text of a file beside it, after a look whether it can take its place.

    Raises:
        KbError: if it cannot; nothing has changed.
    """
    old, new = root / change.path, root / change.new_path
    try:
        if old.read_bytes() != change.old.encode():
            raise KbError(f"nothing was changed: {change.path} is no longer what it was; run the command again")
        if new != old and os.path.lexists(new):
            raise KbError(f"nothing was changed: there is a file {change.new_path} already")
        os.close(os.open(old, _OPEN))  # refused where it is read-only, immutable or a link
        return staged(new, change.new.encode(), mode=old.stat().st_mode & 0o777)
    except OSError as error:
        raise KbError(f"nothing was changed: {change.path} cannot be written ({error.strerror or error})") from None


def _put_in_place(root: Path, staged: Sequence[tuple[Change, str]]) -> None:
    done: list[Change] = []
    try:
        for change, temporary in staged:
            done.append(change)  # beforehand: an interrupt may come behind the step
            os.replace(temporary, root / change.new_path)  # noqa: PTH105
            if change.new_path != change.path:
                (root / change.path).unlink()
    except OSError as error:
        lost = _back(root, done)
        why = f"{done[-1].path} cannot be written ({error.strerror or error})"
        raise KbError(_said(why, lost)) from None
    except BaseException:
        lost = _back(root, done)
        if lost:
            raise KbError(_said("interrupted", lost)) from None
        raise


def _back(root: Path, done: Sequence[Change]) -> list[str]:
    """Put back the old texts; return the files where that failed."""
    lost: list[str] = []
    for change in reversed(done):
        old, new = root / change.path, root / change.new_path
        try:
            if not os.path.lexists(old) or old.read_bytes() != change.old.encode():
                write_text(old, change.old)
            if new != old:
                new.unlink(missing_ok=True)
        except (KbError, OSError):
            lost.append(change.path)
    return sorted(lost)


def _said(why: str, lost: Sequence[str]) -> str:
    if not lost:
        return f"nothing was changed: {why}; what had been written is as it was"
    return f"{why}, and these could not be put back as they were: {', '.join(lost)}; all others are as they were"
