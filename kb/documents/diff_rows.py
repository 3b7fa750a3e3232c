"""Every change with every field, one line that made it a row: for formats that machines read line by line."""

from typing import Final

from kb.analyses.diff.report import Change, DiffReport, Why
from kb.documents.document import Cell, Column, Document, Table

_KEYS: Final = (
    "effect", "what", "kind", "subject", "was", "tier", "blast_radius", "before", "after", "why", "side", "source"
)  # fmt: skip


def describe(report: DiffReport, at: str) -> Document:
    """Describe every change, one row a line that made it; at least one a change."""
    rows = tuple(_row(change, why) for change in report.changes for why in change.why or (None,))
    title = f"What changed: {report.before.name} → {report.after.name}"
    return Document(title, at, (Table(tuple(Column(key, key) for key in _KEYS), rows, main=True),))


def _row(change: Change, why: Why | None) -> tuple[Cell, ...]:
    values = (
        change.effect.value, change.what.value, change.kind, change.subject, change.was, change.tier, change.blast_radius,
        change.before, change.after, why.text if why else None, why.side.value if why else None,
        f"{why.source}" if why else None,
    )  # fmt: skip
    return tuple(Cell("" if value is None else str(value)) for value in values)
