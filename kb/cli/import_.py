"""kb import: what an organisation already has, proposed as a diff to the files. One command an importer."""

import dataclasses
import importlib.util
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kb import plugs
from kb.cli.notes import note
from kb.cli.options import draw, format_option, output_option
from kb.cli.session import Session, say, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.files.merging.merge import Proposal
    from kb.importers import Importer, Reading
    from kb.model.fact import ImportReport

_EPILOG = """\b
Examples:
  kb import compose ../shop               reads ../shop/compose.yml, shows the diff, asks
  kb import codeowners ../shop --dry-run  shows the diff, writes nothing
  kb import git ../shop --format json     what was read, taken, skipped and why
  kb explain import-compose               the manual page of an importer
"""


class Imports(click.Group):
    """A group with one command an importer, made from its plug only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the ids of all importers."""
        from kb import importers  # noqa: PLC0415 - keeps `kb --help` light

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
        from kb import importers  # noqa: PLC0415 - keeps `kb --help` light
        from kb.cli.explain import page  # noqa: PLC0415

        pages = [(name, page("importer", importers, name).summary) for name in self.list_commands(ctx)]
        with formatter.section("Importers"):
            formatter.write_dl(pages)


@click.command("import", cls=Imports, epilog=_EPILOG, short_help="Propose files from what already exists.")
def command() -> None:
    """Propose files from what an organisation already has.

    Each importer reads foreign files, opens no connection and runs nothing. The diff is shown first; on a terminal
    you are asked, elsewhere nothing is written without --yes. What a human wrote is never changed.
    """


def importer_command(name: str) -> click.Command:
    """Return the command of an importer: its places, its options, and what all importers share."""
    from kb import importers  # noqa: PLC0415 - keeps `kb --help` light
    from kb.importers import Importer  # noqa: PLC0415

    plug = plugs.plug(importers, Importer, name)  # type: ignore[type-abstract]
    fields = dataclasses.fields(plug)

    @session_command
    def run(
        session: Session,
        places: tuple[str, ...],
        dry_run: bool,
        yes: bool,
        format_name: str,
        output: str | None,
        **options: Any,
    ) -> None:
        bring_in(
            session, name, plug(**options), places, dry_run=dry_run, yes=yes, format_name=format_name, output=output
        )

    made = shared(run)
    for field in reversed(fields):
        made = click.option(f"--{field.name.replace('_', '-')}", field.name, default=field.default, show_default=True,
                            type=type(field.default), help=_help(plug, field.name))(made)  # fmt: skip
    page = (sys.modules[plug.__module__].__doc__ or "").strip()
    text = page.split("\n\n")[0].replace("\n", " ") + f"\n\nThe manual page: kb explain import-{name}"
    example = f"\b\nExamples:\n  kb import {name} ../shop --dry-run\n  kb import {name} ../shop --yes -f json"
    return click.command(name, help=text, epilog=example)(made)


def shared(function: Any) -> Any:
    """Add what all importers take: places, --dry-run, --yes, --format, --output."""
    for option in (
        output_option,
        format_option("text", "json", "markdown", "csv"),
        click.option("--yes", is_flag=True, help="Do not ask; needed to write where there is no terminal."),
        click.option("--dry-run", is_flag=True, help="Show the diff, and write nothing."),
        click.argument("places", metavar="[PATH]...", nargs=-1),
    ):
        function = option(function)
    return function


def _help(plug: "type[Importer]", field: str) -> str:
    found = re.search(rf"^ +{field}: (.+?)(?=\n +\w+: |\n *\n|\Z)", plug.__doc__ or "", re.MULTILINE | re.DOTALL)
    text = " ".join(found[1].split()) if found else ""
    return text[:1].upper() + text[1:]


def bring_in(
    session: Session,
    name: str,
    importer: "Importer",
    places: tuple[str, ...],
    *,
    dry_run: bool,
    yes: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Read places with an importer, show what it would change, and write it if that is agreed.

    Raises:
        UsageError: if a place does not exist, or holds nothing for this importer.
    """
    session.overlay = False
    found = _places(importer, places or (".",), name)
    what = ", ".join(places) if places else "this folder"
    reading = importer.read(found, session.base)
    shown(session, name, what, reading, dry_run=dry_run, yes=yes, format_name=format_name, output=output)


def shown(
    session: Session,
    name: str,
    what: str,
    reading: "Reading",
    *,
    dry_run: bool,
    yes: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Show what a reading would change, and write it if that is agreed."""
    from kb.documents import importing  # noqa: PLC0415 - keeps `--help` light

    proposal, report = propose(session, name, what, reading)
    if format_name == "text":
        say(diff(proposal), None)
        sys.stdout.flush()
    describe = importing.describe_rows if format_name == "csv" else importing.describe
    draw(report, describe(report), format_name, output)
    if proposal.changes or proposal.new_files:
        _write(session, proposal, dry_run=dry_run, yes=yes)


def _places(importer: "Importer", places: tuple[str, ...], name: str) -> list[Path]:
    found: list[Path] = []
    for place in places:
        path = Path(place)
        if not path.exists():
            raise UsageError(f"{place} does not exist")
        found += importer.finds(path) if path.is_dir() else [path]
    if not found:
        raise UsageError(
            f"nothing for `kb import {name}` in {', '.join(places)}; `kb explain import-{name}` says what it reads"
        )
    return found


def propose(session: Session, name: str, what: str, reading: "Reading") -> "tuple[Proposal, ImportReport]":
    """Work out what a reading adds to the files, and what is to be said about it."""
    from kb.files.merging.merge import merge  # noqa: PLC0415 - keeps `--help` light
    from kb.model.fact import ImportReport  # noqa: PLC0415

    proposal = merge(session.root, session.base, reading.facts, name, what, reading.files)
    files = sorted([change.path for change in proposal.changes] + list(proposal.new_files))
    report = ImportReport(
        name, what, reading.read, reading.skipped, reading.notes, proposal.added, proposal.same, proposal.kept,
        proposal.dropped, tuple(files), reading.covers,
    )  # fmt: skip
    return proposal, report


def diff(proposal: "Proposal") -> str:
    """Return a proposal as a unified diff, safe to show on a terminal."""
    from kb.cli import person  # noqa: PLC0415 - shares the drawing of a diff
    from kb.files.erase.eraser import Change  # noqa: PLC0415

    made = (Change(path, path, "", text) for path, text in sorted(proposal.new_files.items()))
    return person.diff((*proposal.changes, *made))


def _write(session: Session, proposal: "Proposal", *, dry_run: bool, yes: bool) -> None:
    from kb.files.merging.trial import written  # noqa: PLC0415 - keeps `--help` light

    count = len(proposal.changes) + len(proposal.new_files)
    files = "1 file" if count == 1 else f"{count} files"
    if dry_run or not (yes or sys.stdin.isatty()):
        note(f"Nothing was written to {files} ({'--dry-run' if dry_run else 'no terminal to ask on; --yes writes'}).")
    elif yes or click.confirm(f"Write this to {files}?", err=True):
        written(session.root, proposal.changes, proposal.new_files)
        note(f"Written to {files}. Next: kb check")
    else:
        note("Nothing was written.")
        raise click.exceptions.Exit(1)
