"""kb migrate: lift the files to the newest schema."""

import click

from kb.cli.changes import agreed, dry_run_option, put_back, show_diff, write, yes_option
from kb.cli.options import note
from kb.cli.session import Session, session_command

_EPILOG = """\b
Examples:
  kb migrate --dry-run       what would change, as a diff
  kb migrate                 shows the diff, asks, then writes
  kb migrate --yes           does not ask
"""


@click.command("migrate", epilog=_EPILOG)
@yes_option
@dry_run_option
@session_command
def command(session: Session, yes: bool, dry_run: bool) -> None:
    """Lift the files to the newest schema, comments, order and form kept.

    The schema stands as `schema` in kb.toml. The diff is shown first; the result is tried and must load without a
    fault. All files change or none does; git shows the change and takes it back. Exit code 1: something is
    left for you to write.
    """
    from kb.files.migration import plan
    from kb.model.saying import count

    put_back(session.root, dry_run=dry_run)
    found = plan(session.root)
    if not found.changes:
        note(f"The files are of schema {found.before}, the newest this kb knows: nothing to do.")
        return
    show_diff(found.changes)
    if found.before == found.after:
        note(f"Schema {found.after} is the newest, and kb.toml will say so.")
    else:
        note(f"From schema {found.before} to {found.after}: {count(len(found.changes), 'file')}.")
    if agreed(len(found.changes), dry_run=dry_run, yes=yes):
        write(session.root, found.changes)
        note("Written; `git diff` shows it, `git restore` takes it back.")
        if found.by_hand:
            note(f"Now write `schema = {found.after}` under [tool.kb] in pyproject.toml, which kb does not write.")
            raise click.exceptions.Exit(1)
