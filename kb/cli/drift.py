"""kb drift: declared against observed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb import plugs
from kb.cli.failing import fail
from kb.cli.options import at_option, draw_words, format_option, output_option
from kb.cli.session import Session, session_command
from kb.errors import KbError, UsageError

if TYPE_CHECKING:
    from kb.analyses.drift.report import Observed, Owned, Seen
    from kb.importers import Importer
    from kb.model.base import Base
    from kb.model.fact import Fact

_EPILOG = """\b
Examples:
  kb drift ../shop                        repositories, CODEOWNERS, manifests
  kb drift ../shop exports/ rota.json     with what the on-call system says
  kb drift ../shop --fail-on any          for a nightly job
  kb drift ../shop --format csv
"""
_PASSED_OVER = ("csv", "runbooks")
"""Importers whose files are no observation of something that runs."""
_NOTHING = "nothing of theirs lies there"
_NO_SIGHT = "which are no observation of something that runs"


@click.command("drift", epilog=_EPILOG)
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

    Everything an importer can read below each PATH is looked at, and each file that is named: owners who left or no
    longer commit, people who commit and stand nowhere, edges nobody declared, rotations against their roster. The report
    says what was not looked at. Nothing is written.
    """
    from kb.analyses.drift.compare import compare
    from kb.documents import drift

    when = session.at(at)
    for place in places:
        if not Path(place).exists():
            raise UsageError(f"{place} does not exist")
    report = compare(session.base, observe(session.base, list(map(Path, places))), when.instant)
    if not report.looked_at:
        said = "".join(
            f"\n  {name}: {why}" for name, why in report.unlooked.items() if why not in (_NOTHING, _NO_SIGHT)
        )
        raise UsageError(
            f"no importer finds anything in {', '.join(places)}; `kb import --help` says what there is{said}"
        )
    draw_words(drift, report, when.line, format_name, output)
    if fail_on == "any" and report.drifts:
        sorts = dict.fromkeys(drift.sort.value for drift in report.drifts)
        fail(
            "--fail-on any",
            {sort: [each.subject for each in report.drifts if each.sort.value == sort] for sort in sorts},
        )


def observe(base: "Base", places: list[Path]) -> "Observed":
    """Return everything importers can read below some folders, and in files that are named; what was not looked at is told.

    Raises:
        UsageError: if a file is named that no importer can read.
    """
    from kb import importers
    from kb.analyses.drift.report import Observed
    from kb.importers import Importer
    from kb.importers.git import Git

    folders, files = ([place for place in places if place.is_dir() is wanted] for wanted in (True, False))
    facts: dict[str, tuple[Fact, ...]] = {}
    unlooked = dict.fromkeys(_PASSED_OVER, _NO_SIGHT)
    read: set[Path] = set()
    for name in plugs.names(importers):
        if name == "git" or name in _PASSED_OVER:
            continue
        importer = plugs.plug(importers, Importer, name)()  # type: ignore[type-abstract]
        named = [file for file in files if _reads(importer, file, base)]
        read.update(named)
        found = [*(place for folder in folders for place in importer.finds(folder)), *named]
        try:
            told = importer.read(list(dict.fromkeys(found)), base, places).facts if found else ()
        except KbError as error:  # a file of that name which is none
            unlooked[name] = str(error)
            continue
        if told or (found and name == "codeowners"):  # whose owners are compared, whatever their rules match
            facts[name] = told
        elif found or folders:
            unlooked[name] = _NOTHING
    unread = [str(file) for file in files if file not in read]
    if unread:
        raise UsageError(
            f"no importer that is compared with can read {', '.join(unread)}; `kb import --help` says what there is"
        )
    repositories = [place for folder in folders for place in Git().finds(folder)]
    unlooked |= {"git": _NOTHING} if folders and not repositories else {}
    seen, unmatched = _histories(base, repositories)
    return Observed(facts, _owners(base, folders, files), seen, len(repositories), unmatched, unlooked)


def _reads(importer: "Importer", file: Path, base: "Base") -> bool:
    """Whether an importer makes anything of a file that is named: its name can be any, so it is tried."""
    from kb.importers.codeowners import Codeowners

    if isinstance(importer, Codeowners):  # nearly any text is lines of a pattern and owners
        return file.name == "CODEOWNERS"
    try:
        return bool(importer.read([file], base).facts)
    except KbError:
        return False


def _owners(base: "Base", folders: list[Path], files: list[Path]) -> "tuple[Owned, ...]":
    from kb.analyses.drift.report import Owned
    from kb.importers._codeowners import rules
    from kb.importers._names import Names
    from kb.importers._places import called
    from kb.importers._walk import read_bytes
    from kb.importers.codeowners import Codeowners, homes

    names = Names(base)
    found: dict[tuple[Path, str], Owned] = {}
    paths = [path for folder in folders for path in Codeowners().finds(folder)]
    paths += [file for file in files if file.name == "CODEOWNERS"]
    for path, name in called(paths, folders or homes(paths)).items():
        for rule in rules(read_bytes(path, name).decode("utf-8", "replace"), name, []):
            for owner in rule.owners:
                person = None if "/" in owner else names.person(owner)
                team = "" if owner.startswith("@@") else names.team(owner) if "/" in owner else None
                found.setdefault((path, owner), Owned(owner, person, team, rule.source))
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
