"""The upper convex hull of "k people gone -> weight lost", as its corners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Breakpoint(NamedTuple):
    """`people` people gone can orphan `weight`, and no set of that many can orphan more."""

    people: int
    weight: int


@dataclass(frozen=True, slots=True)
class LossHull:
    """The upper convex hull of "k people gone -> weight lost".

    Attributes:
        points: breakpoints, people ascending, from what is lost already to what is lost without anybody. Each is an
            exact optimum; the straight lines between them bound the loss for every other number of people.
        complete: no breakpoint is missing. False when the work limit ended the search; then the lines between the
            points found are still achieved values, but no bounds.
    """

    points: tuple[Breakpoint, ...]
    complete: bool


def corners(points: Iterable[Breakpoint]) -> Iterator[Breakpoint]:
    """Leave out points that lie on a straight line between their neighbours."""
    kept: list[Breakpoint] = []
    for point in points:
        while len(kept) > 1 and _collinear(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    yield from kept


def _collinear(one: Breakpoint, two: Breakpoint, three: Breakpoint) -> bool:
    """Tell whether the middle point adds nothing to the hull."""
    rise, run = two.weight - one.weight, two.people - one.people
    return rise * (three.people - two.people) <= (three.weight - two.weight) * run
