"""The table of weights and thresholds, in words: docs/reference/weights.md is this, as Markdown.

Write the page anew with ``UPDATE_EXPECTED=1 pytest tests/documents/test_weights.py``.
"""

from typing import Final

from kb.analyses.risk.weights import Weight, weights
from kb.documents.document import Cell, Column, Document, Paragraph, Table

_COLUMNS: Final = (
    Column("Weight or threshold", "name", wrap=True),
    Column("Value", "value", wrap=True),
    Column("What it decides", "use", wrap=True),
    Column("Source", "source", wrap=True),
    Column("Set by", "place", wrap=True),
)


def describe(table: tuple[Weight, ...] | None = None) -> Document:
    """Describe the table."""
    rows = tuple(tuple(Cell(text) for text in weight) for weight in (weights() if table is None else table))
    said = "Generated from the constants of the code; a test compares. Change the code, then write this page anew: UPDATE_EXPECTED=1 pytest tests/documents/test_weights.py"
    return Document(
        "Weights and thresholds of the risk reports", said, (Table(_COLUMNS, rows, main=True), Paragraph(_NOTE))
    )


_NOTE: Final = (
    "Fixed: set in the code, not by a knowledge base or an option. A limit of work counts steps, not seconds: equal input gives "
    "equal answers on every machine."
)
