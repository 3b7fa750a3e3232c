"""A table as lines of text that fit a width.

Columns take their natural width if there is room. If not, long headings go on two lines and
columns that may wrap give way, the widest first; then ids are broken too; and a table that still does
not fit is drawn as one list of names and values per row.
"""

from kb.documents.document import Cell, Column, Table
from kb.render._clean import clean, one_line
from kb.render._paint import Paint
from kb.render._width import pad, width, wrap

_GUTTER = 2
_LEAST = 12  # columns below this are a ladder of syllables, not text


def table_lines(table: Table, size: int, paint: Paint) -> list[str]:
    """Draw a table in ``size`` columns."""
    lines = [*wrap(clean(table.caption), size), ""] if table.caption else []
    sizes = _fit(table, size - _GUTTER * (len(table.columns) - 1))
    if sizes is None:
        return lines + _stacked(table, size, paint)
    heads = [Cell(one_line(column.title)) for column in table.columns]
    lines += [paint.bold(line) for line in _row(table.columns, heads, sizes, Paint(False), bottom=True)]
    lines.append(paint.faint((" " * _GUTTER).join("─" * size for size in sizes)))
    for row in table.rows:
        lines += _row(table.columns, row, sizes, paint)
    return lines if table.rows else [*lines, "(none)"]


def pair_lines(pairs: list[tuple[str, Cell]], size: int, paint: Paint) -> list[str]:
    """Draw names and values side by side, one pair below the other."""
    labels = [one_line(name) for name, _ in pairs]
    left = min(max(map(width, labels), default=0), max(size // 3, 4))
    columns = (Column(""), Column(""))
    sizes = [left, size - left - _GUTTER]
    lines: list[str] = []
    for label, (_, cell) in zip(labels, pairs, strict=True):
        lines += _row(columns, [Cell(label), cell], sizes, paint)
    return lines


def _fit(table: Table, room: int) -> list[int] | None:
    """Return a width per column that together fill at most ``room``, or None if none will do."""
    texts, wide, narrow = [], [], []
    for at, column in enumerate(table.columns):
        head = one_line(column.title)
        texts.append(max((width(line) for row in table.rows for line in clean(row[at].text).split("\n")), default=1))
        wide.append(max(texts[at], width(head), 1))
        narrow.append(_two_lines(head))
    if sum(wide) <= room:
        return wide
    wanted = [max(pair) for pair in zip(texts, narrow, strict=True)]
    wrapped = [min(n, _LEAST) if c.wrap else n for n, c in zip(texts, table.columns, strict=True)]
    broken = [n if c.right else min(n, _LEAST) for n, c in zip(texts, table.columns, strict=True)]
    for least in (wrapped, broken):
        floors = [max(pair) for pair in zip(least, narrow, strict=True)]
        if sum(floors) <= room:
            return _share(floors, wanted, room)
    return None


def _two_lines(head: str) -> int:
    """Return the least width in which a heading keeps its words whole and takes at most two lines."""
    size = max((width(word) for word in head.split()), default=1)
    while len(wrap(head, size)) > 2:
        size += 1
    return size


def _share(floors: list[int], wanted: list[int], room: int) -> list[int]:
    """Raise all columns from their floors together, like water, until they have what they want or room ends."""
    sizes = list(floors)
    spare = room - sum(sizes)
    while spare > 0:
        thirsty = [at for at, size in enumerate(sizes) if size < wanted[at]]
        if not thirsty:
            break
        lowest = min(thirsty, key=sizes.__getitem__)
        sizes[lowest] += 1
        spare -= 1
    return sizes


def _row(
    columns: tuple[Column, ...],
    cells: tuple[Cell, ...] | list[Cell],
    sizes: list[int],
    paint: Paint,
    *,
    bottom: bool = False,
) -> list[str]:
    """Draw one row; it is as high as its highest cell, and the others stand at its top or bottom."""
    wrapped = [wrap(clean(cell.text), size) for cell, size in zip(cells, sizes, strict=True)]
    height = max(map(len, wrapped), default=0)
    lines = []
    for level in range(height):
        parts = []
        for column, cell, size, texts in zip(columns, cells, sizes, wrapped, strict=True):
            at = level - (height - len(texts) if bottom else 0)
            padded = pad(texts[at] if 0 <= at < len(texts) else "", size, right=column.right)
            word = padded.strip(" ")
            parts.append(padded.replace(word, paint.tone(word, cell.tone), 1) if word else padded)
        lines.append((" " * _GUTTER).join(parts).rstrip(" "))
    return lines


def _stacked(table: Table, size: int, paint: Paint) -> list[str]:
    """Draw each row as names and values: the way out for narrow terminals."""
    lines: list[str] = []
    for row in table.rows:
        lines += [""] if lines else []
        pairs = [(column.title, cell) for column, cell in zip(table.columns, row, strict=True)]
        lines += pair_lines(pairs, size, paint)
    return lines or ["(none)"]
