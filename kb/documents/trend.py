"""The headline numbers over time, in words, as a plot and as a table.

Longer than the usual 150 lines: one report, section by section.
"""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Final

from kb.analyses.trend.report import Headline, Origin, Point, TrendReport
from kb.documents.diff import catalogue_now
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
from kb.documents.losses import fall
from kb.documents.saying import listed
from kb.model.moment import noon
from kb.model.noun import NamedTuple
from kb.model.saying import count

_ROWS: Final = 20
_FAULTY: Final = 5
_COLUMNS: Final = columns("Date", "From", "Orph>", "Single>", "Unkn>", "Thin>", "Bus<2>", "Proven>", "Verif>", "No-go>")
_LEGEND: Final = (
    "Components nobody, one or two can operate, or of which nothing is written (Unkn); with a bus factor known to be below 2; held by "
    "three or more with proof. Verified runbooks, and events to come that are a no-go, each of all."
)
_SAID: Final = ("people", "components", "orphaned", "single", "unknown", "thin", "held", "proven_held", "low")
_WORDS: Final = {"people": "People available", "proven_held": "Proven to be held", "low": "Bus factor below 2"}


class _Read(NamedTuple):
    """A point that has numbers."""

    on: datetime
    numbers: Headline


def describe(report: TrendReport, at: str, *, flat: bool = False) -> Document:
    """Describe a trend: where it began and stands, the plot, then the points at which something changed.

    ``flat``: curves that do not move are plotted, too, where the plot is all that is drawn.
    """
    title = "Trend" if report.revision is None else f"Trend of {report.revision}, by {report.every}"
    blocks: list[Block] = _still(report)
    past = [point for point in report.points if point.origin is not Origin.AHEAD]
    blocks += _span("From the first point to the last", past)
    blocks += _span("In the time to come", _to_come(report))
    plot = plot_of(report)
    if plot is not None and not flat and plot.most == 0:
        blocks.append(Paragraph("No plot: all points are of one day."))
    elif plot is not None and not flat and not _moves(plot):
        blocks.append(Paragraph("No plot: none of the shares of components by how many can operate them moved."))
    elif plot is not None:
        blocks.append(plot)
    blocks += _table(report)
    blocks += _notes(report)
    return Document(title, at, tuple(blocks))


def describe_rows(report: TrendReport, at: str) -> Document:
    """Describe every point with every number, one a row; where there are no numbers, the cells are empty."""
    none = (None,) * len(Headline._fields)
    rows = (
        (point.on.isoformat(), point.at.isoformat(), point.origin.value, point.commit, point.faults, *(point.numbers or none))
        for point in report.points
    )  # fmt: skip
    return Document.of_rows("Trend", at, ("on", "at", "origin", "commit", "faults", *Headline._fields), rows)


def _to_come(report: TrendReport) -> list[Point]:
    """Return how the files stand on the date asked about, and in the weeks after it."""
    ahead = [point for point in report.points if point.origin is Origin.AHEAD]
    now = [point._replace(on=point.at) for point in report.points if point.origin is not Origin.AHEAD]
    return [*now[-1:], *ahead]


def _before_its_commits(report: TrendReport) -> bool:
    """Whether the weeks to come begin before the last commit, because the files fix an earlier date: no line leads there."""
    ahead = [point.on for point in report.points if point.origin is Origin.AHEAD]
    return bool(ahead) and any(point.on > ahead[0] for point in report.points if point.origin is not Origin.AHEAD)


def _dated(points: Iterable[Point]) -> bool:
    """Whether the files of a commit fix an as_of: else it is assessed for its own instant."""
    return any(point.at != point.on for point in points if point.origin in (Origin.COMMIT, Origin.PERIOD))


def _still(report: TrendReport) -> list[Block]:
    """Say that no time passes between the points, where the files fix one date for all of them."""
    past = [point for point in report.points if point.origin is not Origin.AHEAD and point.numbers is not None]
    days = {point.at.date() for point in past}
    if len(days) != 1 or len(past) < 2 or not _dated(past) or any(point.at != noon(point.at.date()) for point in past):
        return []
    day = days.pop()
    said = f"Every commit is assessed for {day}, the as_of its files fix: what moves from one to the next are the files, not time."
    weeks = " The weeks to come are counted from there." if _before_its_commits(report) else ""
    return [Paragraph(f"{said}{weeks} `kb diff --at EARLIER --to {day}` shows what time did.")]


def _moves(plot: Plot) -> bool:
    return any(len({share for _, share in curve.points}) > 1 for curve in (plot.low, plot.high, plot.other))


