"""kb export: the knowledge base in the words of other tools."""

from pathlib import Path

import click

from kb import plugs
from kb.cli.options import at_option, note
from kb.cli.session import Session, known, say, session_command
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb export mermaid                     the service graph, for Markdown
  kb export json -o base.json           everything, for a script
  kb export backstage -o catalog/       a catalogue, one file a kind
  kb export json --profile leadership   without names
  kb explain export-csv                 the manual page of an exporter
"""


def _names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from kb import exporters

    return [name for name in plugs.names(exporters) if name.startswith(incomplete)]


@click.command("export", epilog=_EPILOG)
@click.argument("name", metavar="[FORMAT]", required=False, shell_complete=_names)
@at_option
@click.option(
    "--profile",
    type=click.Choice(["internal", "leadership", "public"]),
    help="Redact it for this audience first, as the site does; without it, all that is in the files.",
)
@click.option("-o", "--output", metavar="PATH", help="Write to this file; several files go to this folder.")
@session_command
def command(session: Session, name: str | None, at: str | None, profile: str | None, output: str | None) -> None:
    """Write the knowledge base in the words of another tool; without FORMAT, list them.

    What another tool cannot say is left out: the manual page of each format says what that is, and whom it names.
    """
    from kb import exporters
    from kb.exporters import Exporter, Subject

    if name is None:
        say(_list(), output)
        return
    known(name, plugs.names(exporters), "exporter")
    plug = plugs.plug(exporters, Exporter, name)  # type: ignore[type-abstract]
    when = session.at(at)
    base = session.base
    if profile is not None:
        from kb.analyses.audience.redaction import redact
        from kb.model.asked import asked

        base = redact(base, profile, when.instant)
        instant = when.instant
        when = asked(base.settings, at, lambda: instant)  # the notice is redacted, too
    exporter, subject = plug(), Subject(base, when.instant, when.line)
    files = exporter.export(subject)
    if lacking := exporter.lacks(subject):
        note(lacking)
    folder = Path(output) if output and _is_folder(output, len(files)) else None
    if len(files) > 1 and folder is None:
        there = f"; {output} is a file" if output and output != "-" else ""
        raise UsageError(f"`kb export {name}` writes {len(files)} files: name a folder, such as -o {name}/{there}")
    if folder is None:
        say(next(iter(files.values())), output, data=True)
        return
    from kb.files.scaffold import overwrite_all

    for path in overwrite_all(folder, files):
        note(f"wrote {path}")


def _is_folder(output: str, files: int) -> bool:
    """Whether a place to write to is a folder, or is to become one: what is not there yet, and is to take several files."""
    place = Path(output)
    return place.is_dir() or output.endswith("/") or (files > 1 and output != "-" and not place.exists())


def _list() -> str:
    from kb import exporters
    from kb.cli.explain import page

    formatter = click.HelpFormatter(width=80)
    with formatter.section("Formats (kb export FORMAT)"):
        formatter.write_dl([(name, page("exporter", exporters, name).summary) for name in plugs.names(exporters)])
    return formatter.getvalue()
