"""A laid out map as inline SVG on one line, with the same as a table below it.

The picture carries no colour, no script and no style: classes say what a thing is, and site/assets/kb.css colours them for
both palettes. A coverage is told three times: by colour, by the sign before the word (as many filled dots as there are
operators) and by the border. Links keep ``xlink:href``, the one form that every engine leaves as it is. Ids are ``n-…`` and
``e-…--…``, of slugs; several maps on one page take a prefix each.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from kb.analyses.drawing.around import Around, Spot, Tie
from kb.model.words import Kind, RiskClass
from kb.pages._boxes import CELL, CELLS, CELLS_WIDE, LINE, PAD, PIPS, Box, Layout, Placed
from kb.pages._escape import esc_attr

Href = Callable[[str], str | None]
"""From an id to the address of its page, seen from the page the map stands on; None where it has none."""
_TIP: Final = 7.0
_HALF_TIP: Final = 3.2
_PIPS: Final = {RiskClass.ORPHANED: 0, RiskClass.SINGLE: 1, RiskClass.THIN: 2, RiskClass.HELD: 3}
_EMPTY: Final = ' class="o"'
_ZOOMED: Final = 25
"""Boxes from which on a map gets buttons to zoom."""


class Page(NamedTuple):
    """Where a map will stand: how it links, what its ids start with, and whether its table must stand below it."""

    href: Href
    prefix: str = ""
    table: bool = True


def figure(around: Around, layout: Layout | str, page: Page) -> str:
    """Return a map with its table as HTML on one line; where there is no layout, the reason and the open table."""
    if isinstance(layout, str):
        table = _table(around, page, opened=True) if page.table else ""
        return f'<div class="kb-map"><p class="kb-note">{esc_attr(layout)}</p>{table}</div>'
    zoom = " kb-zoom" if len(layout.placed) > _ZOOMED else ""
    size = f"--w:{layout.wide:.0f}px;--h:{layout.high:.0f}px"
    hidden = ""
    if around.hidden:
        hidden = f"{around.hidden} arrows that stand for fewer than {around.least} edges are not drawn."
    note = f'<p class="kb-note">{hidden}</p>' if hidden else ""
    picture = f'<div class="kb-graph{zoom}" style="{size}">{_svg(around, layout, page)}</div>'
    return f'<div class="kb-map">{picture}{note}{_table(around, page) if page.table else ""}</div>'


def _svg(around: Around, layout: Layout, page: Page) -> str:
    curves = "".join(_curve(around.ties[curve.tie], curve.points, page) for curve in layout.curves)
    nodes = "".join(_node(item, around, page) for item in layout.placed)
    size = f'width="{layout.wide:.0f}" height="{layout.high:.0f}" viewBox="0 0 {layout.wide:.0f} {layout.high:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size} role="group" '
        f'aria-label="{esc_attr(around.name)}">{_frame(layout)}<g class="kb-es" aria-hidden="true">{curves}</g>{nodes}</svg>'
    )


def _frame(layout: Layout) -> str:
    """Return the frame around the components of a system."""
    inside = [item for item in layout.placed if item.box.spot.framed]
    if not inside:
        return ""
    left, top = min(item.x for item in inside) - 14, min(item.y for item in inside) - 14
    right = max(item.x + item.box.wide for item in inside) + 14
    low = max(item.y + item.box.high for item in inside) + 14
    return f'<rect class="kb-frame" x="{left:.0f}" y="{top:.0f}" width="{right - left:.0f}" height="{low - top:.0f}" rx="8"/>'


# -- arrows --------------------------------------------------------------------------------------------


def _curve(tie: Tie, points: tuple[tuple[float, float], ...], page: Page) -> str:
    start, *rest = points
    (from_x, from_y), (tip_x, tip_y) = _before_end(points), points[-1]
    length = ((tip_x - from_x) ** 2 + (tip_y - from_y) ** 2) ** 0.5 or 1.0
    along_x, along_y = (tip_x - from_x) / length, (tip_y - from_y) / length
    base_x, base_y = tip_x - _TIP * along_x, tip_y - _TIP * along_y
    rest[-1] = (base_x, base_y)
    path = f"M{_at(start)}C{' '.join(_at(point) for point in rest)}"
    wing_x, wing_y = -along_y * _HALF_TIP, along_x * _HALF_TIP
    tip = f"M{_at((tip_x, tip_y))}L{_at((base_x + wing_x, base_y + wing_y))}L{_at((base_x - wing_x, base_y - wing_y))}z"
    classes = f"{tie.relation.value.replace('_', '-')}{' replaced' if tie.replaced else ''}{_weight(tie)}"
    name = f"{page.prefix}e-{tie.tail}--{tie.head}"
    return f'<g id="{name}" class="kb-e {classes}"><path d="{path}"/><path class="tip" d="{tip}"/></g>'


def _weight(tie: Tie) -> str:
    return " many" if tie.edges > 2 else ""


def _before_end(points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """Return the last point that is not the end itself, for the direction of the tip."""
    end = points[-1]
    return next((point for point in reversed(points) if abs(point[0] - end[0]) + abs(point[1] - end[1]) > 1), points[0])


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.0f},{point[1]:.0f}"


# -- boxes ---------------------------------------------------------------------------------------------


def _node(item: Placed, around: Around, page: Page) -> str:
    found, spot = item.box, item.box.spot
    focus = spot.id == around.focus
    risk = spot.risk_class.value if spot.risk_class else "outside"
    kind = spot.kind.value if spot.kind else "more"
    inner = f'<rect width="{found.wide:.0f}" height="{found.high:.0f}" rx="{_round(spot)}"/>' + _texts(found)
    body = (
        f'<g id="{page.prefix}n-{spot.id}" class="kb-n kb-{risk} {kind}{" focus" if focus else ""}" '
        f'transform="translate({item.x:.0f} {item.y:.0f})"'
    )
    href = None if focus else page.href(spot.id)
    label = esc_attr(_label(spot))
    if href is None:
        return f'{body} role="img" aria-label="{label}">{inner}</g>'
    return f'<a xlink:href="{esc_attr(href)}" aria-label="{label}">{body}>{inner}</g></a>'


def _round(spot: Spot) -> int:
    return {Kind.DATASTORE: 14, Kind.QUEUE: 14, Kind.SYSTEM: 3, Kind.VENDOR: 0}.get(spot.kind or Kind.SERVICE, 6)


def _label(spot: Spot) -> str:
    if spot.kind is None:
        return f"{spot.title}, {spot.says}"
    kind = "" if spot.kind in (Kind.SERVICE, Kind.VENDOR) else f", {spot.kind.value}"
    risk = "" if spot.risk_class is None or spot.parts else f"{spot.risk_class.value}, "
    return f"{spot.title}{kind}: {risk}{spot.says}".rstrip(", ")


def _texts(found: Box) -> str:
    y = PAD / 2 + 12
    parts = []
    for line in found.lines:
        parts.append(f'<text x="{PAD}" y="{y:.0f}">{esc_attr(line)}</text>')
        y += LINE
    if found.note:
        risk = found.spot.risk_class
        sign, x = ("", PAD) if risk is None else (_sign(risk, PAD, y - 4), PAD + PIPS)
        parts.append(f'{sign}<text class="note" x="{x}" y="{y:.0f}">{esc_attr(found.note)}</text>')
        y += LINE
    return "".join(parts) + _cells(found.spot, y - 11)


def _sign(risk: RiskClass, x: float, y: float) -> str:
    """Return three dots, as many of them filled as there are operators; a question mark where that is unknown."""
    if risk is RiskClass.UNKNOWN:
        return f'<text class="ask" x="{x:.0f}" y="{y + 4:.0f}">???</text>'
    filled = _PIPS[risk]
    dots = (
        f'<circle{"" if place < filled else _EMPTY} cx="{x + 4 + 9 * place:.0f}" cy="{y:.0f}" r="3"/>'
        for place in range(3)
    )
    return f'<g class="pips">{"".join(dots)}</g>'


def _cells(spot: Spot, top: float) -> str:
    """Return a system's components as small squares, worst first; their sign is how far they are filled."""
    parts = []
    for place, part in enumerate(spot.parts[:CELLS]):
        x, y = PAD + place % CELLS_WIDE * CELL, top + place // CELLS_WIDE * CELL
        parts.append(
            f'<g class="kb-{part.risk_class.value}" transform="translate({x:.0f} {y:.0f})">{_cell(part.risk_class)}</g>'
        )
    missing = len(spot.parts) - CELLS
    if missing > 0:
        y = top + CELLS // CELLS_WIDE * CELL + 10
        parts.append(f'<text class="note" x="{PAD}" y="{y:.0f}">+{missing} more</text>')
    return f'<g class="cells">{"".join(parts)}</g>' if parts else ""


