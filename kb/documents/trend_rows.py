"""Every point of a trend with every number, one a row: for formats that machines read line by line."""

from kb.analyses.trend.report import Headline, Point, TrendReport
from kb.documents.document import Cell, Column, Document, Table


def describe(report: TrendReport, at: str) -> Document:
    """Describe every point, one a row; where there are no numbers, the cells are empty."""
    keys = ("on", "at", "origin", "commit", "faults", *Headline._fields)
    rows = tuple(map(_row, report.points))
    return Document("Trend", at, (Table(tuple(Column(key, key) for key in keys), rows, main=True),))


def _row(point: Point) -> tuple[Cell, ...]:
    head = (point.on.isoformat(), point.at.isoformat(), point.origin.value, point.commit or "", str(point.faults))
    numbers = ("",) * len(Headline._fields) if point.numbers is None else tuple(map(str, point.numbers))
    return tuple(map(Cell, (*head, *numbers)))
