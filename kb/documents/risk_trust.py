"""The full report on risk, in words: structure, uncertainty, and the order of consequence.

Longer than the usual 150 lines: three parts of one report, section by section.
"""

from itertools import groupby
from typing import Final

from kb.analyses.risk.demand import Above, Demand, Standing
from kb.analyses.risk.sensitivity import Number, Sensitivity
from kb.analyses.risk.structure import EntryPoint, Fate, Structure
from kb.analyses.risk.uncertainty import Ageing, Range, Uncertainty
from kb.documents.document import Block, Bullets, Cell, Paragraph, Table, cells, columns
from kb.documents.risk import BOUND, TONES, YES, circles
from kb.documents.saying import cut, left_out, listed, number, share
from kb.model.saying import at_most, count

_ROWS: Final = 20
_POINTS: Final = 3
_FATES: Final = 4
_LISTED: Final = 10


def structure(found: Structure) -> list[Block]:
    """Say where a scope hangs by a thread."""
    blocks: list[Block] = [_single_points(found)]
    if found.articulation:
        said = f"{count(len(found.articulation), 'component')} would split its graph: {listed(found.articulation, _LISTED)}."
        blocks.append(Paragraph(f"Articulation points, directions disregarded: {said}"))
    blocks += [_fates(found.fates)] if found.fates else []
    items = circles(found.cycles, found.fallbacks)
    return [*blocks, Bullets(tuple(cut(items, _LISTED)))] if items else blocks


def _single_points(found: Structure) -> Table:
    rows = [row for entry in found.entries for row in _entry(entry)]
    heads = columns("Entry~", "Single point of failure~", "Cut off>", "Operators>")
    more = f" {count(found.more, 'smaller entry', 'smaller entries')} left out." if found.more else ""
    caption = f"Single points of failure by entry ({found.chosen}): if one goes, its entry loses it and all that hangs on it alone."
    return Table(heads, tuple(rows), caption + more)


def _entry(entry: EntryPoint) -> list[tuple[Cell, ...]]:
    if not entry.single_points:
        return [cells(entry.entry, "none", "0", "")]
    rows: list[tuple[Cell, ...]] = [
        cells(entry.entry, point.component, point.cut_off, "?" if point.coverage is None else str(point.coverage))
        for point in entry.single_points[:_POINTS]
    ]
    more = len(entry.single_points) - _POINTS
    return [*rows, cells("", f"{more} more", "", "")] if more > 0 else rows


def _fates(fates: tuple[Fate, ...]) -> Table:
    shown = [fate for _, group in groupby(fates, key=lambda fate: fate.sort) for fate in list(group)[:_FATES]]
    rows = tuple(cells(fate.sort, fate.name, "everything" if fate.everything else share(fate.share)) for fate in shown)
    heads = columns("Shared fate", "Which~", "Lies under>")
    caption = "What lies under how much of the scope, by tier weight. A time zone: all operators of something below live in it."
    return Table(heads, rows, caption)


def uncertainty(found: Uncertainty) -> list[Block]:
    """Say every headline number as a range, and what would move it."""
    heads = columns("Number~", "As written>", "Proven only>", "Unknown lost>", "Unknown held>", "Range")
    caption = (
        f"As written: claims count, {count(found.unknown, 'unknown component')} of the scope left out. "
        f"{count(found.claimed_only, 'component')} held by claims alone. The range includes proven only with unknown lost."
    )
    blocks: list[Block] = [Table(heads, tuple(_range(item) for item in found.ranges), caption)]
    items = tuple(_sensitivity(item) for item in found.sensitivities)
    return [*blocks, *([Bullets(items)] if items else []), Paragraph(_ageing(found.ageing))]


def _range(item: Range) -> tuple[Cell, ...]:
    values = [_value(item, value) for value in (item.written, item.proven, item.unknown_lost, item.unknown_held)]
    low, high = _value(item, item.low), _value(item, item.high)
    said = low if item.low == item.high else f"{low} to {high}"
    return (Cell(f"{item.name}: {item.unit}"), *map(Cell, values), Cell(said))


def _value(item: Range, value: Number) -> str:
    if value is None:
        return "out of reach" if item.name == "critical set size" else "unknown"
    return share(value) if item.unit.startswith(("share", "chance")) else number(value)


def _sensitivity(item: Sensitivity) -> str:
    shown = share if item.name == "operable" else number
    if item.component is None or item.before is None or item.after is None:
        return f"{item.name}: no single assumption moves it"
    what = {
        "unknown": f"{item.component}, about which nothing is written, has nobody",
        "claimed": f"the claims on {item.component} do not hold",
    }[item.assumption or "unknown"]
    tied = f" ({count(item.tied, 'other')} would move it as much)" if item.tied else ""
    return f"{item.name}: from {shown(item.before)}, unknown held, to {shown(item.after)} if {what}{tied}"


def _ageing(found: Ageing) -> str:
    if not found.proven:
        said = "No component has proof young enough"
    else:
        soon = ", ".join(f"{components} within {days} days" for days, components in found.within)
        said = (
            f"{count(found.proven, 'component')} with proof young enough; it runs out for {soon} unless somebody drills"
        )
    return f"{said}. Proof too old, or gone with its people: {found.expired}. Never proven: {found.never}."


def consequence(order: tuple[Standing, ...]) -> list[Block]:
    """Say how much stands on each component, and how much demand reaches it."""
    heads = columns("T>", "Component~", "Class", "Bus factor>", "Blast>", "T0/1/2/3/?", "Demand>")
    rows = tuple(
        cells(
            "?" if row.tier is None else str(row.tier),
            row.component,
            Cell(row.risk_class.value, TONES[row.risk_class]),
            at_most(row.bus_factor, row.bus_factor_is_bound),
            row.blast_radius,
            "/".join(map(str, row.above)),
            _demand(row.demand),
        )
        for row in order[:_ROWS]
    )
    more = len(order) - _ROWS
    legend = f"{_LEGEND} Bus factor {BOUND}" if any(row.bus_factor_is_bound for row in order) else _LEGEND
    what = "more component" if more == 1 else "more components"
    return [Table(heads, rows), *left_out(more, what), Paragraph(legend)]


_LEGEND: Final = (
    "Blast: tier weight of what stands on it; T0/1/2/3/?: the same as components by tier. Demand: requests for each one "
    "at an entry, along the path where multipliers grow most; 2? = two of them unknown, taken as 1; -: no path leads there."
)


def _demand(demand: Demand | None) -> str:
    if demand is None:
        return "-"
    return f"x{number(demand.factor)}" + (f" {demand.unknown}?" if demand.unknown else "")


CONSEQUENCE: Final = (
    "component", "tier", "class", "bus_factor", "blast_radius", *(f"above_{name}" for name in Above._fields),
    "demand", "demand_unknown", "demand_path", "bus_factor_is_bound",
)  # fmt: skip
"""The fields of :func:`consequence_row`."""


def consequence_row(row: Standing) -> tuple[object, ...]:
    """Return every field of a row of the main table."""
    demand = (
        (None, None, None)
        if row.demand is None
        else (row.demand.factor, row.demand.unknown, " > ".join(row.demand.path))
    )
    bound_said = YES[row.bus_factor_is_bound]
    return (
        row.component,
        row.tier,
        row.risk_class.value,
        row.bus_factor,
        row.blast_radius,
        *row.above,
        *demand,
        bound_said,
    )
