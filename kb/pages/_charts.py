"""Curves as inline SVG on one line, each with its numbers as a table below it.

Drawn for a page, not for a terminal (`kb.render._svg` does that): names stand at the ends of the lines, colours are classes that
site/assets/kb.css gives for both palettes, and dashes tell lines apart without them.

Longer than the usual 150 lines: three pictures over one set of axes.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

from kb.analyses.risk.full import FullRiskReport
from kb.analyses.risk.report import CLASS_ORDER
from kb.model.words import RiskClass
from kb.pages._boxes import measure
from kb.pages._escape import esc_attr

WIDE: Final = 672
HIGH: Final = 288
LEFT: Final = 46
RIGHT: Final = 108
"""Room for the names of the lines."""
TOP: Final = 14
LOW: Final = 44
MARK_ROWS: Final = 3
"""Rows for the names of marked days; a name that finds no room in them is left to the table."""
_TICKS: Final = 5
_ROWS: Final = 25
"""Rows of a table beside a curve; of longer curves about as many are listed."""

T = TypeVar("T")
Points = Sequence[tuple[float, float]]


class Moment(NamedTuple):
    """How many components are of which class from a day on."""

    day: date
    counts: dict[RiskClass, int]


class Mark(NamedTuple):
    """A day that is marked on a picture over time."""

    day: date
    text: str


class _Frame(NamedTuple):
    """The axes: the largest value across and up."""

    across: float
    up: float

    def x(self, value: float) -> float:
        return LEFT + value / (self.across or 1) * (WIDE - LEFT - RIGHT)

    def y(self, value: float) -> float:
        return TOP + (1 - value / (self.up or 1)) * (HIGH - TOP - LOW)

    def way(self, points: Points) -> str:
        return " ".join(f"{self.x(across):.1f},{self.y(up):.1f}" for across, up in points)


def robustness(full: FullRiskReport) -> str:
    """Return the share still covered as people leave, in the worst and in random order; empty where nothing is known."""
    found = full.robustness
    if not found.curve or not found.people:
        return ""
    frame = _Frame(found.people, 1)
    low = [(step.gone, step.worst_low) for step in found.curve]
    high = [(step.gone, step.worst_high) for step in found.curve]
    chance = [(step.gone, step.random) for step in found.curve]
    band = f'<polygon class="band" points="{frame.way([*high, *reversed(low)])}"/>' if low != high else ""
    half = 1 - found.percent / 100
    drawn = [
        *_axes(frame, "people gone", percent=True),
        f'<line class="mark" x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{frame.y(half):.1f}" y2="{frame.y(half):.1f}"/>',
        band,
        _line(frame, high, "a"),
        _line(frame, chance, "b"),
        *_names(frame, (("a", "worst order", high), ("b", "random order", chance))),
    ]
    said = f"Share of the components, by tier weight, that still have an operator as up to {found.people} people leave"
    exact = low == high
    heads = ("People gone", "Worst order", "Random order, on average")
    rows = (
        (str(step.gone), _percent(step.worst_low) if exact else f"{_percent(step.worst_low)} to {_percent(step.worst_high)}", _percent(step.random))
        for step in _few(found.curve)
    )  # fmt: skip
    return _chart(said, drawn, heads, rows)


def random_loss(full: FullRiskReport) -> str:
    """Return the share expected to have nobody left as more people leave at random; empty where nothing is known."""
    found = full.loss
    most = found.staff.people
    if not found.components or not most:
        return ""
    frame = _Frame(most, 1)
    curve = [(step.leaving, step.share) for step in found.curve]
    here = found.expected_weight / (found.weight or 1)
    dot = f'<circle class="line b" cx="{frame.x(found.leaving):.1f}" cy="{frame.y(here):.1f}" r="5"/>'
    drawn = [
        *_axes(frame, f"people leaving at random, of {most}", percent=True),
        _line(frame, curve, "a"),
        dot,
        *_names(frame, (("a", "nobody left", curve),)),
    ]
    said = f"Share of the components, by tier weight, expected to have nobody left when some of {most} people leave at random"
    return _chart(said, drawn)  # the report lists the same shares below it


def history(moments: Sequence[Moment], end: date, marks: Sequence[Mark] = ()) -> str:
    """Return the counts by class over time, one on top of the other, worst at the bottom; empty for fewer than two days.

    Marks outside the picture are left out; it ends on ``end``.
    """
    if len(moments) < 2:
        return ""
    first, days = moments[0].day, max(1, (end - moments[0].day).days)
    frame = _Frame(days, max(sum(item.counts.values()) for item in moments))
    drawn = [
        *_axes(frame, "", percent=False),
        *_areas(frame, moments, first, days),
        *_dates(frame, first, (moments[-1].day - first).days),
    ]
    drawn += _marked(frame, first, end, marks)
    said = f"Components by class from {first} to {end}"
    rows = ((str(item.day), *(str(item.counts.get(risk, 0)) for risk in CLASS_ORDER)) for item in _few(moments))
    return _chart(said, drawn, ("From", *(risk.value for risk in CLASS_ORDER)), rows)


def _areas(frame: _Frame, moments: Sequence[Moment], first: date, days: int) -> list[str]:
    below = [0] * len(moments)
    starts = [(item.day - first).days for item in moments]
    ends = [*starts[1:], days]
    found, names = [], []
    for risk in CLASS_ORDER:
        above = [low + item.counts.get(risk, 0) for low, item in zip(below, moments, strict=True)]
        if above != below:
            upper = [
                (day, value) for start, end, value in zip(starts, ends, above, strict=True) for day in (start, end)
            ]
            lower = [
                (day, value) for start, end, value in zip(starts, ends, below, strict=True) for day in (start, end)
            ]
            found.append(f'<polygon class="area kb-{risk.value}" points="{frame.way([*upper, *reversed(lower)])}"/>')
            if above[-1] > below[-1]:
                names.append(
                    (f"kb-{risk.value}", f"{above[-1] - below[-1]} {risk.value}", [(days, (above[-1] + below[-1]) / 2)])
                )
        below = above
    return [*found, *_names(frame, names)]


def _dates(frame: _Frame, first: date, days: int) -> list[str]:
    """Return the days below the picture, the last on which something changes last: what follows is only drawn on."""
    ticks = sorted({round(days * part / 4) for part in range(5)})
    return [
        _text(frame.x(tick), HIGH - LOW + 18, "middle", str(date.fromordinal(first.toordinal() + tick)))
        for tick in ticks
    ]


def _marked(frame: _Frame, first: date, end: date, marks: Iterable[Mark]) -> list[str]:
    """Return a line for every marked day, its name in a row of its own where it would stand on another."""
    found, rows = [], [float("-inf")] * MARK_ROWS
    for mark in sorted(marks):
        if not first <= mark.day <= end:
            continue
        x, wide = frame.x((mark.day - first).days), measure(mark.text, 12) + 10
        start, anchor = (x - wide, "end") if x - wide >= LEFT else (x, "start")
        row = next((number for number, taken in enumerate(rows) if start > taken), None)
        found.append(f'<line class="event" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HIGH - LOW}"/>')
        if row is not None:
            rows[row] = start + wide
            found.append(_text(x + (5 if anchor == "start" else -5), TOP + 14 + 15 * row, anchor, mark.text, "event"))
    return found


# -- parts -----------------------------------------------------------------------------------------------


def _chart(said: str, drawn: Iterable[str], heads: Sequence[str] = (), rows: Iterable[Sequence[str]] = ()) -> str:
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'aria-label="{esc_attr(said)}">{"".join(drawn)}</svg>'
    )
    return f'<div class="kb-chart">{picture}{_table(heads, rows) if heads else ""}</div>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{esc_attr(title)}</th>' for title in heads)
    body = "".join(f"<tr>{''.join(f'<td>{esc_attr(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        '<details class="kb-map-table"><summary>The same as a table</summary>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def _few(items: Sequence[T]) -> list[T]:
    count = min(len(items) - 1, _ROWS)
    return [items[place] for place in sorted({part * (len(items) - 1) // (count or 1) for part in range(count + 1)})]


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _axes(frame: _Frame, across: str, *, percent: bool) -> list[str]:
    levels = [frame.up * tick / _TICKS for tick in range(_TICKS + 1)] if percent else _whole(frame.up)
    lines = [
        f'<line class="grid" x1="{LEFT}" x2="{WIDE - RIGHT}" y1="{frame.y(level):.1f}" y2="{frame.y(level):.1f}"/>'
        for level in levels
    ]
    lines += [
        _text(LEFT - 8, frame.y(level) + 4, "end", _percent(level) if percent else f"{level:.0f}") for level in levels
    ]
    if across:
        lines += [_text(frame.x(tick), HIGH - LOW + 18, "middle", f"{tick:.0f}") for tick in _whole(frame.across)]
        lines.append(_text((LEFT + WIDE - RIGHT) / 2, HIGH - 6, "middle", across))
    return lines


def _whole(most: float) -> list[float]:
    """Return a few round numbers from 0 up to a number, for the ticks of an axis."""
    step = next(size * 10**power for power in range(12) for size in (1, 2, 5) if most <= _TICKS * size * 10**power)
    return [float(tick) for tick in range(0, int(most) + 1, step)]


def _line(frame: _Frame, points: Points, looks: str) -> str:
    return f'<polyline class="line {looks}" points="{frame.way(points)}"/>'


def _names(frame: _Frame, lines: Iterable[tuple[str, str, Points]]) -> list[str]:
    """Return the names of lines beside their ends, moved apart where they would stand on each other."""
    wanted = sorted((frame.y(points[-1][1]) + 4, looks, name) for looks, name, points in lines)
    found, last = [], 0.0
    low = HIGH - LOW + 4 - 15 * (len(wanted) - 1)
    for place, (y, looks, name) in enumerate(wanted):
        last = max(min(y, low + 15 * place), last + 15)
        found.append(_text(WIDE - RIGHT + 8, last, "start", name, f"name {looks}"))
    return found


def _text(x: float, y: float, anchor: str, text: str, looks: str = "") -> str:
    classes = f' class="{looks}"' if looks else ""
    return f'<text{classes} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{esc_attr(text)}</text>'
