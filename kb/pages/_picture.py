"""A laid out map as inline SVG on one line, with the same as a table below it.

The picture carries no colour, no script and no style: classes say what a thing is, and site/assets/kb.css colours them for
both palettes. A coverage is told three times: by colour, by the sign before the word (as many filled dots as there are
operators) and by the border. Links keep ``xlink:href``, the one form that every engine leaves as it is. Ids are ``n-…`` and
``e-…--…``, of slugs; several maps on one page take a prefix each. It is written short, since a site has a thousand of them: an arrow
has its tip from one marker, and a class only where it is not an ordinary one.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from kb.analyses.drawing.around import Around, Spot
from kb.model.words import Kind, Relation, RiskClass
from kb.pages._boxes import CELL, CELLS_WIDE, LINE, PAD, Box, Curve, Layout, Placed
from kb.pages._escape import esc_attr
from kb.pages._parts import risk_class

Href = Callable[[str], str | None]
"""From an id to the address of its page, seen from the page the map stands on; None where it has none."""
_KINDS: Final = {
    Kind.DATASTORE: "store",
    Kind.QUEUE: "store",
    Kind.SYSTEM: "system",
    Kind.TEAM: "system",
    Kind.VENDOR: "vendor",
    None: "more",
}
"""Kinds whose box looks unlike that of a service."""
_MANY: Final = 2
"""An arrow that stands for more than twice as many edges as it must to be drawn is thicker."""
_ROWS: Final = 300
"""Rows of a table below a map; what is longer has a page of its own."""
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
    curves = "".join(_curve(around, curve, page) for curve in layout.curves)
    nodes = "".join(_node(item, around, page) for item in layout.placed)
    tip = f"{page.prefix}kb-tip"
    return (
        f'<svg viewBox="0 0 {layout.wide:.0f} {layout.high:.0f}" role="group" aria-label="{esc_attr(around.name)}">'
        f'<marker id="{tip}" class="kb-tip" viewBox="0 0 7 6" refX="7" refY="3" markerWidth="7" markerHeight="6" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 7 3 0 6z"/></marker>{_frame(layout)}'
        f'<g class="kb-es" marker-end="url(#{tip})" aria-hidden="true">{curves}</g>{nodes}</svg>'
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


def _curve(around: Around, curve: Curve, page: Page) -> str:
    tie = around.ties[curve.tie]
    start, *rest = curve.points
    looks = [tie.relation.value.replace("_", "-")] if tie.relation is not Relation.NEEDS else []
    looks += ["either"] if tie.either else []
    looks += ["many"] if tie.edges > _MANY * around.least else []
    classes = f' class="{" ".join(looks)}"' if looks else ""
    path = f"M{_at(start)}C{' '.join(map(_at, rest))}"
    return f'<path id="{page.prefix}e-{tie.tail}--{tie.head}"{classes} d="{path}"/>'


def _at(point: tuple[float, float]) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"


# -- boxes ---------------------------------------------------------------------------------------------


def _node(item: Placed, around: Around, page: Page) -> str:
    found, spot = item.box, item.box.spot
    focus = spot.id == around.focus
    looks = ["kb-n", f"kb-{spot.risk_class.value}" if spot.risk_class else "kb-outside"]
    looks += [_KINDS[spot.kind]] if spot.kind in _KINDS else []
    looks += ["focus"] if focus else []
    inner = f'<rect width="{found.wide:.0f}" height="{found.high:.0f}"/>{_texts(found)}'
    body = f'id="{page.prefix}n-{spot.id}" class="{" ".join(looks)}" transform="translate({item.x:.0f} {item.y:.0f})"'
    label = esc_attr(_label(spot))
    href = None if focus else page.href(spot.id)
    if href is None:
        return f'<g {body} role="img" aria-label="{label}">{inner}</g>'
    return f'<a {body} xlink:href="{esc_attr(href)}" aria-label="{label}">{inner}</a>'


def _label(spot: Spot) -> str:
    """Return what a screen reader says: a title and a class, or what a system is made of."""
    if spot.kind is None:
        return f"{spot.title}, {spot.says}"
    return f"{spot.title}: {spot.risk_class.value if spot.risk_class and not spot.parts else spot.says}"


def _texts(found: Box) -> str:
    y = PAD / 2 + 12
    parts = []
    for line in found.lines:
        parts.append(f'<text x="{PAD}" y="{y:.0f}">{esc_attr(line)}</text>')
        y += LINE
    if found.note:
        parts.append(f'<text class="note" x="{PAD}" y="{y:.0f}">{esc_attr(found.note)}</text>')
        y += LINE
    return "".join(parts) + _cells(found, y - 11)


def _cells(found: Box, top: float) -> str:
    """Return a system's components as small squares, worst first; their sign is how far they are filled."""
    parts = []
    for place, part in enumerate(found.spot.parts[: found.cells]):
        x, y = PAD + place % CELLS_WIDE * CELL, top + place // CELLS_WIDE * CELL
        look = f'class="kb-{part.risk_class.value}" transform="translate({x:.0f} {y:.0f})"'
        parts.append(f"<g {look}>{_cell(part.risk_class)}</g>")
    missing = len(found.spot.parts) - found.cells
    if missing > 0:
        y = top + -(-found.cells // CELLS_WIDE) * CELL + 10
        parts.append(f'<text class="note" x="{PAD}" y="{y:.0f}">+{missing} more</text>')
    return f'<g class="cells">{"".join(parts)}</g>' if parts else ""


def _cell(risk: RiskClass) -> str:
    frame = '<rect class="c" width="11" height="11"/>'
    if risk is RiskClass.UNKNOWN:
        return f'{frame}<text x="3" y="9">?</text>'
    if risk is RiskClass.ORPHANED:
        return f'{frame}<path d="M3 3l5 5M8 3l-5 5"/>'
    high = {RiskClass.SINGLE: 4, RiskClass.THIN: 7, RiskClass.HELD: 11}[risk]
    return f'{frame}<rect class="f" y="{11 - high}" width="11" height="{high}"/>'


# -- the table beside ----------------------------------------------------------------------------------


def _table(around: Around, page: Page, *, opened: bool = False) -> str:
    spots = {spot.id: spot for spot in around.spots}
    rows = "".join(_row(name, words, spots.get(name), page) for name, words in around.rows[:_ROWS])
    if len(around.rows) > _ROWS:
        rows += f'<tr><td colspan="2">and {len(around.rows) - _ROWS} more</td></tr>'
    body = rows or '<tr><td colspan="2">nothing is written</td></tr>'
    return (
        f'<details class="kb-map-table"{" open" if opened else ""}><summary>The same as a table</summary>'
        f'<table><thead><tr><th scope="col">What</th><th scope="col">How</th></tr></thead><tbody>{body}</tbody></table></details>'
    )


def _row(name: str, words: str, spot: Spot | None, page: Page) -> str:
    href = page.href(name)
    title = esc_attr(spot.title if spot else name)
    shown = title if href is None else f'<a href="{esc_attr(href)}">{title}</a>'
    risk = f" {risk_class(spot.risk_class)}" if spot and spot.risk_class and not spot.parts else ""
    return f"<tr><td>{shown}{risk}</td><td>{esc_attr(words)}</td></tr>"
