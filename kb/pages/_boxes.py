"""How large the boxes of a map are, and where they stand where that needs no Graphviz: a component among its neighbours.

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
_PAIRED: Final = 134
"""The widest text of a box that stands beside another: two of them, what is between and the margins of a page fill 360 pixels."""
_GAP_X: Final = 24
_GAP_Y: Final = 10
_APART: Final = 28
"""Room for the tips of arrows, above and below a component."""
_EDGE: Final = 2
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


def box(spot: Spot, most: int = CELLS, widest: int = _WIDEST) -> Box:
    """Return a spot's box, with at most so many cells and lines no wider than that."""
    lines = _folded(one_line(spot.title) or spot.id, widest)
    note = _note(spot)
    note = note if measure(note, NOTE) <= widest else note.partition(",")[0]
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


def _folded(title: str, widest: int) -> tuple[str, ...]:
    """Return a title on one line or two, cut where it is longer."""
    lines, rest = [""], title.replace("-", "-\u200b").replace(" ", " \u200b").split("\u200b")
    for word in rest:
        if measure(lines[-1] + word.rstrip(), TITLE) <= widest or not lines[-1]:
            lines[-1] += word
        else:
            lines.append(word)
    lines = [line.strip() for line in lines]
    if len(lines) > 2:
        lines = [lines[0], " ".join(lines[1:])]
    return tuple(_cut(line, widest) for line in lines)


def _cut(line: str, widest: int) -> str:
    if measure(line, TITLE) <= widest:
        return line
    while line and measure(line + "…", TITLE) > widest:
        line = line[:-1]
    return line.rstrip() + "…"


def stacked(around: Around) -> Layout:
    """Place a component below what stands on it and above what it stands on, both in pairs: as wide as a phone, read from the top down."""
    made = [box(spot, widest=_PAIRED * 2 if spot.column == 1 else _PAIRED) for spot in around.spots]
    half = max((item.wide for item in made if item.spot.column != 1), default=0)
    wide = max(2 * half + _GAP_X, *(item.wide for item in made)) + 2 * _EDGE
    above, focus, below = ([item for item in made if item.spot.column == number] for number in range(3))
    odd = len(above) % 2
    rows = [row for row in (above[:odd], *_pairs(above[odd:]), focus, *_pairs(below)) if row]
    placed: list[Placed] = []
    y: float = _EDGE
    for number, row in enumerate(rows):
        if len(row) == 1:
            own = row[0] if row is focus else row[0]._replace(wide=half)
            placed.append(Placed(own, (wide - own.wide) / 2, y))
        else:
            placed += [Placed(row[0]._replace(wide=half), wide / 2 - _GAP_X / 2 - half, y)]
            placed += [Placed(row[1]._replace(wide=half), wide / 2 + _GAP_X / 2, y)]
        meets = row is focus or rows[number + 1 : number + 2] == [focus]
        y += max(item.high for item in row) + (_APART if meets else _GAP_Y)
    high = max(item.y + item.box.high for item in placed) + _EDGE
    return Layout(wide, high, tuple(placed), _led(around, placed, wide / 2))


def _pairs(boxes: list[Box]) -> list[list[Box]]:
    return [boxes[start : start + 2] for start in range(0, len(boxes), 2)]


def _led(around: Around, placed: list[Placed], middle: float) -> tuple[Curve, ...]:
    """Return the arrows: from the side of a box into the middle, and along it to the component; what leads back keeps beside."""
    at = {item.box.spot.id: item for item in placed}
    if around.focus is None:
        return ()
    focus = at[around.focus]
    curves = []
    for number, tie in enumerate(around.ties):
        other = at[tie.tail if tie.head == around.focus else tie.head]
        upper, back = other.y < focus.y, tie.head == around.focus and other.y > focus.y
        x = middle + (6 if back else 0)
        meets = focus.y if upper else focus.y + focus.box.high
        paired = abs(other.x + other.box.wide / 2 - middle) > 1
        if paired:
            side = other.x + other.box.wide if other.x < middle else other.x
            y = other.y + other.box.high / 2 + (6 if back else 0)
            points = ((side, y), (x, y), (x, y), (x, meets))
        else:
            y = other.y + other.box.high if upper else other.y
            points = ((x, y), (x, y), (x, meets), (x, meets))
        curves.append(Curve(number, points if tie.head == around.focus else points[::-1]))
    return tuple(curves)
