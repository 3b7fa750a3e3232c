"""Robustness: the share of a scope that still has an operator while its people leave, one after the other.

Two orders. *Worst*: at every step those are gone whose absence loses most, between bounds that are certified (see
`kb.analyses.risk.worst`); every step is a worst case of its own, so that no single order need pass through all of them.
*Random*: every order equally likely; a component with k of the P people is lost after m with probability
C(m, k) / C(P, k), that is C(P-k, m-k) / C(P, m) (hypergeometric).

The area below a curve, by trapezoids over the P steps and divided by P, is 1 where nothing is ever lost before the end
and 0 where all is lost at once. In random order it needs no curve: a component with k >= 1 operators is lost for
((P + 1) / (k + 1) - 1/2) / P of the way, since the sum of C(m, k) over m = 0..P is C(P + 1, k + 1) (hockey stick).
The area follows Piccolo et al. (ASONAM 2024), who take the largest connected part instead of the share covered.
"""

from collections import Counter
from fractions import Fraction
from typing import Final, NamedTuple

from kb.analyses.risk.critical import Critical
from kb.analyses.risk.scope import Holding, rounded
from kb.analyses.risk.worst import worst_losses
from kb.graph.critical_sets.hull import Breakpoint, LossHull
from kb.graph.random_loss import expected_orphaned

STEPS: Final = 100
"""Points of a curve over more people than this are thinned out to about as many."""


class Step(NamedTuple):
    """The share of the scope, by tier weight, that has an operator once ``gone`` people are gone.

    Attributes:
        gone: people gone.
        worst_low: in the worst order at least this.
        worst_high: in the worst order at most this.
        random: in random order on average this.
    """

    gone: int
    worst_low: float
    worst_high: float
    random: float


class Robustness(NamedTuple):
    """How a scope stands up to people leaving.

    Attributes:
        people: P, how many people hold something in the scope.
        percent: x; a coverage below 100 - x % is what the critical set size is about.
        area_worst_low: least area below the worst curve.
        area_worst_high: most area below the worst curve.
        area_random: area below the random curve.
        curve: the shares, step by step; empty where nothing is known.
    """

    people: int
    percent: int
    area_worst_low: float | None
    area_worst_high: float | None
    area_random: float | None
    curve: tuple[Step, ...]


def robustness(holding: Holding, critical: Critical) -> Robustness:
    """Assess how the share covered falls as people leave."""
    people, total = critical.people, holding.total
    if total <= 0:
        return Robustness(people, critical.percent, None, None, None, ())
    hull = LossHull(tuple(Breakpoint(point.people, point.weight) for point in critical.hull), critical.complete)
    bounds = worst_losses(holding, people, hull)
    lows = [(total - bound.most) / total for bound in bounds]
    highs = [(total - bound.least) / total for bound in bounds]
    weights = by_operators(holding)
    curve = tuple(
        Step(
            gone,
            rounded(lows[gone]),
            rounded(highs[gone]),
            rounded(1 - expected_orphaned(people, weights, gone) / total),
        )
        for gone in steps(people)
    )
    area = random_area(people, weights, total)
    return Robustness(people, critical.percent, rounded(_area(lows)), rounded(_area(highs)), rounded(area), curve)


def by_operators(holding: Holding) -> dict[int, int]:
    """Sum weights by number of holders, which is all that random order depends on."""
    found: Counter[int] = Counter()
    for people, weight in zip(holding.holders, holding.weights, strict=True):
        found[len(people)] += weight
    return dict(sorted(found.items()))


def steps(people: int) -> tuple[int, ...]:
    """Return the numbers of people gone that a curve shows: all, or about `STEPS` evenly spread ones."""
    count = min(people, STEPS)
    return tuple(sorted({place * people // count for place in range(count + 1)})) if count else (0,)


def random_area(people: int, weights: dict[int, int], total: int) -> Fraction:
    """Return the area below the random curve in closed form (see the module)."""
    if not people:
        return 1 - Fraction(weights.get(0, 0), total)
    half = Fraction(1, 2)
    lost = sum((weight * (Fraction(people + 1, k + 1) - half) for k, weight in weights.items() if k), Fraction(0))
    return 1 - (lost / people + weights.get(0, 0)) / total


def _area(values: list[Fraction]) -> Fraction:
    """Return the area by trapezoids, divided by the number of steps."""
    if len(values) == 1:
        return values[0]
    return (sum(values, Fraction(0)) - (values[0] + values[-1]) / 2) / (len(values) - 1)
