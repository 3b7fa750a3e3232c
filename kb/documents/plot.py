"""A plot as part of a document: shares over a number, plain data, no drawing."""

from kb.model.noun import NamedTuple


class Curve(NamedTuple):
    """One curve: a stable key, what people read, and its (x, share) points, x ascending."""

    key: str
    title: str
    points: tuple[tuple[int, float], ...]


class Plot(NamedTuple):
    """Shares between 0 and 1 that fall (or not) as a number grows.

    Attributes:
        title: what is shown.
        across: what the horizontal axis counts.
        up: what the vertical axis shows.
        most: the largest number on the horizontal axis.
        low: lower bound of the first curve.
        high: its upper bound; equal to ``low`` where it is known exactly.
        other: a second curve, above the first.
        mark: a share to draw a line at; None for none.
        ends: what to write at the ends of the horizontal axis, in place of 0 and ``most``: two dates.
        rest: what lies above the curves.
    """

    title: str
    across: str
    up: str
    most: int
    low: Curve
    high: Curve
    other: Curve
    mark: float | None = None
    ends: tuple[str, str] | None = None
    rest: str = "none"
