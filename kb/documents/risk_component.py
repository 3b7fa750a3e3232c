"""Why one component stands where it stands, in words."""

from collections.abc import Iterable
from typing import Final

from kb.analyses.risk.fallbacks import way
from kb.analyses.risk.report import ComponentReport, Fallback, Member, Reason, Row
from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Paragraph,
    Section,
    Table,
    Tone,
    cells,
    columns,
)
from kb.documents.risk import RETIRED, ROWS, TONES, bus_factor, fallback, lasting, operators, silent, two_ways
from kb.documents.risk import weakest as said_weakest
from kb.documents.saying import listing
from kb.model.words import Basis, RiskClass

_LONG_PLACE: Final = 36
"""A place longer than this leaves the other columns of a table no room: it stands on a line of its own."""


def describe_component(report: ComponentReport, at: str) -> Document:
    """Describe why one component stands where it stands."""
    row = report.row
    title = f"Risk: {row.component}" + (f" ({report.title})" if report.title != row.component else "")
    if report.without:
        title += f", without {', '.join(report.without)}"
    blocks: list[Block] = [_facts(report), _reasons(report), _closure(report)]
    steps = tuple(f"{repair.component}: {repair.sentence}" for repair in report.steps)
    if steps:
        blocks.append(Section("Nearest repair", (Bullets(steps, numbered=len(steps) > 1),)))
    blocks += listing("Fallbacks", map(fallback, report.fallbacks))
    return Document(title, at, tuple(blocks))


def _facts(report: ComponentReport) -> Facts:
    row = report.row
    tier = "unknown" if row.tier is None else str(row.tier)
    weakest = (
        f"{said_weakest(row.weakest)}, by {' > '.join(way(row.weakest.path, report.fallbacks))}"
        if row.weakest and len(row.weakest.path) > 1
        else f"{row.component} itself ({row.weakest.coverage})"
        if row.weakest
        else "unknown"
    )
    pairs = [("State", Cell(RETIRED, Tone.CAUTION))] if report.retired else []
    pairs += [
        ("Class", Cell(row.risk_class.value, TONES[row.risk_class])),
        ("Operators", Cell(_operators(row))),
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
    said = bus_factor(row) + two_ways(row)
    if row.bus_factor == 0:
        return said
    if not row.needs_stated:
        said += f"{' and' if row.bus_factor_is_bound else ', or less:'} what it needs is not written"
    return said + (
        "; all proven"
        if row.proven_bus_factor == row.bus_factor
        else f"; {row.proven_bus_factor_said} if only proven operators count"
    )


def _operators(row: Row) -> str:
    said = operators(row.risk_class, row.coverage, row.proven, row.externals)
    unknown = row.risk_class is RiskClass.UNKNOWN
    return "unknown: nothing is written about who can operate it" if unknown else said + lasting(row.until)


def _reasons(report: ComponentReport) -> Section:
    if not report.reasons:
        said = (
            "is unknown: no line under `knowledge` names it"
            if report.row.risk_class is RiskClass.UNKNOWN
            else f"is nobody: `none` is written ({report.knowledge})"
        )
        return Section("Who can operate it", (Paragraph(f"Who can operate it {said}."),))
    apart = any(len(str(source)) > _LONG_PLACE for reason in report.reasons for source in reason.sources)
    # a place broken in two can be neither clicked nor copied: "Where" is not broken
    heads = columns("Person", "Level, evidence~", "Counts?~", "Where")
    kept = heads[:-1] if apart else heads
    table = Table(kept, tuple(_reason(reason)[: len(kept)] for reason in report.reasons))
    places = Bullets(tuple(f"{reason.person}: {source}" for reason in report.reasons for source in reason.sources))
    return Section("Who can operate it", (table, places) if apart else (table,))


def _reason(reason: Reason) -> tuple[Cell, ...]:
    return cells(
        reason.person,
        reason.says,
        Cell(reason.why, Tone.GOOD if reason.proven else Tone.CAUTION if reason.counts else Tone.PLAIN),
        "\n".join(str(source) for source in reason.sources),
    )


def _closure(report: ComponentReport) -> Section:
    rows = tuple(_member(member, report.fallbacks) for member in report.members[:ROWS])
    heads = columns("Class", "Operators", "Component, and the way to it~")
    blocks: list[Block] = [Table(heads, rows, keys=("class", "operators", "path"))]
    if len(report.members) > ROWS:
        blocks.append(Paragraph(f"… and {len(report.members) - ROWS} more; --format json has them all."))
    if report.silent:
        blocks.append(Paragraph(silent(report.silent), Tone.CAUTION))
    return Section("What it stands on, weakest first", tuple(blocks))


def _member(member: Member, fallbacks: Iterable[Fallback]) -> tuple[Cell, ...]:
    return cells(
        Cell(member.risk_class.value, TONES[member.risk_class]),
        operators(member.risk_class, member.coverage, member.proven, 0),
        " > ".join(way(member.path, fallbacks)) if len(member.path) > 1 else f"{member.component} itself",
    )
