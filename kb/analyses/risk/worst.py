"""The worst order: for every number of people gone, how much weight they can take with them at most and at least.

Two certificates. The hull of `kb.graph.critical_set` bounds the loss from above by straight lines between its corners,
and from below by the corner before. In small scopes the steps between are found by asking for one critical set after
the other: if `needed` weight takes at least `bound` people, fewer lose less than `needed`, and the set found loses
what it loses. Where every answer is exact, so is the curve.
"""

from bisect import bisect_right
from fractions import Fraction
from typing import Final, NamedTuple

from kb.analyses.risk.scope import Holding
from kb.graph.critical_set import critical_set
from kb.graph.critical_sets.hull import LossHull

SMALL_PEOPLE: Final = 40
SMALL_COMPONENTS: Final = 200
"""People and components up to which the steps between the corners of the hull are worked out."""
STEP_SEARCH: Final = 50_000
"""Work limit of the proof of one such step."""


class Enclosed(NamedTuple):
    """The weight that the worst choice of some people takes with it lies between these."""

    least: Fraction
    most: Fraction


def worst_losses(holding: Holding, people: int, hull: LossHull) -> list[Enclosed]:
    """Return the bounds of the worst loss for 0 to ``people`` people gone."""
    total = sum(holding.weights)
    bounds = [_by_hull(hull, gone, total) for gone in range(people + 1)]
    if people > SMALL_PEOPLE or len(holding.names) > SMALL_COMPONENTS:
        return bounds
    for first, last, least, most in _by_steps(holding, people):
        for gone in range(first, last + 1):
            bounds[gone] = Enclosed(max(bounds[gone].least, Fraction(least)), min(bounds[gone].most, Fraction(most)))
    return bounds


def _by_hull(hull: LossHull, gone: int, total: int) -> Enclosed:
    points = hull.points
    place = bisect_right(points, (gone, total)) - 1
    people, weight = points[place]
    if people == gone or place + 1 == len(points):
        return Enclosed(Fraction(weight), Fraction(weight))
    if not hull.complete:
        return Enclosed(Fraction(weight), Fraction(total))  # without all corners the line is no bound
    further, more = points[place + 1]
    line = weight + Fraction((more - weight) * (gone - people), further - people)
    return Enclosed(Fraction(weight), Fraction(line // 1))


def _by_steps(holding: Holding, people: int) -> list[tuple[int, int, int, int]]:
    """Return (first, last, least, most): with first to last people gone at least and at most this weight is lost."""
    total = sum(holding.weights)
    lost = sum(weight for who, weight in zip(holding.holders, holding.weights, strict=True) if not who)
    found = []
    while lost < total:
        step = critical_set(holding.holders, holding.weights, lost + 1, search_work=STEP_SEARCH)
        found.append((0, step.bound - 1, 0, lost))
        found.append((step.size, people, step.orphaned_weight, total))
        lost = step.orphaned_weight
    return found
