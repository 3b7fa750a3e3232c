"""The parts a document is made of: plain data, no markup, no colour.

A report is described once as a Document; each format draws every part once. Text in the parts is
plain text, never markup: a format escapes it. A tone is a hint for colour and never the only
carrier of a meaning: the word beside it says the same.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Self

from kb.model.noun import NamedTuple


class Tone(Enum):
    """How a word is meant: shown as colour on a terminal or a site, always beside the word itself."""

    PLAIN = "plain"
    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    UNKNOWN = "unknown"


class Cell(NamedTuple):
    """One field of a table: its text and its tone."""

    text: str
    tone: Tone = Tone.PLAIN


def cells(*values: object) -> tuple[Cell, ...]:
    """Return a row of a table: what is no cell becomes one, as plain text."""
    return tuple([value if isinstance(value, Cell) else Cell(str(value)) for value in values])


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        title: the heading people read.
        right: whether cells are aligned right (numbers).
        wrap: whether cells may be broken over lines when space is short.
    """

    title: str
    right: bool = False
    wrap: bool = False


def columns(*titles: str) -> tuple[Column, ...]:
    """Return columns by their titles: with ``>`` behind it one is aligned right, with ``~`` its cells may be broken over lines."""
    return tuple(Column(title.rstrip(">~"), title.endswith(">"), title.endswith("~")) for title in titles)


class Table(NamedTuple):
    """Rows under columns.

    Attributes:
        columns: what stands above them.
        rows: as many cells as there are columns.
        caption: what stands above it all.
        keys: what CSV calls the columns; a table that has them is the one a CSV export consists of.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    keys: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """A few sentences."""

    text: str
    tone: Tone = Tone.PLAIN


class Bullets(NamedTuple):
    """A list of short texts, numbered if their order matters."""

    items: tuple[str, ...]
    numbered: bool = False


class Facts(NamedTuple):
    """Names and values, one pair a line."""

    pairs: tuple[tuple[str, Cell], ...]


class Verdict(NamedTuple):
    """The answer in one word, and the sentence that explains it."""

    word: str
    sentence: str
    tone: Tone = Tone.PLAIN


class Excerpt(NamedTuple):
    """Lines of a file with one place marked.

    Attributes:
        path: the file, relative to the knowledge base; empty where the text around it says the place already.
        line: 1-based line of the marked place.
        column: 1-based column of the marked place.
        width: how many characters are marked, at least 1.
        lines: (line number, text) pairs around and including ``line``.
    """

    path: str
    line: int
    column: int
    width: int
    lines: tuple[tuple[int, str], ...]


class Code(NamedTuple):
    """Text to be copied as it stands: a file of an example. ``path`` says which file; it may be empty."""

    path: str
    text: str


class Curve(NamedTuple):
    """One curve: a stable key, what people read, and its (x, share) points, x ascending."""

    key: str
    title: str
    points: tuple[tuple[int, float], ...]


class Plot(NamedTuple):
    """Shares between 0 and 1 that fall (or not) as a number grows.

    Attributes:
        across: what the horizontal axis counts.
        up: what the vertical axis shows.
        most: the largest number on the horizontal axis.
        low: lower bound of the first curve.
        high: its upper bound; equal to ``low`` where it is known exactly.
        other: a second curve, above the first.
        mark: a share to draw a line at; None for none.
        ends: what to write at the ends of the horizontal axis, in place of 0 and ``most``: two dates.
        rest: what lies above the curves.
    """

    title: str
    across: str
    up: str
    most: int
    low: Curve
    high: Curve
    other: Curve
    mark: float | None = None
    ends: tuple[str, str] | None = None
    rest: str = "none"


class Section(NamedTuple):
    """A heading and the blocks below it; sections may nest."""

    title: str
    blocks: "tuple[Block, ...]"


Block = Paragraph | Bullets | Facts | Table | Verdict | Excerpt | Code | Plot | Section


class Document(NamedTuple):
    """A described report.

    Attributes:
        title: what the report is about.
        at: the line that says for which date it holds and where that date came from; every output opens with it.
        blocks: the content, in reading order.
    """

    title: str
    at: str
    blocks: tuple[Block, ...]

    @classmethod
    def of_rows(cls, title: str, at: str, keys: Iterable[str], rows: Iterable[Iterable[object]]) -> Self:
        """Return one table with every field, for formats that machines read line by line; what is None stays empty."""
        shown = tuple(cells(*("" if value is None else value for value in row)) for row in rows)
        names = tuple(keys)
        return cls(title, at, (Table(columns(*names), shown, keys=names),))
