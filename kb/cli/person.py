"""kb person: show, or remove, all that is stored on a person."""

import difflib
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from kb.cli.notes import note
from kb.cli.options import complete_ids, draw, format_option, output_option
from kb.cli.session import Session, known, say, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.person.consequences import Consequences
    from kb.files.erase.eraser import Change
    from kb.files.erase.plan import Plan

_EPILOG = """\b
Examples:
  kb person show p-2                    everything stored on p-2, and where
  kb person forget p-2 --dry-run        what would change, as a diff
  kb person forget p-2                  shows the diff, asks, then writes
"""
_SHOW = """\b
Examples:
  kb person show p-2
  kb person show p-2 --format json -o p-2.json
"""
_FORGET = """\b
Examples:
  kb person forget p-2 --dry-run        what would change, as a diff
  kb person forget p-2                  shows the diff, asks, then writes
  kb person forget p-2 --yes            does not ask
"""
_KEPT: Final = (
    "Git keeps what was committed, and so do clones, built sites and mails: if the law asks for more, the history must be "
    "rewritten (git filter-repo) and those who hold copies told."
)


@click.group("person", epilog=_EPILOG, short_help="Show, or remove, all that is stored on a person.")
def command() -> None:
    """Show, or remove, all that is stored on a person."""


@command.command("show", epilog=_SHOW, short_help="Show everything stored on a person, and where.")
@click.argument("person", metavar="ID", shell_complete=complete_ids("people"))
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def show(session: Session, person: str, format_name: str, output: str | None) -> None:
    """Show everything stored on a person and every place that names them, with file and line."""
    from kb.analyses.person.stored import stored  # noqa: PLC0415 - keeps `--help` light
    from kb.documents import person as words  # noqa: PLC0415
    from kb.files.erase.find import Files  # noqa: PLC0415

    base = session.base
    known(person, base.people, "person")
    files = Files(session.root)
    references = {(path, line) for path, marks in files.references(person).items() for line, _ in marks}
    mentions = [item for item in files.mentions(person) if (item.path, item.line - 1) not in references]
    report = stored(base, person, mentions)
    describe = words.describe_rows if format_name == "csv" else words.describe
    draw(report, describe(report), format_name, output)


@command.command("forget", epilog=_FORGET, short_help="Remove a person from the files.")
@click.argument("person", metavar="ID", shell_complete=complete_ids("people"))
@click.option("--yes", is_flag=True, help="Do not ask; needed where there is no terminal.")
@click.option("--dry-run", is_flag=True, help="Show the diff, and write nothing.")
@click.option("--words", is_flag=True, help="Replace the id in texts and comments even if it is a plain word.")
@session_command
def forget(session: Session, person: str, yes: bool, dry_run: bool, words: bool) -> None:
    """Remove a person from the files: their entry, knowledge, turns, shifts and duties.

    Records of what was done (runs, sign-offs, waivers, polls, authorship) stay as evidence under a fresh id `gone-N`
    of which nothing is known but a last day. Comments, order and form of the files are kept. The diff is shown first,
    with what the knowledge base lacks afterwards; the result is tried on a copy and must load without a fault. Exit
    code 1: places are left for you to judge.
    """
    from kb.analyses.person.consequences import consequences  # noqa: PLC0415 - keeps `--help` light
    from kb.files.erase.plan import plan  # noqa: PLC0415 - as above
    from kb.model.moment import day_of  # noqa: PLC0415

    base = session.base
    known(person, base.people, "person")
    at = session.at(None).instant
    until = day_of(at) - timedelta(days=1)
    found = plan(session.root, base, base.people[person], until, words=words)
    say(diff(found.changes), None)
    sys.stdout.flush()
    for line in _lacking(consequences(base, person, at), person):
        note(line)
    if dry_run:
        note(f"{_summary(found)} Nothing was written (--dry-run).")
    elif yes or _agreed(found):
        found.apply(session.root)
        note(f"{_summary(found)} Written.\n{_KEPT}")
    else:
        note("Nothing was written.")
        raise click.exceptions.Exit(1)
    if found.left:
        raise click.exceptions.Exit(1)


def _lacking(found: "Consequences", person: str) -> list[str]:
    """Say what the knowledge base lacks without someone, a sentence a line."""
    lines = []
    if found.last:
        lines.append(f"Nobody who is available can operate {', '.join(found.last)} without `{person}`.")
    if found.nobody:
        lines.append(f"No other entry stands for {', '.join(found.nobody)}: what remains written there is *nobody*.")
    if found.duties:
        duties = "; ".join(f"{group} {subject} ({key})" for group, subject, key in found.duties)
        lines.append(f"These lose `{person}`: {duties}.")
    return lines


def _agreed(found: "Plan") -> bool:
    if not sys.stdin.isatty():
        raise UsageError(
            f"there is no terminal to ask on, and nothing was written: add --yes to remove `{found.person}`, or --dry-run"
        )
    return click.confirm(f"Remove `{found.person}` from {_files(found)}?", err=True)


def _files(found: "Plan") -> str:
    return "1 file" if len(found.changes) == 1 else f"{len(found.changes)} files"


def _summary(found: "Plan") -> str:
    renamed = f"; records carry `{found.pseudonym}` instead" if found.pseudonym else ""
    lines = [f"`{found.person}` goes from {_files(found)}{renamed}."]
    if found.left:
        places = ", ".join(str(source) for source in found.left)
        lines.append(
            f"Left for you to judge, since `{found.person}` may be a plain word there (--words replaces it): {places}."
        )
    if found.names:
        places = ", ".join(str(source) for source in found.names)
        lines.append(f"Their title, an alias or a handle still stands in {places}; look whether it means them.")
    return " ".join(lines)


def diff(changes: "tuple[Change, ...]") -> str:
    """Return changes as a unified diff, safe to show on a terminal."""
    from kb.render._clean import clean  # noqa: PLC0415 - keeps `--help` light

    lines: list[str] = []
    for change in changes:
        if change.path != change.new_path:
            lines += [f"rename from {change.path}", f"rename to {change.new_path}"]
        old, new = change.old.splitlines(), change.new.splitlines()
        lines += difflib.unified_diff(old, new, f"a/{change.path}", f"b/{change.new_path}", lineterm="")
    return clean("\n".join(lines)) + "\n" if lines else ""
