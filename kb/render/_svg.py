"""A plot as a small SVG: one colour, the text's own (``currentColor``), so that it fits a light and a dark page.

Curves differ by dashes and are named by words; classes let a page give them colours of its own. There is no script,
no style, no link and no font of ours; every text of the files is escaped.
"""

from typing import Final

from kb.documents.document import Curve, Plot
from kb.render._clean import one_line

_WIDE: Final = 640
_HIGH: Final = 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 40, 92
_LONG: Final = 80  # letters of a title that fit at the usual size
_DASHES: Final = ("", "2 3", "8 4")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def svg(plot: Plot) -> str:
    """Return a plot as SVG text; the same plot gives the same text."""
    title = escape(plot.title)
    size = 13 if len(plot.title) <= _LONG else 13 * _LONG / len(plot.title)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" class="kb-plot" role="img">',
        f"<title>{title}</title>",
        f"<desc>{escape(_in_words(plot))}</desc>",
        '<g font-family="sans-serif" font-size="12">',
        f'<text x="{_LEFT}" y="20" font-size="{size:.1f}" fill="currentColor">{title}</text>',
        *_axes(plot),
        _band(plot.low, plot.high, plot.most),
        *(_curve(curve, dashes, plot.most) for curve, dashes in zip(_curves(plot), _DASHES, strict=True)),
        *_legend(plot),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Return text that SVG shows as it is, in content and in attributes."""
    return one_line(text).translate(_ESCAPES)


def _x(gone: float, most: int) -> float:
    return _LEFT + gone / (most or 1) * (_WIDE - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HIGH - _TOP - _BOTTOM)


def _points(line: Curve, most: int) -> list[str]:
    return [f"{_x(gone, most):.1f},{_y(share):.1f}" for gone, share in line.points]


def _curves(plot: Plot) -> tuple[Curve, Curve, Curve]:
    return plot.low, plot.high, plot.other


def _stroke(dashes: str) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'fill="none" stroke="currentColor" stroke-width="2"{dashed}'


def _curve(curve: Curve, dashes: str, most: int) -> str:
    points = " ".join(_points(curve, most))
    return f'<polyline class="kb-{escape(curve.key)}" {_stroke(dashes)} points="{points}"/>'


def _band(low: Curve, high: Curve, most: int) -> str:
    points = " ".join([*_points(high, most), *reversed(_points(low, most))])
    return f'<polygon class="kb-band" fill="currentColor" fill-opacity="0.15" points="{points}"/>'


def _axes(plot: Plot) -> list[str]:
    tenths = [_level(_y(tenth / 10), 'class="kb-grid" stroke-opacity="0.25"') for tenth in range(0, 11, 2)]
    tenths += [_text(_LEFT - 8, _y(tenth / 10) + 4, "end", f"{tenth * 10} %") for tenth in range(0, 11, 2)]
    marks = [] if plot.mark is None else [_level(_y(plot.mark), 'class="kb-mark" stroke-dasharray="1 5"')]
    numbers = sorted({round(plot.most * part / 4) for part in range(5)})
    below = [_text(_x(number, plot.most), _y(0) + 18, "middle", str(number)) for number in numbers]
    if plot.ends is not None:
        first, last = plot.ends
        below = [_text(_LEFT, _y(0) + 18, "start", first), _text(_WIDE - _RIGHT, _y(0) + 18, "end", last)]
    return [*tenths, *marks, *below, _text((_LEFT + _WIDE - _RIGHT) / 2, _y(0) + 36, "middle", plot.across)]


def _level(y: float, looks: str) -> str:
    return f'<line {looks} x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor"/>'


def _text(x: float, y: float, anchor: str, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="currentColor">{escape(text)}</text>'


def _legend(plot: Plot) -> list[str]:
    found = []
    for place, (curve, dashes) in enumerate(zip(_curves(plot), _DASHES, strict=True)):
        x, y = _LEFT + place * 190, _HIGH - 14
        found.append(f'<line x1="{x}" x2="{x + 28}" y1="{y - 4}" y2="{y - 4}" {_stroke(dashes)}/>')
        found.append(_text(x + 34, y, "start", curve.title))
    return found


def _in_words(plot: Plot) -> str:
    """Say the curves as numbers for those who cannot see them: five places of each."""
    said = []
    for line in _curves(plot):
        chosen = sorted({place * (len(line.points) - 1) // 4 for place in range(5)}) if line.points else []
        shares = ", ".join(f"{line.points[place][1]:.0%} at {line.points[place][0]}" for place in chosen)
        said.append(f"{line.title}: {shares}")
    return f"{plot.up}, by {plot.across}. {'; '.join(said)}."
