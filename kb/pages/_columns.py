"""What the columns of a drawn table are to a reader, said once a table instead of once a cell: site/assets/kb.css goes by it.

On a phone a row of four cells and more becomes a few lines: what it is named after, its mark, then each cell behind the head of
its column. The same words are made by site/assets/kb.js for tables that an engine drew. A long table comes in parts,
so that a browser lays out those parts alone that are looked at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape
from typing import Final

ROWS: Final = 4
"""Columns from which on a row becomes a few lines on a phone."""
PART: Final = 40
"""Rows of a part of a long table; as in site/assets/kb.js."""
_LONG: Final = 34
"""Signs from which on a cell takes a line of its own."""
_SHORT: Final = 16
"""Signs below which a cell is never broken."""
_TAG: Final = re.compile(r"<[^>]*>")
_MARK: Final = re.compile(r'<span class="kb-(?:class|badge|outcome|verdict)\b[^>]*>[^<]*</span>')


def attributes(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int]) -> str:
    """Return the attributes of a table of HTML cells: ``data-kb`` with a word a column, and the heads as CSS reads them."""
    words = [f"r{number + 1}" for number in right]
    style = ""
    if len(heads) >= ROWS and rows:
        columns = list(zip(*rows, strict=True))
        named = next(
            (place for place, cells in enumerate(columns) if 2 * sum("<a " in cell for cell in cells) >= len(cells)), 0
        )
        marks = {place for place, cells in enumerate(columns) if all(map(_MARK.fullmatch, cells))}
        words += ["rows", f"m{named + 1}", *(f"k{place + 1}" for place in sorted(marks))]
        words += _lengths(columns)
        said = ((place, head) for place, head in enumerate(heads) if head and place != named and place not in marks)
        style = ";".join(f"--h{place + 1}:{_quoted(head)}" for place, head in said)
    return (f' data-kb="{" ".join(words)}"' if words else "") + (f' style="{style}"' if style else "")


def _lengths(columns: Sequence[Sequence[str]]) -> Iterator[str]:
    for place, cells in enumerate(columns, 1):
        long = [len(unescape(_TAG.sub("", cell))) for cell in cells]
        if 2 * sum(length > _LONG for length in long) >= len(long):
            yield f"l{place}"
        elif max(long) < _SHORT:
            yield f"s{place}"


def _quoted(head: str) -> str:
    """Return a head as a string of CSS within an attribute of HTML."""
    plain = unescape(_TAG.sub("", head)).replace("\\", "\\5c ").replace("'", "\\27 ")
    return f"'{escape(plain)}'"


def body(rows: Sequence[str]) -> str:
    """Return rows of HTML as one part or several; the last says how many it holds."""
    parts = [rows[start : start + PART] for start in range(0, len(rows), PART)] or [rows]
    return "".join(f"<tbody{_counted(len(part), len(parts))}>{''.join(part)}</tbody>" for part in parts)


def _counted(rows: int, parts: int) -> str:
    return f' style="--n:{rows}"' if parts > 1 and rows < PART else ""
