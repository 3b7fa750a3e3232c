"""kb site write: the site as Markdown."""

import sys
from pathlib import Path

import click

from kb.cli.options import at_option
from kb.cli.session import Session, session_command, today
from kb.cli.site_build import profile_option

_EPILOG = """\b
Examples:
  kb site write pages                    Markdown, styles and mkdocs.yml
  kb site write pages --dry-run          how much would change
"""


@click.command("write", epilog=_EPILOG, short_help="Write the site as Markdown, for other engines.")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@at_option
@profile_option
@click.option("--dry-run", is_flag=True, help="Say how much would change, and write nothing.")
@session_command
def command(session: Session, target: Path, at: str | None, profile: str | None, dry_run: bool) -> None:
    """Write the site as a project of Markdown files with a mkdocs.yml, for an engine that reads such (Zensical does).

    Only what changed is written again, so that an engine that watches builds no more than it must.
    """
    from kb.publish.source import read  # noqa: PLC0415 - keeps `--help` light
    from kb.publish.write import write  # noqa: PLC0415 - as above

    session.base  # noqa: B018 - refuses files with faults, all listed
    done = write(session.root, read(session.root, today, at=at, profile=profile), target, dry_run=dry_run)
    would = "would write" if dry_run else "wrote"
    sys.stdout.write(
        f"{would} {done.changed} files to {target}, {done.same} are as they were, {done.removed} leftovers removed\n"
    )
