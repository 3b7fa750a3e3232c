"""The report on risk, in words."""

from typing import Final

from kb.analyses.risk.report import ComponentReport, Fallback, Member, Reason, RiskReport, Row
from kb.documents.baseline import comparison
from kb.documents.document import Block, Bullets, Cell, Column, Document, Facts, Paragraph, Section, Table, Tone
from kb.model.words import Basis, RiskClass

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
_REPAIRS: Final = 5
_LONG_PLACE: Final = 36
"""A place longer than this leaves the other columns of a table no room: it stands on a line of its own."""

_COLUMNS: Final = (
    Column("T", "tier", right=True),
    Column("Component", "component", wrap=True),
    Column("Class", "class"),
    Column("Operators", "operators", wrap=True),
    Column("Bus factor", "bus_factor", wrap=True),
    Column("Weak", "weak", right=True),
    Column("Blast", "blast_radius", right=True),
)


def describe(report: RiskReport, at: str) -> Document:
    """Describe the risk of a scope, worst first."""
    blocks: list[Block] = [*_summary(report)]
    blocks += comparison(report.baseline) if report.baseline is not None else []
    if report.rows:
        blocks += [_table(report), *_legend(report)]
        blocks += _paths(report)
        blocks += _repairs(report)
        blocks += _structure(report)
        blocks.append(_next(report))
    title = f"Risk: {report.scope}" + (f", without {', '.join(report.without)}" if report.without else "")
    return Document(title, at, tuple(blocks))


def _summary(report: RiskReport) -> list[Block]:
    totals = report.totals
    if not report.rows:
        return [
            Paragraph("No component lies in this scope: add some under `services:` in architecture/, or name another.")
        ]
    counts = [
        (totals.orphaned, "orphaned"),
        (totals.single, "single"),
        (totals.unknown, "unknown"),
        (totals.thin, "thin"),
        (totals.held, "held"),
    ]
    said = ", ".join(f"{count} {word}" for count, word in counts if count)
    sure = f"{_of(totals.proven_held, totals.components)} proven to be held"
    if totals.assumed:
        sure += f"; what is known of {totals.assumed} rests on assumptions"
    people = f"{report.people} {'person' if report.people == 1 else 'people'} available"
    return [Paragraph(f"{_count(totals.components, 'component')}: {said}. {sure[0].upper()}{sure[1:]}. {people}.")]


def _of(part: int, whole: int) -> str:
    return f"none of {whole} is" if part == 0 and whole > 1 else f"{part} of {whole} {'is' if part == 1 else 'are'}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _table(report: RiskReport) -> Table:
    rows = tuple(
        (
            Cell("?" if row.tier is None else str(row.tier)),
            Cell(row.component),
            Cell(row.risk_class.value, TONES[row.risk_class]),
            Cell(operators(row.risk_class, row.coverage, row.proven, row.externals)),
            Cell(bus_factor(row)),
            Cell(str(row.weak)),
            Cell(str(row.blast_radius)),
        )
        for row in report.rows[:ROWS]
    )
    return Table(_COLUMNS, rows, main=True)


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


def bus_factor(row: Row) -> str:
    """Say a bus factor with what is unknown below it: ``1 (2 of 9 unknown)``."""
    number = "unknown" if row.bus_factor is None else str(row.bus_factor)
    return (
        f"{number} ({row.unknown} of {row.closure} unknown)" if row.unknown and row.bus_factor is not None else number
    )


def _legend(report: RiskReport) -> list[Block]:
    more = len(report.rows) - ROWS
    said = "T: tier. Operators: people who can restore it alone; claimed: not shown within the evidence period; +1 ext.: externals, beside it. Bus factor: the fewest operators in all it stands on. Weak: single or orphaned components in there. Blast: weight of what stands on it."
    blocks: list[Block] = (
        [Paragraph(f"… and {_count(more, 'more component')}; --format csv or json has them all.")] if more > 0 else []
    )
    return [*blocks, Paragraph(f"{CLASSES} {said}")]


