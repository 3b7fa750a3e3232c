"""Changes to files: shown, asked about, and only then made. Every command that writes says it in these words."""

import sys
from typing import TYPE_CHECKING

import click

from kb.cli.options import note
from kb.cli.session import say
from kb.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from kb.files.editing.changes import Change

dry_run_option = click.option("--dry-run", is_flag=True, help="Show the diff, and write nothing.")
yes_option = click.option("--yes", is_flag=True, help="Do not ask; needed to write where there is no terminal.")


def show_diff(changes: "Iterable[Change]") -> None:
    """Print changes as a unified diff."""
    say(diff(changes), None)
    sys.stdout.flush()


def diff(changes: "Iterable[Change]") -> str:
    """Return changes as a unified diff, safe to show on a terminal."""
    from kb.render._clean import clean

    lines = [line for change in changes for line in _lines(change)]
    return clean("\n".join(lines)) + "\n" if lines else ""


def _lines(change: "Change") -> "Iterator[str]":
    from difflib import unified_diff

    if change.path != change.new_path:
        yield f"rename from {change.path}"
        yield f"rename to {change.new_path}"
    before = "/dev/null" if change.old is None else f"a/{change.path}"
    old, new = (change.old or "").splitlines(), change.new.splitlines()
    yield from unified_diff(old, new, before, f"b/{change.new_path}", lineterm="")


def over(path: "Path", text: str) -> "Change":
    """Return the change of writing a file where one may be: one that is made anew as often as it is asked for.

    Raises:
        UsageError: if what is there cannot be read.
    """
    from kb.files.editing.changes import Change

    try:
        old = path.read_text("utf-8") if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    return Change(path.as_posix(), path.as_posix(), old, text)


def agreed(files: int | None = None, *, dry_run: bool, yes: bool = False) -> bool:
    """Whether what was shown may be written; if not, it is said that nothing was.

    Without a terminal to ask on ``--dry-run`` is the default. See decision 73.

    Args:
        files: how many files are to be written; None if it is not asked about, since the command was given for that alone.
        dry_run: whether it is only to be shown.
        yes: whether the answer was given beforehand.

    Raises:
        click.exceptions.Exit: with 1, if the answer is no.
    """
    from kb.model.saying import count

    if dry_run:
        unwritten("--dry-run")
        return False
    if yes or files is None:
        return True
    if not sys.stdin.isatty():
        unwritten("there is no terminal to ask on, so --dry-run is the default: --yes writes")
        return False
    if click.confirm(f"Write {count(files, 'file')}?", err=True):
        return True
    note("Nothing was written.")
    raise click.exceptions.Exit(1)


def write(root: "Path", changes: "Sequence[Change]", rests_on: "Mapping[str, str] | None" = None) -> None:
    """Write changes, all or none; who is told to stop in between puts back what was.

    Args:
        root: where.
        changes: what.
        rests_on: other files that must still be as they were, as :func:`kb.files.editing.changes.write_together`.

    Raises:
        KbError: if one cannot be written.
    """
    from kb.cli.stopping import tidily
    from kb.files.editing.changes import write_together

    with tidily(once=True):
        write_together(root, changes, rests_on)


def put_back(root: "Path", *, dry_run: bool) -> None:
    """Undo an earlier change whose process was killed half-way, and say so; every command that changes files begins with it.

    Raises:
        KbError: if somebody is writing just now, or what was written down of it cannot be read.
    """
    from kb.cli.stopping import tidily
    from kb.files.editing import changes

    if dry_run:
        return  # it writes nothing; that something was cut off is said where the files are read
    with tidily(once=True):
        lost = changes.put_back(root)
    if lost is not None:
        note("An earlier change was cut off half-way; first, the files were put back as they were before it.")
    if lost:
        note(f"These were changed since and left alone, look at them: {', '.join(lost)}.")


def unwritten(why: str) -> None:
    """Say that nothing was written, and why."""
    note(f"Nothing was written ({why}).")
