"""kb site write: the site as Markdown."""

import sys
from pathlib import Path

import click

from kb.cli.changes import unwritten
from kb.cli.options import at_option
from kb.cli.session import Session, now, session_command
from kb.cli.site_build import profile_option, trust_option

_EPILOG = """\b
Examples:
  kb site write pages                    Markdown, styles and mkdocs.yml
  kb site write pages --dry-run          how much would change
"""


@click.command("write", epilog=_EPILOG)
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@at_option
@profile_option
@click.option("--dry-run", is_flag=True, help="Say how much would change, and write nothing.")
@trust_option
@session_command
def command(session: Session, target: Path, at: str | None, profile: str | None, dry_run: bool, trusted: bool) -> None:
    """Write the site as a project of Markdown files with a mkdocs.yml, for an engine that reads such (Zensical does).

    Only what changed is written again, so that an engine that watches builds no more than it must.
    """
    from kb.publish.source import read
    from kb.publish.write import write

    session.base  # noqa: B018 - refuses files with faults, all listed
    source = read(session.root, now, at=at, profile=profile)
    done = write(session.root, source, target, dry_run=dry_run, trusted=trusted)
    would = "would write" if dry_run else "wrote"
    sys.stdout.write(
        f"{would} {done.changed} files to {target}, {done.same} are as they were, {done.removed} leftovers removed\n"
    )
    sys.stdout.flush()
    if dry_run:
        unwritten("--dry-run")
