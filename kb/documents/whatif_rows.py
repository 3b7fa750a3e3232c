"""Every consequence of an absence with every field, one a row: for formats that machines read line by line."""

from kb.analyses.risk.consequence import ComponentWhatIf, ComponentWhatIfReport, WhatIf, WhatIfReport
from kb.documents.document import Cell, Column, Document, Table


def describe(report: WhatIfReport | ComponentWhatIfReport, at: str) -> Document:
    """Describe every consequence with every field, one a row, for formats that machines read line by line."""
    keys = (
        "scenario", "at", "tier", "loss", "kind", "subject", "blast_radius", "before", "after", "class_before", "class_after",
        "detail", "path", "source",
    )  # fmt: skip
    found = [item.what_if if isinstance(item, ComponentWhatIf) else item for item in report.scenarios]
    rows = tuple(row for item in found for row in _rows(item))
    title = f"Risk: {report.scope if isinstance(report, WhatIfReport) else report.component}"
    return Document(title, at, (Table(tuple(Column(key, key) for key in keys), rows, main=True),))


def _rows(item: WhatIf) -> list[tuple[Cell, ...]]:
    classes = {
        change.after.component: (change.before.risk_class.value, change.after.risk_class.value)
        for change in item.components
    }
    return [
        tuple(
            Cell("" if value is None else str(value))
            for value in (
                item.scenario,
                item.at.isoformat(),
                loss.tier,
                loss.loss.value,
                loss.kind,
                loss.subject,
                loss.blast_radius,
                loss.before,
                loss.after,
                *(classes.get(loss.subject, ("", "")) if loss.kind == "component" else ("", "")),
                loss.detail,
                " > ".join(loss.path),
                loss.source,
            )
        )
        for loss in item.consequences
    ]
