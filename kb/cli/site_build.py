"""kb site build: the site, to publish it."""

import os
import sys
import time
from pathlib import Path

import click

from kb.cli.options import at_option, note
from kb.cli.session import Session, session_command

_EPILOG = """\b
Examples:
  kb site build                          to build/site
  kb site build --profile leadership -o /srv/kb
  kb site build --at 2022-10-01          as things stood on another date
"""

profile_option = click.option(
    "--profile",
    type=click.Choice(("internal", "leadership", "public")),
    help="Whom it is for (default: profile in kb.toml, else internal).",
)


trust_option = click.option(
    "--trust-templates", "trusted", is_flag=True, help="Let the base's own templates, scripts and HTML run: any code."
)


@click.command("build", epilog=_EPILOG)
@at_option
@profile_option
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Build to DIR (default: build/site)."
)
@click.option(
    "--strict/--no-strict", default=True, show_default=True, help="Let a warning, such as a broken link, end the build."
)
@trust_option
@session_command
def command(
    session: Session, at: str | None, profile: str | None, output: Path | None, strict: bool, trusted: bool
) -> None:
    """Build the site of the knowledge base.

    It is built aside and then put in place: a failed build changes nothing. What mkdocs.yml says is read as data;
    hooks, other plugins, and templates of its own unless --trust-templates says so, are refused.
    """
    from kb.cli.stopping import tidily
    from kb.publish.build import build
    from kb.publish.exposure import exposed

    with tidily():
        built = build(session.root, output, {"at": at, "profile": profile}, strict=strict, trusted=trusted)
    for warning in built.warnings:
        note(f"warning: {warning}")
    public = exposed(session.root, built.profile, os.environ)
    if public:
        note(f"warning: {public}")
    said = f"{built.pages:,} pages, {built.size / 1e6:.1f} MB, {time.process_time():.1f} CPU seconds"
    sys.stdout.write(f"wrote {_shown(built.folder)}: {said}\nprofile {built.profile}, as of {built.as_of}\n")


def _shown(folder: Path) -> str:
    here = Path.cwd()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) else str(folder)
