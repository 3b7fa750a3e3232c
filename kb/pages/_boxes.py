"""How large the boxes of a map are, and where they stand where that needs no Graphviz: a component between two columns.

Texts are measured with a table of widths a little wider than DejaVu's, itself wide, so that a map is the same on every machine and its
texts fit with whatever sans serif the reader has. All lengths are CSS pixels.
"""

from typing import Final, NamedTuple
from unicodedata import east_asian_width

from kb.analyses.drawing.around import Around, Spot
from kb.model.words import Kind
from kb.render._clean import one_line

TITLE: Final = 13.0
"""Size of a title's letters."""
NOTE: Final = 11.0
LINE: Final = 16
PAD: Final = 10
CELL: Final = 14
"""Side of a cell, with the room around it: one component of a system."""
CELLS_WIDE: Final = 8
"""Cells in a row of a system's box."""
CELLS: Final = 32
"""Cells of a box shown at all."""
_MANY: Final = 400
"""Components on a map from which on each box shows one row of cells: more are no longer seen one by one."""
_PIPS: Final = {"orphaned": "○○○", "single": "●○○", "thin": "●●○", "held": "●●●", "unknown": "???"}
"""The sign of a class: as many filled dots as there are operators."""
_WIDEST: Final = 168
_LEAST: Final = 92
_GAP_X: Final = 76
_GAP_Y: Final = 12
_EDGE: Final = 10
_BOLD: Final = 1.1
_NARROW: Final = frozenset("iljtfrI.,:;'|!()[] `")
_BROAD: Final = frozenset("mwMW@%●○")


class Box(NamedTuple):
    """A spot with its size: the lines of its title, its note, and how many of its parts are shown."""

    spot: Spot
    lines: tuple[str, ...]
    note: str
    wide: float
    high: float
    cells: int = 0


class Placed(NamedTuple):
    """A box with its top left corner."""

    box: Box
    x: float
    y: float


class Curve(NamedTuple):
    """A way through points: the first, then three a Bézier curve. ``tie`` is its place among the map's ties."""

    tie: int
    points: tuple[tuple[float, float], ...]


class Layout(NamedTuple):
    """A map with everything in its place."""

    wide: float
    high: float
    placed: tuple[Placed, ...]
    curves: tuple[Curve, ...]


def measure(text: str, size: float) -> float:
    """Return about how wide a text is, rather more than less."""
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _BROAD:
        return 0.95
    if letter.isupper():
        return 0.75
    return 0.62 if letter.isascii() or east_asian_width(letter) not in "WF" else 1.05


def boxes(around: Around) -> list[Box]:
    """Return the boxes of a map's spots; on a map of very many components a box shows only its worst."""
    many = sum(len(spot.parts) for spot in around.spots) > _MANY
    return [box(spot, CELLS_WIDE if many else CELLS) for spot in around.spots]


def box(spot: Spot, most: int = CELLS) -> Box:
    """Return a spot's box, with at most so many cells."""
    lines = _folded(one_line(spot.title) or spot.id)
    note = _note(spot)
    size = TITLE * _BOLD if spot.column == 1 else TITLE
    wide = max(*(measure(line, size) for line in lines), measure(note, NOTE))
    cells = min(len(spot.parts), most)
    rows = -(-cells // CELLS_WIDE) + (len(spot.parts) > cells)
    wide = max(wide, min(cells, CELLS_WIDE) * CELL, _LEAST - 2 * PAD)
    high = len(lines) * LINE + (LINE if note else 0) + rows * CELL + (4 if rows else 0) + PAD
    return Box(spot, lines, note, round(wide + 2 * PAD), round(high), cells)


def _note(spot: Spot) -> str:
    if spot.parts:
        return ""
    if spot.risk_class is None:
        return spot.says
    kind = "" if spot.kind in (Kind.SERVICE, Kind.SYSTEM, None) else f", {spot.kind.value}"
    return f"{_PIPS[spot.risk_class.value]} {spot.risk_class.value}{kind}"


def _folded(title: str) -> tuple[str, ...]:
    """Return a title on one line or two, cut where it is longer."""
    lines, rest = [""], title.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")
    for word in rest:
        if measure(lines[-1] + word.rstrip(), TITLE) <= _WIDEST or not lines[-1]:
            lines[-1] += word
        else:
            lines.append(word)
    lines = [line.strip() for line in lines]
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return tuple(_cut(line) for line in lines)


def _cut(line: str) -> str:
    if measure(line, TITLE) <= _WIDEST:
        return line
    while line and measure(line + "…", TITLE) > _WIDEST:
        line = line[:-1]
    return line.rstrip() + "…"


def columns(around: Around) -> Layout:
    """Place a component between what stands on it and what it stands on, each a column."""
    made = boxes(around)
    used = [column for number in range(3) if (column := [item for item in made if item.spot.column == number])]
    highs = [sum(item.high for item in column) + _GAP_Y * (len(column) - 1) for column in used]
    high = max(highs) + 2 * _EDGE
    placed: list[Placed] = []
    x: float = _EDGE
    for column, tall in zip(used, highs, strict=True):
        wide, y = max(item.wide for item in column), (high - tall) / 2
        for item in column:
            placed.append(Placed(item._replace(wide=wide), x, y))
            y += item.high + _GAP_Y
        x += wide + _GAP_X
    return Layout(x - _GAP_X + _EDGE, high, tuple(placed), _swung(around, placed))


def _swung(around: Around, placed: list[Placed]) -> tuple[Curve, ...]:
    """Return the arrows between columns; one that leads back to the left swings below the one that leads there."""
    at = {item.box.spot.id: item for item in placed}
    curves = []
    for number, tie in enumerate(around.ties):
        tail, head = at[tie.tail], at[tie.head]
        back = -5.0 if tail.x > head.x else 0.0
        start_x, end_x = (tail.x, head.x + head.box.wide) if back else (tail.x + tail.box.wide, head.x)
        start_y, end_y = _middle(tail, around, head) - back, _middle(head, around, tail) - back
        bend = (end_x - start_x) / 2
        curves.append(
            Curve(number, ((start_x, start_y), (start_x + bend, start_y), (end_x - bend, end_y), (end_x, end_y)))
        )
    return tuple(curves)


def _middle(item: Placed, around: Around, other: Placed) -> float:
    """Return the height an arrow meets a box at: its middle; on the focus a little towards the other end."""
    middle = item.y + item.box.high / 2
    if item.box.spot.id != around.focus:
        return middle
    reach = item.box.high / 2 - 8
    return middle + max(-reach, min(reach, (other.y + other.box.high / 2 - middle) * 0.12))