def _cell(risk: RiskClass) -> str:
    frame = '<rect class="c" width="11" height="11" rx="2"/>'
    if risk is RiskClass.UNKNOWN:
        return f'{frame}<text x="3" y="9">?</text>'
    if risk is RiskClass.ORPHANED:
        return f'{frame}<path d="M3 3l5 5M8 3l-5 5"/>'
    high = {RiskClass.SINGLE: 4, RiskClass.THIN: 7, RiskClass.HELD: 11}[risk]
    return f'{frame}<rect class="f" y="{11 - high}" width="11" height="{high}" rx="2"/>'


# -- the table beside ----------------------------------------------------------------------------------


def _table(around: Around, page: Page, *, opened: bool = False) -> str:
    spots = {spot.id: spot for spot in around.spots}
    rows = "".join(_row(name, words, spots.get(name), page) for name, words in around.rows)
    body = rows or '<tr><td colspan="2">nothing is written</td></tr>'
    return (
        f'<details class="kb-map-table"{" open" if opened else ""}><summary>The same as a table</summary>'
        f'<table><thead><tr><th scope="col">What</th><th scope="col">How</th></tr></thead><tbody>{body}</tbody></table></details>'
    )


def _row(name: str, words: str, spot: Spot | None, page: Page) -> str:
    href = page.href(name)
    title = esc_attr(spot.title if spot else name)
    shown = title if href is None else f'<a href="{esc_attr(href)}">{title}</a>'
    risk = f" {badge(spot.risk_class)}" if spot and spot.risk_class and not spot.parts else ""
    return f"<tr><td>{shown}{risk}</td><td>{esc_attr(words)}</td></tr>"


def badge(risk: RiskClass) -> str:
    """Return a class as a word with its sign."""
    return f'<span class="kb-class kb-{risk.value}">{risk.value}</span>'
