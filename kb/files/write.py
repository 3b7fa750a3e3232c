"""Writing files: each as a whole or not at all. All that kb writes goes through here, except the journal of a run.

New content is written under a hidden name, is waited for until it is on the disk, and only then takes its place: by a
rename where it replaces a file, by a hard link where it must not.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kb.errors import KbError

_LEFT_BEHIND: Final = 3600
"""Seconds after which a file in the making is taken for what a killed process left behind."""
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)


def write_text(path: Path, text: str) -> None:
    """Write a file atomically: a reader, and a crash at any instant, meets the old text or the new, never half.

    A link is written through; what is no file (``/dev/stdout``, a pipe) is written to as it is.

    Raises:
        KbError: with the reason, if it cannot be written; the old file is then as it was.
    """
    data = encoded(path, text)
    try:
        path = Path(os.path.realpath(path))
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)
        else:
            _replace(path, data)
    except OSError as error:
        raise KbError(f"{path} cannot be written: {error.strerror or error}") from None


def encoded(path: Path, text: str) -> bytes:
    """Return the bytes of a text that is to be written.

    Raises:
        KbError: if it holds half a character.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise KbError(f"{path} cannot be written: {text[error.start]!a} is no character of UTF-8") from None


def _replace(path: Path, data: bytes) -> None:
    temporary = staged(path, data, mode=path.stat().st_mode & 0o777 if path.exists() else None)
    try:
        os.replace(temporary, path)  # noqa: PTH105 - the atomic step, spelt as POSIX does
    except BaseException:  # an interrupt, too, leaves nothing behind
        drop(temporary)
        raise
    sync_folder(path.parent)
    with contextlib.suppress(OSError):  # the new version stands; what follows is tidying
        sweep(path.parent, path.stat().st_mtime, f".{path.name}.")


def publish(path: Path, data: bytes, folder: Path | None = None) -> None:
    """Write a new file as a whole or not at all; of several processes that try, one succeeds.

    Args:
        path: the file; it must not exist.
        data: its bytes.
        folder: where it is made, on the same file system; by default where it goes.

    Raises:
        FileExistsError: if the file exists; it is left alone.
        KbError: if it cannot be written.
    """
    with said(path):
        temporary = staged(path, data, folder)
        try:
            claim(temporary, path)
        finally:
            drop(temporary)


def staged(
    path: Path, data: bytes, folder: Path | None = None, mode: int | None = None, *, lasting: bool = True
) -> str:
    """Write what a file is to hold under a hidden name nobody else has, and return that name when it is on the disk.

    Args:
        path: the file it is for.
        data: its bytes.
        folder: where to put it; by default beside the file.
        mode: its permissions, for nobody else to read before it has them; by default those of any new file.
        lasting: whether to wait for the disk; what can be made anew need not survive a power cut.
    """
    temporary = os.path.join(folder or path.parent, f".{path.name}.{os.urandom(6).hex()}.tmp")  # noqa: PTH118
    handle = os.open(temporary, _NEW, 0o666 if mode is None else 0o600)
    try:
        try:
            write_all(handle, data, lasting=lasting)
        finally:
            os.close(handle)
        if mode is not None:
            os.chmod(temporary, mode)  # noqa: PTH101 - beside os.replace
    except BaseException:
        drop(temporary)
        raise
    return temporary


def claim(temporary: str, path: Path) -> None:
    """Give a staged file its name, unless the name is taken; without hard links as nearly so as can be.

    Raises:
        FileExistsError: if it is taken.
    """
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(str(path)) from None
        os.rename(temporary, path)  # noqa: PTH104 - beside os.link
    sync_folder(path.parent)


def drop(temporary: str) -> None:
    """Remove a staged file, if it is still there."""
    with contextlib.suppress(OSError):
        os.unlink(temporary)  # noqa: PTH108


@contextlib.contextmanager
def said(path: Path, doing: str = "written") -> Iterator[None]:
    """Turn an error of the operating system into a sentence; that a file exists already passes through."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise KbError(f"{path} cannot be {doing}: {error.strerror}") from None


def write_all(handle: int, data: bytes, *, lasting: bool = True) -> None:
    """Write bytes and, if they are to last, wait until they are on the disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    if lasting:
        os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder survive a power cut, where folders can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def folders_made(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; return those that were made, outermost first.

    Raises:
        KbError: if one cannot be made; those made before are gone again.
    """
    missing = [item for item in (folder, *folder.parents) if not item.exists()][::-1]
    made: list[Path] = []
    for item in missing:
        try:
            item.mkdir()
            made.append(item)
        except OSError as error:
            without(made)
            raise KbError(f"the folder {item} cannot be made: {error.strerror or error}") from None
        except BaseException:  # an interrupt, perhaps behind the step
            without([*made, item])
            raise
    return made


def without(folders: list[Path]) -> None:
    """Remove folders that were made, unless something lies in them by now."""
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def sweep(folder: Path, now: float, prefix: str = ".") -> None:
    """Remove files in the making that killed processes left more than an hour before ``now`` (seconds of the epoch)."""
    with contextlib.suppress(OSError), os.scandir(folder) as inside:
        for item in inside:
            if item.name.startswith(prefix) and item.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    if item.stat(follow_symlinks=False).st_mtime < now - _LEFT_BEHIND:
                        os.unlink(item.path)  # noqa: PTH108