def _paths(report: RiskReport) -> list[Block]:
    """List the worst places with how much stands on each; one component may stand on many of them."""
    places = report.weak_places
    if not places.worst:
        return []
    items = [
        f"{place.component} ({'held by one' if place.risk_class is RiskClass.SINGLE else place.risk_class.value}): "
        f"{_count(place.above, 'component')} stand{'s' if place.above == 1 else ''} on it: {' > '.join(place.path)}"
        for place in places.worst
    ]
    if places.more:
        items.append(f"{places.more} more")
    return [Section("Weakest paths", (Bullets(tuple(items)),))]


def _repairs(report: RiskReport) -> list[Block]:
    if not report.repairs:
        return []
    items = tuple(f"{repair.component}: {repair.sentence}" for repair in report.repairs[:_REPAIRS])
    return [Section("What to do first", (Bullets(items, numbered=True),))]


def _structure(report: RiskReport) -> list[Block]:
    items = [
        f"{' and '.join(cycle)} stand on each other: none of them works without the others" for cycle in report.cycles
    ]
    items += [_fallback(item) for item in report.fallbacks]
    return [Section("Structure", (Bullets(tuple(items)),))] if items else []


def _fallback(item: Fallback) -> str:
    edge = f"{item.component} > {item.to} may fall back to {item.fallback}"
    return (
        f"{edge}: rehearsed, counted ({item.source})"
        if item.rehearsed
        else f"{edge}: not rehearsed, so not counted ({item.source})"
    )


def _next(report: RiskReport) -> Paragraph:
    return Paragraph(
        f"Why, line by line: kb risk --component {report.rows[0].component}. What the words mean: kb explain bus-factor."
    )


def describe_rows(report: RiskReport, at: str) -> Document:
    """Describe every row with every field, for formats that machines read line by line."""
    keys = (
        "component", "kind", "system", "owner", "tier", "class", "coverage", "proven", "externals", "bus_factor", "proven_bus_factor",
        "closure", "unknown", "weak", "weakest", "path", "blast_radius", "vendors", "basis", "source",
    )  # fmt: skip
    rows = tuple(
        tuple(
            Cell("" if value is None else str(value))
            for value in (
                row.component,
                row.kind.value,
                row.system,
                row.owner,
                row.tier,
                row.risk_class.value,
                row.coverage,
                row.proven,
                row.externals,
                row.bus_factor,
                row.proven_bus_factor,
                row.closure,
                row.unknown,
                row.weak,
                row.weakest.component if row.weakest else None,
                " > ".join(row.weakest.path) if row.weakest else None,
                row.blast_radius,
                " ".join(row.vendors),
                row.basis.value if row.basis else None,
                row.source,
            )
        )
        for row in report.rows
    )
    return Document(f"Risk: {report.scope}", at, (Table(tuple(Column(key, key) for key in keys), rows, main=True),))


def describe_component(report: ComponentReport, at: str) -> Document:
    """Describe why one component stands where it stands."""
    row = report.row
    title = f"Risk: {row.component}" + (f" ({report.title})" if report.title != row.component else "")
    if report.without:
        title += f", without {', '.join(report.without)}"
    blocks: list[Block] = [_facts(row), _reasons(report), _closure(report)]
    steps = [
        f"{repair.component}: {repair.sentence}"
        for repair in (report.repair, report.closure_repair)
        if repair is not None
    ]
    blocks.append(Section("Nearest repair", (Bullets(tuple(steps)),)))
    if report.fallbacks:
        blocks.append(Section("Fallbacks", (Bullets(tuple(_fallback(item) for item in report.fallbacks)),)))
    return Document(title, at, tuple(blocks))


