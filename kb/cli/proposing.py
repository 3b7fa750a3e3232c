"""What an importer read, as a proposal: shown, and written if that is agreed."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.cli import changes
from kb.cli.options import draw_words, note
from kb.cli.session import Session
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.files.merging.merge import Proposal
    from kb.files.tree import Store
    from kb.importers import Importer, Reading
    from kb.model.base import Base
    from kb.model.fact import ImportReport


class Options(NamedTuple):
    """What every importer is asked: whether only to show, whether it is agreed, how to draw what was read, and where to."""

    dry_run: bool
    yes: bool
    format_name: str
    output: str | None

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Options":
        """Return what stands among the options of a command."""
        return cls(*(given[key] for key in cls._fields))


def bring_in(
    session: Session,
    name: str,
    importer: "Importer",
    places: tuple[str, ...],
    options: Options,
) -> None:
    """Read places with an importer, show what it would change, and write it if that is agreed.

    Raises:
        UsageError: if a place does not exist, or holds nothing for this importer.
    """
    session.overlay = False
    changes.put_back(session.root, dry_run=options.dry_run)
    found = _places(importer, places or (".",), name)
    what = ", ".join(places) if places else "this folder"
    reading = importer.read(found, session.base, [Path(place) for place in places or (".",)])
    shown(session, name, what, reading, options)


def shown(session: Session, name: str, what: str, reading: "Reading", options: Options) -> None:
    """Show what a reading would change, and write it if that is agreed."""
    from kb.documents import importing
    from kb.model.saying import count

    proposal, report = propose(session.root, session.base, name, what, reading)
    if options.format_name == "text":
        changes.show_diff(proposal.changes)
    draw_words(importing, report, None, options.format_name, options.output)
    sys.stdout.flush()
    if proposal.changes and changes.agreed(len(proposal.changes), dry_run=options.dry_run, yes=options.yes):
        changes.write(session.root, proposal.changes)
        note(f"Written to {count(len(proposal.changes), 'file')}. Next: kb check")


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


def propose(
    root: "Path | Store", base: "Base", name: str, what: str, reading: "Reading"
) -> "tuple[Proposal, ImportReport]":
    """Work out what a reading adds to the files, and what is to be said about it."""
    from kb.files.merging.merge import merge
    from kb.model.fact import ImportReport

    proposal = merge(root, base, reading.facts, name, what, reading.files)
    handled = [fact.id for fact in proposal.added if (fact.section, fact.key) == ("people", "handles")]
    report = ImportReport(
        name, what, reading.read, reading.skipped, reading.notes, proposal.added, proposal.same, proposal.kept,
        proposal.dropped, tuple(change.path for change in proposal.changes), reading.covers,
        {person: base.people[person].source for person in handled if person in base.people},
    )  # fmt: skip
    return proposal, report
