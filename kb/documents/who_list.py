"""The answer to *who* for several components, in words: whom to call, and where to go on."""

from typing import Final

from kb.analyses.who.several import Held, WhoListReport
from kb.documents.document import Cell, Document, Paragraph, Section, Table, Tone, cells, columns
from kb.documents.risk import TONES
from kb.documents.who import asked_for, calls, vendors
from kb.model.words import RiskClass

_COLUMNS: Final = columns("Component", "Class", "Can operate it~", "Owner", "Runbooks~")


def describe(report: WhoListReport, at: str) -> Document:
    """Describe what a name stands for: what to follow, whom to call, and each component on a line."""
    head = [asked_for(report.asked), *vendors(report.vendors, "Vendor")]
    many = f"Components ({len(report.components)})"
    if not report.components:
        alone = Paragraph("No component is named there, so nobody can be named for it.", Tone.CAUTION)
        return Document(_title(report), at, (*head, Section(many, (alone,))))
    table = Table(_COLUMNS, tuple(_row(held) for held in report.components))
    more = Paragraph(
        f"`kb who {report.components[0].component}` says who can operate the first of them, and who is next best."
    )
    called = calls(report.on_call, "No rotation covers any of them: go to the owner of the one that fails.")
    return Document(_title(report), at, (*head, called, Section(many, (table, more))))


def _title(report: WhoListReport) -> str:
    return f"Who can operate what {report.asked[0].name} stands for"


def _row(held: Held) -> tuple[Cell, ...]:
    unknown = held.risk_class is RiskClass.UNKNOWN
    can = "unknown" if unknown else f"{held.coverage}, {held.proven or 'none'} proven" if held.coverage else "nobody"
    return cells(
        held.component,
        Cell(held.risk_class.value, TONES[held.risk_class]),
        Cell(can, Tone.UNKNOWN if unknown else Tone.PLAIN),
        Cell(held.owner or "unknown", Tone.PLAIN if held.owner else Tone.UNKNOWN),
        Cell(", ".join(held.runbooks) or "none", Tone.PLAIN if held.runbooks else Tone.CAUTION),
    )


def describe_rows(report: WhoListReport, at: str) -> Document:
    """Describe every component in one table, for formats that machines read line by line; what is unknown is left empty."""
    keys = ("component", "title", "class", "coverage", "proven", "owner", "runbooks", "source")
    rows = (
        (
            held.component, held.title, held.risk_class.value,
            None if held.risk_class is RiskClass.UNKNOWN else held.coverage,
            None if held.risk_class is RiskClass.UNKNOWN else held.proven,
            held.owner, " ".join(held.runbooks), held.source,
        )
        for held in report.components
    )  # fmt: skip
    return Document.of_rows(_title(report), at, keys, rows)
