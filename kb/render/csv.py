"""Comma-separated values (RFC 4180): the main table of a report, for a spreadsheet.

*What*: a header of stable column names, then one line per row, CRLF at line ends. Newlines inside
of a cell become blanks, so that a line is a row for every tool.

*Why*: a spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, TAB, CR or NUL as a
formula. Such cells get an apostrophe in front.
"""

import re

from kb.documents.document import Document
from kb.render import Format, main_table
from kb.render._clean import one_line

# The full-width forms of = + - @ count as well: some spreadsheets fold them.
_FORMULA = re.compile("[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")


class Csv(Format):
    """Draws the main table of a document as CSV."""

    def render(self, report: object, document: Document) -> str:
        """Return the main table as CSV; see :meth:`Format.render`."""
        del report
        table = main_table(document)
        rows = [table.keys, *([cell.text for cell in row] for row in table.rows)]
        # A row of one empty field would be an empty line, which readers skip.
        lines = [",".join(map(_field, row)) or '""' for row in rows]
        return "".join(f"{line}\r\n" for line in lines)


def _field(text: str) -> str:
    plain = one_line(text)
    if _FORMULA.match(text) or _FORMULA.match(plain):
        plain = f"'{plain}"
    return '"' + plain.replace('"', '""') + '"' if "," in plain or '"' in plain else plain
