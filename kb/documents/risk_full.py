"""The full report on risk, in words: sets, robustness. Random loss is in `risk_loss`, structure and trust in `risk_trust`.

No section names a person; see docs/decisions/0012.
"""

from typing import Final

from kb.analyses.risk.critical import SMALL_SET, Critical, CriticalSize, TierCount
from kb.analyses.risk.full import FullRiskReport
from kb.analyses.risk.report import CLASS_ORDER
from kb.analyses.risk.robustness import Robustness
from kb.documents.document import (
    Block,
    Cell,
    Curve,
    Document,
    Facts,
    Paragraph,
    Plot,
    Section,
    Table,
    Tone,
    cells,
    columns,
)
from kb.documents.risk import NOTHING
from kb.documents.risk_loss import random_loss
from kb.documents.risk_trust import CONSEQUENCE, consequence, consequence_row, structure, uncertainty
from kb.documents.saying import listed, number, share, tier_word
from kb.model.saying import count

_LISTED: Final = 20
_CORNERS: Final = 12


def describe(report: FullRiskReport, at: str) -> Document:
    """Describe the risk of a scope in full."""
    if not report.totals.components:
        return Document(_title(report), at, (Paragraph(NOTHING),))
    blocks: tuple[Block, ...] = (
        _summary(report),
        Section("Critical set size", tuple(_critical(report.critical))),
        Section("Random loss", tuple(random_loss(report.loss, report.critical.percent))),
        Section("Robustness", tuple(_robustness(report.robustness, report.scope))),
        Section("Structure", tuple(structure(report.structure))),
        Section("How sure is this?", tuple(uncertainty(report.uncertainty))),
        Section("Order of consequence", tuple(consequence(report.order))),
        Paragraph("Where the weights and thresholds come from: kb explain weights."),
    )
    return Document(_title(report), at, blocks)


def describe_rows(report: FullRiskReport, at: str) -> Document:
    """Describe the main table with every row and field, for formats that machines read line by line."""
    return Document.of_rows(_title(report), at, CONSEQUENCE, map(consequence_row, report.order))


def _title(report: FullRiskReport) -> str:
    return f"Risk in full: {report.scope}" + (f", without {', '.join(report.without)}" if report.without else "")


def _summary(report: FullRiskReport) -> Paragraph:
    totals = report.totals
    counts = ((getattr(totals, risk.value), risk.value) for risk in CLASS_ORDER)
    said = ", ".join(f"{number} {word}" for number, word in counts if number)
    people = count(report.people, "person", "people")
    return Paragraph(f"{count(totals.components, 'component')}: {said}. {people} available in the knowledge base.")


def _critical(critical: Critical) -> list[Block]:
    left = f"; {critical.unknown} unknown left out" if critical.unknown else ""
    pairs = [
        (f"To lose over {critical.percent} %", _size(critical.claimed)),
        ("Proven operators only", _size(critical.proven)),
        (
            "Counted",
            Cell(
                f"{count(critical.components, 'component')} by tier weight, held by {count(critical.people, 'person', 'people')}{left}"
            ),
        ),
    ]
    claimed = critical.claimed
    if claimed is None:
        return [Facts(tuple(pairs))]
    if claimed.size:
        pairs.insert(1, ("Greedy, to compare", Cell(f"{claimed.greedy} people, those who hold most going first")))
    return [Facts(tuple(pairs)), *_fallen(claimed), *_hull(critical), Paragraph(_POLICY)]


_POLICY: Final = (
    "No output names the people of such a set. Since what a set holds together tells who is in it to those who may read "
    f"`knowledge`, it is listed from {SMALL_SET} people on only. To test people you have in mind, use --without."
)


def _size(size: CriticalSize | None) -> Cell:
    """Say a size with its bound and gap, always."""
    if size is None:
        return Cell("unknown: nothing is written about who can operate anything here", Tone.UNKNOWN)
    if size.size is None or size.bound is None:
        return Cell("not by the people listed", Tone.GOOD)
    if size.size == 0:
        return Cell(f"0 people: {share(size.already / size.total)} has no operator already; gap 0", Tone.BAD)
    said = f"{count(size.size, 'person', 'people')}; bound {size.bound}, gap {size.gap}"
    proof = " (proved)" if size.exact else f" ({share((size.gap or 0) / size.size)}; --exact searches on)"
    return Cell(said + proof, Tone.BAD if size.size == 1 else Tone.PLAIN)


def _fallen(size: CriticalSize) -> list[Block]:
    total = sum(item.components for item in size.lost)
    if not total:
        return []
    what = f"{count(total, 'component')} without an operator once they are gone ({_tiers(size.lost)})"
    if size.withheld:
        return [Paragraph(f"{what}, not listed: the set is smaller than {SMALL_SET} people.")]
    if size.size == 0:
        what = f"{count(total, 'component')} without an operator now ({_tiers(size.lost)})"
    return [Paragraph(f"{what}: {listed(size.lost_components, _LISTED)}.")]


def _tiers(counts: tuple[TierCount, ...]) -> str:
    return ", ".join(f"{item.components} of {tier_word(item.tier)}" for item in counts)


def _hull(critical: Critical) -> list[Block]:
    points = critical.hull
    if len(points) < 2:
        return []
    places = sorted(
        {place * (len(points) - 1) // (_CORNERS - 1) for place in range(_CORNERS)}
        if len(points) > _CORNERS
        else range(len(points))
    )
    rows = tuple(cells(points[at].people, points[at].weight, share(points[at].share)) for at in places)
    heads = columns("People gone>", "Weight lost>", "Share>")
    more = f" {len(points) - len(rows)} corners left out." if len(points) > len(rows) else ""
    caption = f"Worst losses: exact at these corners; straight lines between them bound all other numbers.{more}"
    return [Table(heads, rows, caption if critical.complete else f"{caption} Some corners were not found in time.")]


def _robustness(report: Robustness, scope: str) -> list[Block]:
    if (
        not report.curve
        or report.area_random is None
        or report.area_worst_low is None
        or report.area_worst_high is None
    ):
        return [Paragraph("Unknown: nothing is written about who can operate anything here.", Tone.UNKNOWN)]
    worst = number(report.area_worst_low)
    if report.area_worst_high != report.area_worst_low:
        worst = f"between {worst} and {number(report.area_worst_high)}"
    pairs = (
        ("Area, worst order", Cell(f"{worst} (1: nothing lost before the last has gone)")),
        ("Area, random order", Cell(f"{number(report.area_random)} (exact)")),
        (
            "People",
            Cell(
                f"{report.people}, those who operate something in the scope; every step of the worst order is a worst case of its own"
            ),
        ),
    )
    return [_plot(report, scope), Facts(pairs)]


def _plot(report: Robustness, scope: str) -> Plot:
    curve = report.curve
    return Plot(
        title=f"Share with an operator: {scope}",
        across="people gone",
        up="by tier weight",
        most=report.people,
        low=Curve("worst-low", "worst order, at least", tuple((step.gone, step.worst_low) for step in curve)),
        high=Curve("worst-high", "worst order, at most", tuple((step.gone, step.worst_high) for step in curve)),
        other=Curve("random", "random order, on average", tuple((step.gone, step.random) for step in curve)),
        mark=1 - report.percent / 100,
    )
