"""A plot as lines of ASCII: an area of characters, read alike on a serial console, in a mail and without colour."""

from kb.documents.document import Curve, Plot
from kb.render._clean import one_line
from kb.render._width import wrap

_HEIGHT = 10
_WIDEST = 60
_MARGIN = 8
_CERTAIN, _BETWEEN, _OTHER, _NONE = "#", "?", "o", "."


def plot_lines(plot: Plot, size: int) -> list[str]:
    """Draw a plot in ``size`` columns, its title above and its legend below."""
    wide = max(8, min(_WIDEST, size - _MARGIN))
    low, high, other = (_columns(curve, plot.most, wide) for curve in (plot.low, plot.high, plot.other))
    lines = wrap(f"{one_line(plot.title)} ({one_line(plot.up)})", size)
    for row in range(_HEIGHT, 0, -1):
        level = (row - 0.5) / _HEIGHT
        cells = "".join(_cell(level, *shares) for shares in zip(low, high, other, strict=True))
        lines.append(f"{row * 100 // _HEIGHT:4d} % |{cells}")
    first, last = map(one_line, plot.ends or ("0", str(plot.most)))
    lines += [f"   0 % +{'-' * wide}", f"{' ' * _MARGIN}{first}{last.rjust(wide - len(first))}"]
    lines += [f"{' ' * _MARGIN}{line}" for line in wrap(one_line(plot.across), size - _MARGIN)]
    return [*lines, *(line for part in _legend(plot, band=low != high) for line in wrap(part, size))]


def _legend(plot: Plot, *, band: bool) -> list[str]:
    between = [f"{_BETWEEN} {one_line(plot.high.title)}"] if band else []
    return [
        f"{_CERTAIN} {one_line(plot.low.title)}",
        *between,
        f"{_OTHER} {one_line(plot.other.title)}",
        f"{_NONE} {one_line(plot.rest)}",
    ]


def _columns(curve: Curve, most: int, wide: int) -> list[float]:
    """Return a share per column: that of the last point at or before it, nothing before the first."""
    found, place, points = [], 0, curve.points
    for column in range(wide):
        gone = column * most / (wide - 1) + 1e-9
        while place < len(points) and points[place][0] <= gone:
            place += 1
        found.append(points[place - 1][1] if place else 0.0)
    return found


def _cell(level: float, low: float, high: float, other: float) -> str:
    if level <= low:
        return _CERTAIN
    if level <= high:
        return _BETWEEN
    return _OTHER if level <= other else _NONE
