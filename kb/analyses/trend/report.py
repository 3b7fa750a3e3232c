"""What a trend says: one point a commit, a period or a week to come."""

from datetime import datetime
from enum import Enum

from kb.model.noun import NamedTuple


class Origin(Enum):
    """Where a point comes from."""

    COMMIT = "commit"
    PERIOD = "period"
    NOW = "now"
    AHEAD = "ahead"


class Headline(NamedTuple):
    """A knowledge base in a few numbers. Only counts: they may be kept without keeping anything of the files.

    Attributes:
        people: employees and contractors available.
        components: components in use.
        orphaned: of them, those nobody can operate.
        single: those one person can.
        thin: those two can.
        held: those three or more can.
        unknown: those of which nothing is written.
        proven_held: those three or more have proven to operate.
        low: those whose bus factor is known to be 0 or 1; others may be, where something is unknown.
        runbooks: runbooks.
        verified: of them, the verified ones.
        events: events that are not over.
        no_go: of them, those that cannot be run as things stand.
    """

    people: int
    components: int
    orphaned: int
    single: int
    thin: int
    held: int
    unknown: int
    proven_held: int
    low: int
    runbooks: int
    verified: int
    events: int
    no_go: int


class Point(NamedTuple):
    """How things stood, or will stand.

    Attributes:
        origin: where it comes from.
        on: the day of the commit, the end of the period, or the day to come: where it lies on a chart.
        at: the instant it is assessed at: another than ``on`` where the files of then fix an ``as_of``.
        commit: id of the commit; None for the files as they lie.
        faults: how many faults the files have; with any, there are no numbers.
        numbers: the numbers.
    """

    origin: Origin
    on: datetime
    at: datetime
    commit: str | None
    faults: int
    numbers: Headline | None


class TrendReport(NamedTuple):
    """The headline numbers over time.

    Attributes:
        revision: whose history it is; None where only the days to come were asked for.
        now: the instant that parts what was from what is to come.
        every: what makes a point: commit, week or month.
        cut: whether the history goes further back than the clone holds.
        points: in order of time; what is to come rests on the files as they lie, and changes only by dates.
        catalogue_now: folder of the overlay's catalogue that commits do not hold, seen as it lies there now; None if there is
            no such.
    """

    revision: str | None
    now: datetime
    every: str
    cut: bool
    points: tuple[Point, ...]
    catalogue_now: str | None = None
