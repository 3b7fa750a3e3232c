"""kb drift: declared against observed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb import plugs
from kb.cli.options import at_option, draw, format_option, output_option
from kb.cli.session import Session, session_command
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from kb.analyses.drift.report import Observed, Owned, Seen
    from kb.model.base import Base
    from kb.model.fact import Fact

_EPILOG = """\b
Examples:
  kb drift ../shop                        repositories, CODEOWNERS, manifests below it
  kb drift ../shop exports/               with what the on-call system says
  kb drift ../shop --fail-on any          for a nightly job
  kb drift ../shop --format csv
"""
_PASSED_OVER = frozenset({"csv", "runbooks"})
"""Importers whose files are no observation of something that runs."""


@click.command("drift", epilog=_EPILOG, short_help="Compare what is declared with what can be observed.")
@click.argument("places", metavar="PATH...", nargs=-1, required=True)
@at_option
@click.option(
    "--fail-on",
    type=click.Choice(["any", "never"]),
    default="never",
    show_default=True,
    help="Exit 1 if anything differs.",
)
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def command(
    session: Session, places: tuple[str, ...], at: str | None, fail_on: str, format_name: str, output: str | None
) -> None:
    """Compare what the files declare with what repositories, manifests and on-call systems show.

    Everything an importer can read below each PATH is looked at: owners who left or no longer commit, people who
    commit and stand nowhere, edges nobody declared, rotations against their roster. Nothing is written.
    """
    from kb.analyses.drift.compare import compare
    from kb.documents import drift

    when = session.at(at)
    folders = [Path(place) for place in places]
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"{folder} does not exist")
    report = compare(session.base, observe(session.base, folders), when.instant)
    if not report.looked_at:
        raise UsageError(f"no importer finds anything in {', '.join(places)}; `kb import --help` says what there is")
    describe = drift.describe_rows if format_name == "csv" else drift.describe
    draw(report, describe(report)._replace(at=when.line), format_name, output)
    if fail_on == "any" and report.drifts:
        raise click.exceptions.Exit(1)


def observe(base: "Base", folders: list[Path]) -> "Observed":
    """Return everything importers can read below some folders; what none can read is left out."""
    from kb import importers
    from kb.analyses.drift.report import Observed
    from kb.importers import Importer
    from kb.importers.git import Git

    facts: dict[str, tuple[Fact, ...]] = {}
    for name in plugs.names(importers):
        if name == "git" or name in _PASSED_OVER:
            continue
        importer = plugs.plug(importers, Importer, name)()  # type: ignore[type-abstract]
        found = [place for folder in folders for place in (importer.finds(folder) if folder.is_dir() else [])]
        if found:
            try:
                facts[name] = importer.read(found, base).facts
            except KbError:
                continue  # a file of that name which is none: `kb import NAME` says so
    repositories = [place for folder in folders if folder.is_dir() for place in Git().finds(folder)]
    seen, unmatched = _histories(base, repositories)
    return Observed(facts, _owners(base, folders), seen, len(repositories), unmatched)


def _owners(base: "Base", folders: list[Path]) -> "tuple[Owned, ...]":
    from kb.analyses.drift.report import Owned
    from kb.importers._codeowners import rules
    from kb.importers._names import Names
    from kb.importers._walk import read_bytes
    from kb.importers.codeowners import Codeowners

    names = Names(base)
    found: dict[tuple[Path, str], Owned] = {}
    for path in (path for folder in folders if folder.is_dir() for path in Codeowners().finds(folder)):
        for rule in rules(read_bytes(path, path.name).decode("utf-8", "replace"), path.name, []):
            for owner in rule.owners:
                team = names.team(owner) if "/" in owner or owner.startswith("@@") else None
                person = None if "/" in owner else names.person(owner)
                group = team or ("" if "/" in owner or owner.startswith("@@") else None)
                found.setdefault((path, owner), Owned(owner, person, group, rule.source))
    return tuple(found.values())


def _histories(base: "Base", repositories: list[Path]) -> "tuple[tuple[Seen, ...], int]":
    from kb.analyses.drift.report import Seen
    from kb.importers._names import Names
    from kb.importers.git import Git, History, parts_of

    names = Names(base)
    seen, unmatched = [], 0
    for place in repositories:
        one: History = Git().count(place)
        found = parts_of(one, base)
        unmatched += found.homeless
        for part in found.parts:
            people = tuple(
                names.person(*item.identity.logins, *item.identity.mails, *item.identity.names) for item in part.people
            )
            seen.append(Seen(part, people, one.place))
    return tuple(seen), unmatched
