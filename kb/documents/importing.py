"""What an import read and would add, in words.

Longer than the usual 150 lines: one report of an import, one of a draft, and the rows of both.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kb.documents.document import Block, Bullets, Cell, Column, Document, Facts, Paragraph, Section, Table, columns
from kb.documents.saying import listed, listing
from kb.model.fact import Draft, Fact, ImportReport, Value
from kb.model.saying import count

_SHOWN: Final = 40
_NAMED: Final = 5
_COLUMNS: Final = columns("Where~", "Says~", "But~")
_NOTES: Final = columns("Where~", "What~", "Do~")


def describe(report: ImportReport) -> Document:
    """Describe an import: what was read, taken and skipped and why; the odd things; what is left to a human."""
    pairs = [
        ("read", Cell(_counts(report.read) or "nothing")),
        ("new", Cell(f"{count(len(report.added), 'fact')}{_sections(report)}{_books(report)}")),
        ("known already", Cell(count(report.same, "fact"))),
        ("differs", Cell(count(len(report.kept), "fact"))),
        ("not taken", Cell(count(len(report.dropped), "fact"))),
        ("skipped", Cell(_skipped(report) or "nothing")),
        ("files", Cell(", ".join(report.files) or "none")),
    ]
    blocks: list[Block] = [Facts(tuple(pairs))]
    blocks += listing("What this can know", report.covers)
    if report.notes:
        rows = [(str(note.source), note.message, note.fix) for note in report.notes]
        blocks.append(_section("Odd in what was read", _NOTES, rows))
    if report.kept:
        rows = [(str(item.fact.source), says(item.fact), f"{item.source} says {item.there}") for item in report.kept]
        blocks.append(_section("The files say something else, and win", _COLUMNS, rows))
    if report.dropped:
        rows = [(str(item.fact.source), says(item.fact), item.why) for item in report.dropped]
        blocks.append(_section("Cannot be taken", _COLUMNS, rows))
    blocks += listing("Left to you", _left(report))
    if report.added:
        blocks.append(
            Paragraph("Everything new is suggested: inferred, never proven. Look it through, mend it, commit it.")
        )
    return Document(f"kb import {report.importer}: {report.what}", "", tuple(blocks))


def _books(report: ImportReport) -> str:
    """Say how many runbooks are written: they are files as they stand, and no facts."""
    books = [path for path in report.files if path.startswith("runbooks/")]
    return f"; {count(len(books), 'runbook')}" if books else ""


def _left(report: ImportReport) -> Iterator[str]:
    """Yield what no foreign file says: what new rotations cover, and whether new people are somebody who is there already."""
    told = [(fact.section, fact.key, fact.id) for fact in report.added]
    bare = [
        name
        for section, key, name in told
        if (section, key) == ("oncall", "") and ("oncall", "covers", name) not in told
    ]
    if bare:
        verb, pronoun = ("covers", "it is") if len(bare) == 1 else ("cover", "they are")
        yield f"{listed(bare, _NAMED)} {verb} nothing yet: write `covers:` with what {pronoun} paged for."
    people = {fact.id: fact.value for fact in report.added if (fact.section, fact.key) == ("people", "handles")}
    new = [person for person in people if person not in report.met]
    if new:
        yield (
            f"New people: {listed(new, _NAMED)}. If one is somebody you have under another id, take the new entry out, "
            f"write the handle at that person (for `{new[0]}`: `{_handles(people[new[0]])}`), and import again."
        )
    met = [f"{person} ({source})" for person, source in report.met.items()]
    if met:
        first = next(iter(report.met))
        yield (
            f"Taken for whom you have under that id: {listed(met, _NAMED)}. If one is somebody else, take the handle out again, give them "
            f"an entry of their own with it (`{first}-2: {{{_handles(people[first])}}}`), and import again."
        )


def _handles(handles: Mapping[str, str]) -> str:
    return f"handles: {{{', '.join(f'{key}: {word}' for key, word in handles.items())}}}"


def _section(title: str, heads: tuple[Column, ...], rows: list[tuple[str, str, str]]) -> Section:
    shown = tuple(tuple(map(Cell, row)) for row in rows[:_SHOWN])
    blocks: tuple[Block, ...] = (Table(heads, shown),)
    if len(rows) > _SHOWN:
        blocks += (Bullets((f"and {len(rows) - _SHOWN} more; --format json lists all",)),)
    return Section(f"{title} ({len(rows)})", blocks)


def describe_draft(draft: Draft) -> Document:
    """Describe a first knowledge base: what each importer gave, what is odd in what they read, and what is still unknown."""
    heads = columns("From", "Read~", "New", "Odd")
    names = [one.importer for one in draft.imports]
    rows = [
        (
            # a service for each folder or repository comes first, where nothing else names one
            "git (services)" if one.importer == "git" and "git" in names[place + 1 :] else one.importer,
            _counts({what: count for what, count in one.read.items() if count}) or "nothing",
            str(len(one.added)),
            str(len(one.notes) + len(one.kept) + len(one.dropped)),
        )
        for place, one in enumerate(draft.imports)
    ]
    rows += [(name, why, "0", "") for name, why in draft.failed.items()]
    blocks: list[Block] = [Table(heads, tuple(tuple(map(Cell, row)) for row in rows))]
    covers = tuple(f"{one.importer}: {said}" for one in draft.imports for said in one.covers)
    blocks += listing("What this can know", covers)
    notes = [(str(note.source), note.message, note.fix) for one in draft.imports for note in one.notes]
    if notes:
        blocks.append(_section("Odd in what was read", _NOTES, notes))
    kept = [
        (f"{one.importer}: {item.fact.source}", says(item.fact), f"{item.source} says {item.there}")
        for one in draft.imports
        for item in one.kept
    ]
    if kept:
        blocks.append(_section("They differ; the first holds", _COLUMNS, kept))
    dropped = [
        (f"{one.importer}: {item.fact.source}", says(item.fact), item.why)
        for one in draft.imports
        for item in one.dropped
    ]
    if dropped:
        blocks.append(_section("Cannot be taken", _COLUMNS, dropped))
    passed = tuple(f"{one.importer}: {_skipped(one)}" for one in draft.imports if one.skipped)
    blocks += listing("Not taken, and why", passed)
    total = draft.open.get("components", 0)
    unknown = tuple(f"{count} {what}" for what, count in draft.open.items() if what != "components" and count)
    blocks.append(Section(f"Still unknown ({count(total, 'component')})", (Bullets(unknown or ("nothing",)),)))
    blocks.append(Paragraph("Everything is suggested: inferred, never proven. Look it through, mend it, commit it."))
    return Document("kb init: a first draft", "", tuple(blocks))


def describe_rows(report: ImportReport) -> Document:
    """Describe every fact in one table, for formats that machines read line by line."""
    keys = ("importer", "outcome", "section", "id", "key", "value", "source", "but")
    rows = [("new", fact, "") for fact in report.added]
    rows += [("differs", item.fact, f"{item.source} says {item.there}") for item in report.kept]
    rows += [("not taken", item.fact, item.why) for item in report.dropped]
    cells = (
        (report.importer, outcome, fact.section, fact.id, fact.key, value(fact.value), fact.source, but)
        for outcome, fact, but in rows
    )
    return Document.of_rows(f"kb import {report.importer}", "", keys, cells)


def says(fact: Fact) -> str:
    """Return a fact in words."""
    if fact.section == "knowledge":
        return f"{fact.key} on {fact.id}: {value(fact.value)}"
    return f"{fact.id}: {fact.key} {value(fact.value)}" if fact.key else f"{fact.id} exists"


def value(given: Value) -> str:
    """Return a value on one line: of an item, what it is known by."""
    if isinstance(given, Mapping):
        return ", ".join(f"{key} {value(item)}" for key, item in given.items())
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, str | int | float):
        return str(given)
    return ", ".join(map(value, given))


def _skipped(report: ImportReport) -> str:
    return "; ".join(f"{why}: {count}" for why, count in sorted(report.skipped.items()))


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{many} {_one(name) if many == 1 else name}" for name, many in counts.items())


def _one(name: str) -> str:
    """Return the singular of what was counted."""
    if name == "people":
        return "person"
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")


def _sections(report: ImportReport) -> str:
    found: dict[str, set[str]] = {}
    for fact in report.added:
        found.setdefault(fact.section, set()).add(fact.id)
    told = ", ".join(f"{len(ids)} in {section}" for section, ids in sorted(found.items()))
    return f" ({told})" if told else ""
