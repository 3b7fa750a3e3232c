"""Everything stored on a person, in words."""

from typing import Final

from kb.analyses.person.report import PersonReport, Use
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    cells,
    columns,
)

_TITLES: Final = {
    "knowledge": "What they can operate",
    "rotation": "On call",
    "team": "Teams",
    "component": "Components",
    "system": "Systems",
    "vendor": "Vendors",
    "source": "Sources",
    "runbook": "Runbooks",
    "run": "Runs of runbooks",
    "event": "Events",
    "sign-off": "Sign-offs",
    "waiver": "Waivers",
    "poll": "Polls",
    "person": "Entries of other people",
    "suppression": "Suppressions",
}
_COLUMNS: Final = columns("Where~", "As~", "Says~", "File~")
_MENTIONS: Final = 40


def describe(report: PersonReport) -> Document:
    """Describe everything stored on a person: their own entry, then every place that names them."""
    shown = f" ({report.title})" if report.title != report.person else ""
    fields = [(name, Cell(value)) for name, value in report.fields]
    blocks: list[Block] = [
        Paragraph(f"{_named(report)} besides their own entry ({report.source})."),
        Section("Their own entry", (Facts((*fields, ("file", Cell(str(report.source))))),)),
    ]
    for group, title in _TITLES.items():
        uses = [use for use in report.uses if use.group == group]
        if uses:
            blocks.append(Section(title, (_table(uses),)))
    if report.mentions:
        lines = [str(source) for source in report.mentions[:_MENTIONS]]
        rest = len(report.mentions) - len(lines)
        lines += [f"and {rest} more"] if rest else []
        blocks.append(Section("Comments, and texts that are not read", (Bullets(tuple(lines)),)))
    said = f"To remove it all: kb person forget {report.person} --dry-run. Git history keeps what was committed."
    blocks.append(Paragraph(said))
    return Document(f"Everything stored on {report.person}{shown}", "", tuple(blocks))


def _table(uses: list[Use]) -> Table:
    """Return places as a table; without the column that says as what, where it says nothing."""
    rows = [_row(use) for use in uses]
    if any(row[1].text for row in rows):
        return Table(_COLUMNS, tuple(rows))
    return Table((_COLUMNS[0], *_COLUMNS[2:]), tuple((row[0], *row[2:]) for row in rows))


def _named(report: PersonReport) -> str:
    if not report.uses:
        return "Nothing names them"
    return "1 place names them" if len(report.uses) == 1 else f"{len(report.uses)} places name them"


def _row(use: Use) -> tuple[Cell, ...]:
    relation = use.relation.replace("_", " ") if use.exact else f"{use.relation.replace('_', ' ')} (in the text)"
    return cells(use.subject, relation, use.says, use.source)


def describe_rows(report: PersonReport) -> Document:
    """Describe every place in one table, for formats that machines read line by line."""
    keys = ("person", "group", "subject", "relation", "says", "exact", "source")
    own = [("entry", report.person, name, value, "yes", report.source) for name, value in report.fields]
    uses = [
        (use.group, use.subject, use.relation, use.says, "yes" if use.exact else "no", use.source)
        for use in report.uses
    ]
    rows = ((report.person, *row) for row in own + uses)
    return Document.of_rows(f"Everything stored on {report.person}", "", keys, rows)
