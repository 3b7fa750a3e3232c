"""The report on risk, in words.

Longer than the usual 150 lines: one report, section by section.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from kb.analyses.last_days import DAYS
from kb.analyses.risk.fallbacks import way
from kb.analyses.risk.report import Fallback, RiskReport, Row, Weakest, WeakPlace
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Paragraph,
    Section,
    Table,
    Tone,
    cells,
    columns,
)
from kb.documents.saying import left_out, listed, listing
from kb.model.moment import day_of
from kb.model.saying import count
from kb.model.words import RiskClass

TONES: Final = {
    RiskClass.ORPHANED: Tone.BAD,
    RiskClass.SINGLE: Tone.BAD,
    RiskClass.THIN: Tone.CAUTION,
    RiskClass.HELD: Tone.GOOD,
    RiskClass.UNKNOWN: Tone.UNKNOWN,
}
ROWS: Final = 40
"""Rows shown by the formats people read; JSON and CSV always have all."""
CLASSES: Final = (
    "Class: orphaned 0, single 1, thin 2, held 3 or more operators; unknown: nothing written (kb explain class)."
)
BOUND: Final = "<=: less, if what is unknown in there is held by fewer."
"""What a bound means."""
NOTHING: Final = "No component lies in this scope: add some under `services:` in architecture/, or name another."
_STOPS: Final = {0: "both are stopped already", 1: "one absence stops both"}
"""Why a bus factor is less than the coverage of all that a component stands on alone."""
_REPAIRS: Final = 5
_DAYS: Final = 5
"""Days to come that are listed."""
_NAMED: Final = 8
"""Components named of each."""
RETIRED: Final = "retired, and nothing in use needs it: counted in no report on more than itself"
YES: Final = {True: "yes", False: "no"}
"""What machines read of a yes or no."""
_COLUMNS: Final = columns("T>", "Component~", "Class", "Operators~", "Bus factor~", "Weak>", "Blast>")


def describe(report: RiskReport, at: str) -> Document:
    """Describe the risk of a scope, worst first."""
    blocks: list[Block] = [*_summary(report)]
    if report.baseline is not None:
        from kb.documents.baseline import comparison  # noqa: PLC0415 - most have none

        blocks += comparison(report.baseline)
    if report.rows:
        blocks += [_table(report), *_legend(report)]
        blocks += _coming(report)
        blocks += _paths(report)
        blocks += _repairs(report)
        blocks += _structure(report)
        blocks.append(_next(report))
    title = f"Risk: {report.scope}" + (f", without {', '.join(report.without)}" if report.without else "")
    return Document(title, at, tuple(blocks))


def _summary(report: RiskReport) -> list[Block]:
    totals = report.totals
    if not report.rows:
        return [Paragraph(NOTHING)]
    counts = [
        (totals.orphaned, "orphaned"),
        (totals.single, "single"),
        (totals.unknown, "unknown"),
        (totals.thin, "thin"),
        (totals.held, "held"),
    ]
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    sure = f"{_of(totals.proven_held, totals.components)} proven to be held" if totals.held else "none is held"
    if totals.assumed:
        sure += f"; what is known of {totals.assumed} rests on assumptions"
    people = f"{count(report.people, 'person', 'people')} available"
    return [Paragraph(f"{count(totals.components, 'component')}: {said}. {sure[0].upper()}{sure[1:]}. {people}.")]


def _of(part: int, whole: int) -> str:
    return f"none of {whole} is" if part == 0 and whole > 1 else f"{part} of {whole} {'is' if part == 1 else 'are'}"


def _table(report: RiskReport) -> Table:
    rows = tuple(
        cells(
            "?" if row.tier is None else str(row.tier),
            row.component,
            Cell(row.risk_class.value, TONES[row.risk_class]),
            operators(row.risk_class, row.coverage, row.proven, row.externals),
            bus_factor(row),
            row.weak,
            row.blast_radius,
        )
        for row in report.rows[:ROWS]
    )
    return Table(_COLUMNS, rows)


def operators(risk_class: RiskClass, coverage: int, proven: int, externals: int) -> str:
    """Say a coverage so that claimed never looks like proven: ``3 (1 proven)``, ``2 claimed``, ``0 +1 ext.``."""
    outside = f" +{externals} ext." if externals else ""
    if risk_class is RiskClass.UNKNOWN:
        return "?" + outside
    if coverage == 0:
        return "0" + outside
    if proven == 0:
        return f"{coverage} claimed" + outside
    return (f"{coverage} proven" if proven == coverage else f"{coverage} ({proven} proven)") + outside


def lasting(until: date | None) -> str:
    """Say until when there is anybody at all, where the files know that it ends soon."""
    return f", until {until}" if until is not None else ""


def bus_factor(row: Row) -> str:
    """Say a bus factor with what is unknown of what it stands on: ``<= 1 (2 of 9 unknown)``."""
    number = row.bus_factor_said
    if row.unknown and row.bus_factor is not None:
        return f"{number} ({row.unknown} of {row.closure} unknown)"
    return number


def _legend(report: RiskReport) -> list[Block]:
    said = "T: tier. Operators: people who can restore it alone; claimed: not shown within the evidence period; +1 ext.: externals, beside it. Bus factor: the fewest operators in all it stands on. Weak: single or orphaned components in there. Blast: weight of what stands on it."
    if any(row.bus_factor_is_bound for row in report.rows):
        said += f" {BOUND}"
    more = len(report.rows) - ROWS
    found: list[Block] = [
        *left_out(more, "more component" if more == 1 else "more components"),
        Paragraph(f"{CLASSES} {said}"),
    ]
    ways = [row for row in report.rows if _on_two_ways(row)]
    found += [Paragraph(_two_ways(ways, report.fallbacks))] if ways else []
    quiet = [row.component for row in report.rows if not row.needs_stated]
    return [*found, Paragraph(silent(quiet), Tone.CAUTION)] if quiet else found


def _on_two_ways(row: Row) -> bool:
    """Whether few can take a component down although nothing it stands on alone is weak: both of two ways have to be lost."""
    return row.bus_factor in (0, 1) and not row.weak


def two_ways(row: Row) -> str:
    """Say it of one row, after its bus factor; nothing where there is nothing to say."""
    return f", with nothing weak below: {_suffices([row])}" if _on_two_ways(row) else ""


def _suffices(rows: Iterable[Row]) -> str:
    found = sorted({row.bus_factor or 0 for row in rows})
    return f"either of two ways suffices, but {' or '.join(_STOPS[number] for number in found)}, as far as is known"


def _two_ways(rows: list[Row], fallbacks: Iterable[Fallback]) -> str:
    """Say why such rows are what they are."""
    names = listed([row.component for row in rows], _NAMED)
    weakest = rows[0].weakest
    path = f"; {' > '.join(way(weakest.path, fallbacks))}" if weakest else ""
    return f"Bus factor {' or '.join(sorted({str(row.bus_factor) for row in rows}))} with weak 0 ({names}{path}): {_suffices(rows)}."


def weakest(found: Weakest) -> str:
    """Say where a bus factor comes from, without the way: ``bank (1)``, ``main-pay with spare-pay (2 in all)``."""
    if not found.together:
        return f"{found.component} ({found.coverage})"
    return f"{found.component} with {listed(found.together, _NAMED)} ({found.coverage} in all)"


def silent(names: Sequence[str]) -> str:
    """Say which components do not say what they need: a short closure that nobody looked at is no strong one."""
    many = "1 component does" if len(names) == 1 else f"{len(names)} components do"
    return (
        f"{many} not say what {'it needs' if len(names) == 1 else 'they need'} ({listed(names, _NAMED)}): more may lie below, "
        "so their bus factor and that of all above may be lower. `needs: []` says that there is nothing."
    )


def _coming(report: RiskReport) -> list[Block]:
    """Say what nobody will be left to operate: days and components; who goes is said where somebody asks about one."""
    if not report.coming:
        return []
    items = [
        f"after {item.day} (in {count((item.day - day_of(report.at)).days, 'day')}) nobody is left who operates "
        f"{listed(item.components, _NAMED)}"
        for item in report.coming[:_DAYS]
    ]
    more = len(report.coming) - _DAYS
    items += [f"and {count(more, 'later day')}; --format csv or json has all"] if more > 0 else []
    items += [_place(place, f"{place.risk_class.value} so far", report.fallbacks) for place in report.weak_places.soon]
    first = report.coming[0].components[0]
    said = f"As the files stand, within {DAYS} days. kb who {first} says who goes; kb handover PERSON plans what they can still pass on."
    return [Section("Coming", (Bullets(tuple(items)), Paragraph(said)))]


def _paths(report: RiskReport) -> list[Block]:
    """List the worst places with how much stands on each; one component may stand on many of them."""
    places = report.weak_places
    if not places.worst:
        return []
    items = [
        _place(
            place, "held by one" if place.risk_class is RiskClass.SINGLE else place.risk_class.value, report.fallbacks
        )
        for place in places.worst
    ]
    if places.more:
        items.append(f"{places.more} more, orphaned or single (csv and json have all components)")
    return [Section("Weakest paths", (Bullets(tuple(items)),))]


def _place(place: WeakPlace, how: str, fallbacks: Iterable[Fallback]) -> str:
    stand = f"{count(place.above, 'component')} stand{'s' if place.above == 1 else ''}"
    return f"{place.component} ({how}): {stand} on it: {' > '.join(way(place.path, fallbacks))}"


def _repairs(report: RiskReport) -> list[Block]:
    if not report.repairs:
        return []
    items = tuple(f"{repair.component}: {repair.sentence}" for repair in report.repairs[:_REPAIRS])
    steps = Bullets(items, numbered=True)
    shown = {repair.component for repair in report.repairs[:_REPAIRS]}
    more = sum(row.risk_class is not RiskClass.HELD and row.component not in shown for row in report.rows)
    if more <= 0:
        return [Section("What to do first", (steps,))]
    said = f"{count(more, 'more component is', 'more components are')} not held. The nearest repair of each: kb risk --component ID; who learns what by when: kb plan."
    return [Section("What to do first", (steps, Paragraph(said)))]


def _structure(report: RiskReport) -> list[Block]:
    items = circles(report.cycles, report.fallbacks)
    return listing("Structure", items)


def circles(cycles: Iterable[tuple[str, ...]], fallbacks: Iterable[Fallback]) -> list[str]:
    """Say which components stand on each other, and what may fall back to what."""
    items = [f"{' and '.join(cycle)} stand on each other: none of them works without the others" for cycle in cycles]
    return items + [fallback(item) for item in fallbacks]


def fallback(item: Fallback) -> str:
    """Say what an edge may fall back to, and whether that counts."""
    if not item.rehearsed:
        return f"{item.component} > {item.to} may fall back to {item.fallback}: not rehearsed, so not counted ({item.source})"
    edge = f"{item.component} > {item.to} or {item.fallback}: either suffices ({item.source})"
    if item.runbook is None:
        return edge
    day = f" on {day_of(item.last)}" if item.last is not None else ""
    return f"{edge}; {item.runbook} showed it{day} ({item.proof})"


def _next(report: RiskReport) -> Paragraph:
    return Paragraph(
        f"Why, line by line: kb risk --component {report.rows[0].component}. What the words mean: kb explain bus-factor."
    )


def describe_rows(report: RiskReport, at: str) -> Document:
    """Describe every row with every field, for formats that machines read line by line; what is unknown is left empty."""
    keys = (
        "component", "kind", "system", "owner", "tier", "class", "coverage", "proven", "externals", "bus_factor", "proven_bus_factor",
        "closure", "unknown", "weak", "weakest", "path", "blast_radius", "vendors", "basis", "source", "until",
        "known", "bus_factor_is_bound", "needs_stated", "together", "proven_bus_factor_is_bound",
    )  # fmt: skip
    rows = (
        (
            row.component, row.kind.value, row.system, row.owner, row.tier, row.risk_class.value,
            row.coverage if row.known else None, row.proven if row.known else None,
            row.externals, row.bus_factor, row.proven_bus_factor, row.closure, row.unknown, row.weak,
            row.weakest and row.weakest.component, row.weakest and " > ".join(row.weakest.path), row.blast_radius,
            " ".join(row.vendors), row.basis and row.basis.value, row.source, row.until,
            YES[row.known], YES[row.bus_factor_is_bound], YES[row.needs_stated],
            row.weakest and " ".join(row.weakest.together), YES[row.proven_bus_factor_is_bound],
        )
        for row in report.rows
    )  # fmt: skip
    return Document.of_rows(f"Risk: {report.scope}", at, keys, rows)
