"""kb migrate: lift the files to the newest schema."""

import sys
from typing import TYPE_CHECKING

import click

from kb.cli.notes import note
from kb.cli.session import Session, say, session_command

if TYPE_CHECKING:
    from kb.files.migration import Migration

_EPILOG = """\b
Examples:
  kb migrate --dry-run       what would change, as a diff
  kb migrate                 shows the diff, asks, then writes
  kb migrate --yes           does not ask
"""


@click.command("migrate", epilog=_EPILOG, short_help="Lift the files to the newest schema.")
@click.option("--yes", is_flag=True, help="Do not ask; without a terminal nothing is written otherwise.")
@click.option("--dry-run", is_flag=True, help="Show the diff, and write nothing.")
@session_command
def command(session: Session, yes: bool, dry_run: bool) -> None:
    """Lift the files to the newest schema, comments, order and form kept.

    The schema stands as `schema` in kb.toml. The diff is shown first; the result is tried on a copy and must load
    without a fault. All files change or none does; git shows the change and takes it back. Exit code 1: something is
    left for you to write.
    """
    from kb.files.migration import plan  # noqa: PLC0415 - keeps `--help` light

    found = plan(session.root)
    if not found.changes:
        note(f"The files are of schema {found.before}, the newest this kb knows: nothing to do.")
        return
    from kb.cli.person import diff  # noqa: PLC0415 - as above

    say(diff(found.changes), None)
    sys.stdout.flush()
    if dry_run or not (yes or sys.stdin.isatty()):
        why = "--dry-run" if dry_run else "there is no terminal to ask on: add --yes to write"
        note(f"{_summary(found)} Nothing was written ({why}).")
    elif yes or click.confirm(f"{_summary(found)} Write it?", err=True):
        found.apply(session.root)
        note(f"{_summary(found)} Written; `git diff` shows it, `git restore` takes it back.")
        if found.by_hand:
            note(f"Now write `schema = {found.after}` under [tool.kb] in pyproject.toml, which kb does not write.")
            raise click.exceptions.Exit(1)
    else:
        note("Nothing was written.")
        raise click.exceptions.Exit(1)


def _summary(found: "Migration") -> str:
    files = "1 file" if len(found.changes) == 1 else f"{len(found.changes)} files"
    if found.before == found.after:
        return f"Schema {found.after} is the newest, and kb.toml will say so ({files})."
    return f"From schema {found.before} to {found.after}: {files}."
