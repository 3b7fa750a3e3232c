"""kb person: show, or remove, all that is stored on a person."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import click

from kb.cli.changes import agreed, dry_run_option, put_back, show_diff, write, yes_option
from kb.cli.options import complete_ids, draw_words, format_option, note, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.person.consequences import Consequences
    from kb.files.erase.forgetting import Forgetting

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


@click.group("person", epilog=_EPILOG)
def command() -> None:
    """Show, or remove, all that is stored on a person."""


@command.command("show", epilog=_SHOW, short_help="Show everything stored on a person, and where.")
@click.argument("person", metavar="ID", shell_complete=complete_ids("people"))
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def show(session: Session, person: str, format_name: str, output: str | None) -> None:
    """Show everything stored on a person and every place that names them, with file and line."""
    from kb.analyses.person.stored import stored
    from kb.documents import person as words
    from kb.files.erase.find import Files

    base = session.base
    known(person, base.people, "person", base)
    files = Files(session.root)
    references = {(path, line) for path, marks in files.references(person).items() for line, _ in marks}
    mentions = [item for item in files.mentions(person) if (item.path, item.line - 1) not in references]
    report = stored(base, person, mentions)
    draw_words(words, report, None, format_name, output)


@command.command("forget", epilog=_FORGET, short_help="Remove a person from the files.")
@click.argument("person", metavar="ID", shell_complete=complete_ids("people"))
@yes_option
@dry_run_option
@click.option("--words", is_flag=True, help="Replace the id in texts and comments even if it is a plain word.")
@session_command
def forget(session: Session, person: str, yes: bool, dry_run: bool, words: bool) -> None:
    """Remove a person from the files: their entry, knowledge, turns, shifts and duties.

    Records of what was done (runs, sign-offs, waivers, polls, authorship) stay as evidence under a fresh id `gone-N`
    of which nothing is known but a last day. Comments, order and form of the files are kept. The diff is shown first,
    with what the knowledge base lacks afterwards; the result is tried and must load without a fault. Exit code 1:
    places are left for you to judge.
    """
    from kb.analyses.person.consequences import consequences
    from kb.files.erase.forgetting import forgetting
    from kb.model.moment import day_of

    put_back(session.root, dry_run=dry_run)
    base = session.base
    known(person, base.people, "person", base)
    if person.startswith("gone-") and person[5:].isdigit():
        raise UsageError(
            f"`{person}` stands for somebody who has been forgotten already; nothing else is known of them"
        )
    at = session.at(None).instant
    until = day_of(at) - timedelta(days=1)
    found = forgetting(session.root, base, base.people[person], until, words=words)
    show_diff(found.changes)
    for line in (*_lacking(consequences(base, person, at), person), _summary(found)):
        note(line)
    if agreed(len(found.changes), dry_run=dry_run, yes=yes):
        write(session.root, found.changes, found.read)
        note(f"Written. {_KEPT}")
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


def _summary(found: "Forgetting") -> str:
    from kb.model.saying import count

    renamed = f"; records carry `{found.pseudonym}` instead" if found.pseudonym else ""
    lines = [f"`{found.person}` goes from {count(len(found.changes), 'file')}{renamed}."]
    if found.left:
        places = ", ".join(str(source) for source in found.left)
        lines.append(
            f"Left for you to judge, since `{found.person}` may be a plain word there (--words replaces it): {places}."
        )
    if found.names:
        places = ", ".join(str(source) for source in found.names)
        lines.append(f"Their title, an alias or a handle still stands in {places}; look whether it means them.")
    return " ".join(lines)
