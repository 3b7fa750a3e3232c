"""kb site: build, serve, write and audit the site. A group whose commands are modules of this package, imported on demand."""

from typing import Final

import click

from kb.cli.groups import Group

COMMANDS: Final = {
    "audit": "Search a built site for what its profile must not hold.",
    "build": "Build the site, to publish it.",
    "serve": "Serve the site here; edits show at once.",
    "write": "Write the site as Markdown, for other engines.",
}
"""Every command of the group and its one line; its module is ``kb.cli.site_<name>``."""

_EPILOG = """\b
Examples:
  kb site build                         to build/site
  kb site serve                         http://127.0.0.1:8000
  kb site build --profile leadership    nobody is named
  kb site audit build/site              before it is published
  kb site write pages                   Markdown, for another engine
"""


@click.command("site", cls=Group, listed=COMMANDS, modules="kb.cli.site_", epilog=_EPILOG)
def command() -> None:
    """Make a site of the knowledge base: one page per component, with search.

    Whoever is paged finds there what a thing is, what is broken without it, whom to call and which runbook works. The
    site is for few by default: profile internal, not to be indexed. It needs the package mkdocs-material; `kb doctor` says whether it is there.
    """
