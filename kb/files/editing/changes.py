"""What becomes of a file, and writing several so that either all of them change or none does.

Longer than the usual 150 lines: making changes and undoing them share how each step is told apart from somebody else's.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from kb.errors import KbError
from kb.files.editing.alone import alone
from kb.files.editing.journal import begin, begun, end, is_ours, sweep
from kb.files.tree import JOURNAL
from kb.files.write import claim, drop, folders_made, staged, sync_folder, without, write_text

_UNCHANGED: Final = "nothing was changed: "
_OPEN: Final = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Change(NamedTuple):
    """A file before and after: its path may change, too.

    Attributes:
        path: where it is, relative to the root of the knowledge base, with ``/``.
        new_path: where it goes; mostly the same.
        old: its text; None of a file that is new.
        new: its new text.
    """

    path: str
    new_path: str
    old: str | None
    new: str


def new_file(path: str, text: str) -> Change:
    """Return the change that makes a file."""
    return Change(path, path, None, text)


def write_together(root: Path, changes: Sequence[Change], rests_on: Mapping[str, str] | None = None) -> None:
    """Write changes: first every new text under a hidden name, beside its file; then all are put in place.

    Args:
        root: where the knowledge base lies; it is made if it is missing.
        changes: what is to change.
        rests_on: files that are only right together with the changes (path -> text); they must still be as they were.

    Raises:
        KbError: if one cannot be written, or somebody else is writing. The files are then as they were, and nothing new is
            there; if even that could not be had back, the message names those that are not.
    """
    folders = folders_made(root)
    try:
        with alone(root):
            _ready(root, rests_on or {})
            _written(root, changes)
    except BaseException:
        without(folders)
        raise


def _ready(root: Path, rests_on: Mapping[str, str]) -> None:
    """Make sure that no other change is half done, and that what this one rests on is what it was.

    Raises:
        KbError: if not.
    """
    for path, text in rests_on.items():
        _still(root, path, text)
    if os.path.lexists(root / JOURNAL):
        raise KbError("nothing was changed: an earlier change was cut off half-way; run the command again")


def _written(root: Path, changes: Sequence[Change]) -> None:
    """Make changes; once the journal is gone they are made, before that anything that happens undoes them."""
    folders: list[Path] = []
    staged: list[tuple[Change, str]] = []
    done: list[tuple[Change, str]] = []
    try:
        begin(root, changes)
        for change in changes:
            folders += folders_made((root / change.new_path).parent)
            staged.append((change, _staged(root, change)))
        for change, temporary in staged:
            done.append((change, temporary))  # beforehand: an interrupt may come behind the step
            _put(root, change, temporary)
        for _, temporary in staged:
            drop(temporary)
        end(root)
    except BaseException as error:
        try:
            lost = _back(root, done)
        except KeyboardInterrupt:  # told twice; who is told a third time leaves the journal
            lost = _back(root, done)
        _tidied(root, changes)
        without(folders)
        end(root)
        told = _told(error, done, lost)
        if told is not error:
            raise told from None
        raise


def _tidied(root: Path, changes: Sequence[Change]) -> None:
    """Remove what was staged, whether or not its name was learnt."""
    sweep([root / JOURNAL, *(root / path for change in changes for path in (change.path, change.new_path))])


def _told(error: BaseException, done: Sequence[tuple[Change, str]], lost: Sequence[str]) -> BaseException:
    """Return what to say of what went wrong."""
    if isinstance(error, OSError):
        path = done[-1][0].new_path if done else JOURNAL
        return KbError(_said(f"{path} cannot be written ({error.strerror or 'there is one by now'})", lost))
    if lost:
        return KbError(
            _said(str(error).removeprefix(_UNCHANGED) if isinstance(error, KbError) else "interrupted", lost)
        )
    return error


def put_back(root: Path) -> list[str] | None:
    """Undo a change whose process was killed half-way, by its journal.

    Returns:
        None if there is none; else the files that are neither as they were nor as they were to be, and were left alone.

    Raises:
        KbError: if somebody is writing just now, or the journal cannot be read.
    """
    if not os.path.lexists(root / JOURNAL):
        return None
    with alone(root):
        found = begun(root)
        if found is None:
            return None  # its process lived, and has ended by now
        ours = [Change(*row) for row in found.rows if is_ours(root, row)]
        lost = [row[0] for row in found.rows if not is_ours(root, row)] + _back(root, [(change, "") for change in ours])
        _tidied(root, ours)
        without([root / folder for folder in found.folders])
        end(root)
        return sorted(lost)


def _still(root: Path, path: str, text: str) -> None:
    """Make sure that a file is what it was.

    Raises:
        KbError: if it is not.
    """
    try:
        same = (root / path).read_bytes() == text.encode()
    except FileNotFoundError:
        same = False
    except OSError as error:
        raise KbError(f"nothing was changed: {path} cannot be read ({error.strerror or error})") from None
    if not same:
        raise KbError(f"nothing was changed: {path} is no longer what it was; run the command again")


def _staged(root: Path, change: Change) -> str:
    """Write the new text of a file beside it, after a look whether it can take its place.

    Raises:
        KbError: if it cannot; nothing has changed.
    """
    old, new = root / change.path, root / change.new_path
    if change.old is not None:
        _still(root, change.path, change.old)
    try:
        if (change.old is None or new != old) and os.path.lexists(new):
            raise KbError(f"nothing was changed: there is a file {change.new_path} already")
        if change.old is None:
            return staged(new, change.new.encode())
        os.close(os.open(old, _OPEN))  # refused where it is read-only, immutable or a link
        return staged(new, change.new.encode(), mode=old.stat().st_mode & 0o777)
    except OSError as error:
        raise KbError(f"nothing was changed: {change.path} cannot be written ({error.strerror or error})") from None


def _put(root: Path, change: Change, temporary: str) -> None:
    old, new = root / change.path, root / change.new_path
    if change.old is not None:
        _still(root, change.path, change.old)  # an editor knows no locks
    if change.old is not None and new == old:
        os.replace(temporary, new)  # noqa: PTH105 - the atomic step, spelt as POSIX does
        sync_folder(new.parent)
        return
    claim(temporary, new)
    if change.old is not None:
        old.unlink()


def _back(root: Path, done: Sequence[tuple[Change, str]]) -> list[str]:
    """Put back the old texts and take away new files, where what stands there is ours; return those where that failed."""
    lost: list[str] = []
    for change, temporary in reversed(done):
        old, new = root / change.path, root / change.new_path
        ours = change.new.encode()
        try:
            if change.old is not None and new == old:
                there = old.read_bytes() if old.exists() else None
                if there == ours and there != change.old.encode():
                    write_text(old, change.old)
                elif there != change.old.encode() and not os.path.lexists(temporary):
                    lost.append(change.path)  # changed by somebody else once it had been replaced
                continue
            if _is_ours(new, temporary) and os.path.lexists(new) and new.read_bytes() == ours:
                if change.old is not None and not os.path.lexists(old):
                    write_text(old, change.old)
                new.unlink()
        except (KbError, OSError):
            lost.append(change.path)
    return sorted(lost)


def _is_ours(file: Path, temporary: str) -> bool:
    """Whether a file is what was staged, not one that somebody else made meanwhile under the same name."""
    return not os.path.lexists(temporary) or (file.exists() and file.samefile(temporary))


def _said(why: str, lost: Sequence[str]) -> str:
    if not lost:
        return f"nothing was changed: {why}; what had been written is as it was"
    return f"{why}, and these could not be put back as they were: {', '.join(lost)}; all others are as they were"