def plot_of(report: TrendReport) -> Plot | None:
    """Return the shares of components by class over time; None where no point has components."""
    points = _to_come(report) if _before_its_commits(report) else report.points
    read = [_Read(point.on, point.numbers) for point in points if point.numbers and point.numbers.components]
    if not read:
        return None
    first, last = read[0].on, max(item.on for item in read)
    days = [max(0, (item.on.date() - first.date()).days) for item in read]
    days = [max(days[: place + 1]) for place in range(len(days))]  # a commit may carry an earlier date than its parent

    def curve(key: str, title: str, *names: str) -> Curve:
        shares = [sum(getattr(item.numbers, name) for name in names) / item.numbers.components for item in read]
        return Curve(key, title, _stepped(days, shares))

    lies = [point.on for point in report.points if point.origin is Origin.AHEAD]
    note = f"; from {report.now.date()} on as dates pass, with the files as they are" if lies else ""
    note = "; as dates pass, with the files as they are" if lies and first.date() == report.now.date() else note
    return Plot(
        "Components by how many can operate them",
        f"days since {first.date()}{note}",
        "share of the components",
        days[-1],
        curve("weak", "one person or nobody", "orphaned", "single"),
        curve("unknown", "or unknown", "orphaned", "single", "unknown"),
        curve("thin", "or two people", "orphaned", "single", "unknown", "thin"),
        ends=(str(first.date()), str(last.date())),
        rest="three or more",
    )


def _stepped(days: list[int], shares: list[float]) -> tuple[tuple[int, float], ...]:
    """Return the points of a curve that keeps its height until the next point: between two commits nothing is known to move."""
    found = [(days[0], shares[0])]
    for day, share in zip(days[1:], shares[1:], strict=True):
        if share != found[-1][1]:
            found.append((day, found[-1][1]))
        found.append((day, share))
    return tuple(found)


def _span(title: str, points: list[Point]) -> list[Block]:
    """Say the numbers at both ends of some points, where there are two ends."""
    read = [point for point in points if point.numbers is not None]
    if len(read) < 2 or read[0].numbers is None or read[-1].numbers is None:
        return []
    old, new = read[0].numbers, read[-1].numbers
    pairs = [
        (_WORDS.get(name, name.capitalize()), Cell(fall(getattr(old, name), getattr(new, name)))) for name in _SAID
    ]
    pairs.append(
        ("Runbooks verified", Cell(f"{fall(old.verified, new.verified)} of {fall(old.runbooks, new.runbooks)}"))
    )
    pairs.append(("Events with a no-go", Cell(f"{fall(old.no_go, new.no_go)} of {fall(old.events, new.events)}")))
    shown = tuple(pair for pair in pairs if pair[1].text not in ("0", "0 of 0"))
    return [Section(f"{title}: {read[0].on.date()} → {read[-1].on.date()}", (Facts(shown),))]


def _table(report: TrendReport) -> list[Block]:
    points = moving(report.points)
    hidden = max(0, len(points) - _ROWS)
    blocks: list[Block] = [Table(_COLUMNS, tuple(map(_row, points[hidden:])))]
    if hidden:
        said = f"The latest {_ROWS} points at which something changed; {hidden} more in csv and json."
        blocks.insert(0, Paragraph(said))
    blocks.append(Paragraph(_LEGEND))
    return [Section("Points at which something changed", tuple(blocks))] if points else []


def moving(points: tuple[Point, ...]) -> list[Point]:
    """Return the points whose numbers differ from those before, the first, and the last unless it says the same of the same day."""
    kept = list(points[:1])
    for before, after in pairwise(points):
        same = (before.numbers, before.faults) == (after.numbers, after.faults)
        if not same or (after is points[-1] and after.on.date() != kept[-1].on.date()):
            kept.append(after)
    return kept


def _row(point: Point) -> tuple[Cell, ...]:
    numbers = point.numbers
    begin = cells(point.on.date(), _origin(point))
    if numbers is None:
        return (*begin, *([Cell("-", Tone.CAUTION)] * (len(_COLUMNS) - len(begin))))
    bad = Tone.BAD if numbers.orphaned else Tone.PLAIN
    values = (numbers.single, numbers.unknown, numbers.thin, numbers.low, numbers.proven_held)
    return (
        *begin,
        Cell(str(numbers.orphaned), bad),
        *(Cell(str(value)) for value in values),
        Cell(f"{numbers.verified}/{numbers.runbooks}"),
        Cell(f"{numbers.no_go}/{numbers.events}"),
    )


def _origin(point: Point) -> str:
    if point.origin is Origin.AHEAD:
        return "ahead"
    return "now" if point.commit is None else point.commit[:7]


def _notes(report: TrendReport) -> list[Block]:
    blocks: list[Block] = []
    faulty = [point for point in report.points if point.numbers is None]
    if faulty:
        each = [f"{_origin(point)} {count(point.faults, 'fault')}" for point in faulty]
        have = "has" if len(faulty) == 1 else "have"
        said = (
            f"{count(len(faulty), 'point')} {have} no numbers, for faults of the files then: {listed(each, _FAULTY)}."
        )
        blocks.append(Paragraph(said, Tone.CAUTION))
    if _dated(report.points) and not _still(report):
        blocks.append(Paragraph("Where the files of a commit fix an as_of, that is the date it is assessed for."))
    blocks += catalogue_now(report.catalogue_now)
    if report.cut:
        blocks.append(
            Paragraph("The clone holds the last commits only: the history may go further back.", Tone.CAUTION)
        )
    return blocks
