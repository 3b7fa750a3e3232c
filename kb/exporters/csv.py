"""The service graph as a table, a row for each component and vendor, for a spreadsheet.

The columns are those `kb import csv` reads, so that a table can be mended in a spreadsheet and brought back; lists are
parted by blanks. `class`, `coverage` and `proven` are computed and passed over on the way back. Cells that a spreadsheet
would run as a formula get an apostrophe in front. What is left out: people, runbooks' texts, capacity, reasons.

What: one file, `components.csv`.

Why: the table to work through with a team that has no editor open.
"""

from collections.abc import Sequence
from typing import Final

from kb.documents.document import Document
from kb.exporters import Exporter, Subject, others, section
from kb.model.service import Component
from kb.model.words import Relation
from kb.render.csv import Csv as Drawn

COLUMNS: Final = (
    "id", "section", "title", "system", "owner", "tier", "lifecycle", "needs", "uses", "built_on", "runs_on", "runbooks",
    "aliases", "class", "coverage", "proven",
)  # fmt: skip
"""The columns, in order; the last three are computed."""


class Csv(Exporter):
    """Writes a table of components."""

    def export(self, subject: Subject) -> dict[str, str]:
        """Return the table; an absent value is unknown and stays empty, an empty list is written as none."""
        base = subject.base
        rows = [_component(subject, name) for name in sorted(base.components)]
        rows += [
            {"id": item.id, "section": "vendors", "title": item.about.title, "needs": _words(None if item.needs is None else item.needs.ids)}
            for item in base.vendors.values()
        ]  # fmt: skip
        table = Document.of_rows("", "", COLUMNS, ([row.get(key) for key in COLUMNS] for row in rows))
        return {"components.csv": Drawn().render(None, table)}


def _component(subject: Subject, name: str) -> dict[str, str | None]:
    item = subject.base.components[name]
    cover = subject.coverage.cover(name)
    return {
        "id": name,
        "section": section(item.kind),
        "title": item.about.title,
        "system": item.system,
        "owner": item.owner,
        "tier": None if item.tier is None else str(item.tier),
        "lifecycle": item.lifecycle,
        **{relation.value: _words(_ends(item, relation)) for relation in Relation},
        "runbooks": _words(item.runbooks),
        "aliases": "; ".join(item.about.aliases),
        "class": cover.risk_class.value,
        "coverage": str(cover.coverage) if cover.known else None,
        "proven": str(cover.proven) if cover.known else None,
    }


def _ends(item: Component, relation: Relation) -> list[str] | None:
    return None if getattr(item, relation.value) is None else others(item, relation)


def _words(names: Sequence[str] | None) -> str | None:
    return None if names is None else " ".join(names) or "none"
