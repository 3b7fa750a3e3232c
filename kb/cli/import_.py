"""kb import: what an organisation already has, proposed as a diff to the files. One command an importer."""

import importlib.util
import sys
from typing import Any

import click

from kb import plugs
from kb.cli.changes import dry_run_option, yes_option
from kb.cli.options import format_option, output_option
from kb.cli.proposing import Options, bring_in
from kb.cli.session import Session, session_command

_EPILOG = """\b
Examples:
  kb import compose ../shop               shows the diff of what it adds, asks
  kb import codeowners ../shop --dry-run  shows the diff, writes nothing
  kb import git ../shop --dry-run -f json what was read, taken, left, and why
  kb explain import-compose               the manual page of an importer
"""


class Imports(click.Group):
    """A group with one command an importer, made from its plug only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the ids of all importers."""
        from kb import importers

        return plugs.names(importers)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of an importer: its own module if it has one, else the one all share."""
        if cmd_name not in self.list_commands(ctx):
            return None
        own = f"kb.cli.import_{cmd_name.replace('-', '_')}"
        if importlib.util.find_spec(own) is not None:
            command = importlib.import_module(own).command
            return command if isinstance(command, click.Command) else None
        return importer_command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the importers with the first sentence of their manual pages."""
        from kb import importers
        from kb.cli.explain import page

        pages = [(name, page("importer", importers, name).summary) for name in self.list_commands(ctx)]
        with formatter.section("Importers"):
            formatter.write_dl(pages)


@click.command("import", cls=Imports, epilog=_EPILOG)
def command() -> None:
    """Propose files from what an organisation already has.

    Each importer reads foreign files, opens no connection and runs nothing. The diff is shown first; on a terminal
    you are asked; elsewhere --dry-run is the default, and --yes writes. What a human wrote is never changed.
    """


def importer_command(name: str) -> click.Command:
    """Return the command of an importer: its places, its options, and what all importers share."""
    from kb import importers
    from kb.importers import Importer

    plug = plugs.plug(importers, Importer, name)  # type: ignore[type-abstract]
    known, said = plug.options(), plugs.meanings(plug)

    @session_command
    def run(session: Session, places: tuple[str, ...], **given: Any) -> None:
        options = {key: given[key] for key in known}
        bring_in(session, name, plug(**options), places, Options.of(given))

    made = shared(run)
    for key, default in reversed(known.items()):
        made = click.option(f"--{key.replace('_', '-')}", key, default=default, show_default=True,
                            type=type(default), help=f"{said[key][:1].upper()}{said[key][1:]}.")(made)  # fmt: skip
    page = (sys.modules[plug.__module__].__doc__ or "").strip()
    text = page.split("\n\n")[0].replace("\n", " ") + f"\n\nThe manual page: kb explain import-{name}"
    example = f"\b\nExamples:\n  kb import {name} ../shop --dry-run\n  kb import {name} ../shop --yes -f json"
    return click.command(name, help=text, epilog=example)(made)


def shared(function: Any) -> Any:
    """Add what all importers take: places, --dry-run, --yes, --format, --output."""
    for option in (
        output_option,
        format_option("text", "json", "markdown", "csv"),
        yes_option,
        dry_run_option,
        click.argument("places", metavar="[PATH]...", nargs=-1),
    ):
        function = option(function)
    return function