def _facts(row: Row) -> Facts:
    tier = "unknown" if row.tier is None else str(row.tier)
    weakest = (
        f"{row.weakest.component} ({row.weakest.coverage}), by {' > '.join(row.weakest.path)}"
        if row.weakest
        else "unknown"
    )
    pairs = [
        ("Class", Cell(f"{row.risk_class.value}: {_meaning(row)}", TONES[row.risk_class])),
        ("Bus factor", Cell(_bus_sentence(row))),
        ("Weakest", Cell(weakest)),
        (
            "Weak below",
            Cell(f"{row.weak} of {row.closure} components it stands on (itself included) are single or orphaned"),
        ),
        ("Blast radius", Cell(f"{row.blast_radius}, the summed tier weight of what stands on it, itself included")),
        ("Owner, tier", Cell(f"{row.owner or 'unknown'}, tier {tier}")),
        ("Declared", Cell(str(row.source))),
    ]
    if row.vendors:
        pairs.append(("Vendors", Cell(", ".join(row.vendors))))
    if row.basis is Basis.ASSUMPTION:
        pairs.append(("Basis", Cell("who knows it is an assumption, not a record")))
    return Facts(tuple(pairs))


def _bus_sentence(row: Row) -> str:
    if row.bus_factor is None:
        return "unknown: nobody has said who can operate anything in here"
    said = bus_factor(row)
    if row.bus_factor == 0:
        return said
    return said + (
        "; all proven"
        if row.proven_bus_factor == row.bus_factor
        else f"; {row.proven_bus_factor} if only proven operators count"
    )


def _meaning(row: Row) -> str:
    said = operators(row.risk_class, row.coverage, row.proven, row.externals)
    return (
        "nothing is written about who can operate it" if row.risk_class is RiskClass.UNKNOWN else f"operators: {said}"
    )


def _reasons(report: ComponentReport) -> Section:
    if not report.reasons:
        said = (
            "is unknown: no line under `knowledge` names it"
            if report.row.risk_class is RiskClass.UNKNOWN
            else "is nobody: `none` is written"
        )
        return Section("Who can operate it", (Paragraph(f"Who can operate it {said}."),))
    apart = any(len(str(source)) > _LONG_PLACE for reason in report.reasons for source in reason.sources)
    columns = (
        Column("Person", "person"),
        Column("Level, evidence", "says", wrap=True),
        Column("Counts?", "why", wrap=True),
        Column("Where", "source"),  # not broken: a place broken in two can be neither clicked nor copied
    )
    kept = columns[:-1] if apart else columns
    table = Table(kept, tuple(_reason(reason)[: len(kept)] for reason in report.reasons))
    places = Bullets(tuple(f"{reason.person}: {source}" for reason in report.reasons for source in reason.sources))
    return Section("Who can operate it", (table, places) if apart else (table,))


def _reason(reason: Reason) -> tuple[Cell, ...]:
    return (
        Cell(reason.person),
        Cell(reason.says),
        Cell(reason.why, Tone.GOOD if reason.proven else Tone.CAUTION if reason.counts else Tone.PLAIN),
        Cell("\n".join(str(source) for source in reason.sources)),
    )


def _closure(report: ComponentReport) -> Section:
    rows = tuple(_member(member) for member in report.members[:ROWS])
    columns = (
        Column("Class", "class"),
        Column("Operators", "operators"),
        Column("Component, and the way to it", "path", wrap=True),
    )
    blocks: list[Block] = [Table(columns, rows, main=True)]
    if len(report.members) > ROWS:
        blocks.append(Paragraph(f"… and {len(report.members) - ROWS} more."))
    return Section("What it stands on, weakest first", tuple(blocks))


def _member(member: Member) -> tuple[Cell, ...]:
    return (
        Cell(member.risk_class.value, TONES[member.risk_class]),
        Cell(operators(member.risk_class, member.coverage, member.proven, 0)),
        Cell(" > ".join(member.path) if len(member.path) > 1 else f"{member.component} itself"),
    )
