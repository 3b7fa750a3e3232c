"""Every consequence of an absence with every field, one a row: for formats that machines read line by line."""

from collections.abc import Iterator

from kb.analyses.risk.consequence import ComponentWhatIf, ComponentWhatIfReport, WhatIf, WhatIfReport
from kb.documents.document import Document


def describe_rows(report: WhatIfReport | ComponentWhatIfReport, at: str) -> Document:
    """Describe every consequence with every field, one a row, for formats that machines read line by line."""
    keys = (
        "scenario", "at", "tier", "loss", "kind", "subject", "blast_radius", "before", "after", "class_before", "class_after",
        "detail", "path", "source",
    )  # fmt: skip
    found = [item.what_if if isinstance(item, ComponentWhatIf) else item for item in report.scenarios]
    title = f"Risk: {report.scope if isinstance(report, WhatIfReport) else report.component}"
    return Document.of_rows(title, at, keys, (row for item in found for row in _rows(item)))


def _rows(item: WhatIf) -> Iterator[tuple[object, ...]]:
    classes = {
        change.after.component: (change.before.risk_class.value, change.after.risk_class.value)
        for change in item.components
    }
    for loss in item.consequences:
        fallen = classes.get(loss.subject, (None, None)) if loss.kind == "component" else (None, None)
        yield (
            item.scenario, item.at.isoformat(), loss.tier, loss.loss.value, loss.kind, loss.subject, loss.blast_radius,
            loss.before, loss.after, *fallen, loss.detail, " > ".join(loss.path), loss.source,
        )  # fmt: skip
