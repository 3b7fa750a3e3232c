"""Critical set size: how few people must be gone before more than x % of a scope has nobody left to operate it.

Sizes, bounds and components, never the people: they are numbers here and never leave `kb.graph.critical_set`. The
components that would fall are listed only for sets of at least `SMALL_SET` people: a shorter list would describe one or
two persons as clearly as their names (docs/decisions/0012).
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from kb.analyses.risk.scope import Holding, Reading, Scope, rounded
from kb.graph import critical_set as sets

PERCENT: Final = 50
"""Share of the scope whose loss is asked about when none is given (glossary; Avelino et al. 2016 use 50 %, too)."""
SMALL_SET: Final = 3
"""Fewest people in a set whose components are listed: ours, after the small-cell rules of statistics offices."""
EXACT_SEARCH: Final = 100_000_000
"""Work limit of the search for a proof with ``--exact``: about a hundred times the usual one."""


class TierCount(NamedTuple):
    """How many components of a tier; None = tier unknown."""

    tier: int | None
    components: int


class CriticalSize(NamedTuple):
    """How few people can be gone before the needed weight has nobody.

    Attributes:
        needed: tier weight that has to be lost: more than x % of ``total``.
        total: tier weight of all components counted.
        already: tier weight without an operator today.
        reachable: whether the people of the files hold enough for it.
        size: people in the smallest set found; None if not reachable.
        bound: no smaller set exists (certified); None if not reachable.
        exact: whether ``size`` is proved to be the smallest.
        gap: ``size`` minus ``bound``.
        greedy: people needed when those who hold most go first (Avelino et al. 2016), for comparison.
        lost: components without an operator once the set is gone, by tier.
        lost_weight: their tier weight.
        lost_components: their ids; empty where ``withheld``.
        withheld: whether the ids are left out because the set is too small.
    """

    needed: int
    total: int
    already: int
    reachable: bool
    size: int | None
    bound: int | None
    exact: bool
    gap: int | None
    greedy: int | None
    lost: tuple[TierCount, ...]
    lost_weight: int
    lost_components: tuple[str, ...]
    withheld: bool


class HullPoint(NamedTuple):
    """``people`` people gone can leave at most this tier weight, and this share of all, without an operator."""

    people: int
    weight: int
    share: float


class Critical(NamedTuple):
    """Critical set sizes of a scope.

    Attributes:
        percent: x.
        people: how many people hold something in the scope.
        components: components counted, those somebody has written about.
        unknown: components left out, because nobody has.
        claimed: the sizes when claimed levels count; None where nothing is known.
        proven: the same when only proven operators count: whoever is not proven is as good as gone.
        hull: corners of the curve "k people gone, weight lost"; between them straight lines bound the loss.
        complete: whether no corner is missing; False only where the limit of work was reached.
    """

    percent: int
    people: int
    components: int
    unknown: int
    claimed: CriticalSize | None
    proven: CriticalSize | None
    hull: tuple[HullPoint, ...]
    complete: bool


def critical(scope: Scope, percent: int = PERCENT, *, exact: bool = False) -> Critical:
    """Assess the critical set sizes of a scope."""
    written = scope.reading(Reading.WRITTEN)
    hull = sets.loss_hull(written.holders, written.weights)
    total = written.total or 1
    return Critical(
        percent=percent,
        people=written.people,
        components=len(written.names),
        unknown=scope.unknown,
        claimed=critical_size(written, percent, exact=exact),
        proven=critical_size(scope.reading(Reading.PROVEN), percent, exact=exact),
        hull=tuple(HullPoint(point.people, point.weight, rounded(point.weight / total)) for point in hull.points),
        complete=hull.complete,
    )


def critical_size(holding: Holding, percent: int, *, exact: bool = False) -> CriticalSize | None:
    """Return the critical set size of who-holds-what; None where there is nothing to lose."""
    if holding.total <= 0:
        return None
    needed = sets.needed_weight(holding.total, percent)
    already = sum(weight for people, weight in zip(holding.holders, holding.weights, strict=True) if not people)
    if needed > sum(holding.weights):
        return CriticalSize(needed, holding.total, already, False, None, None, True, None, None, (), 0, (), False)
    work = EXACT_SEARCH if exact else sets.SEARCH_WORK
    found = sets.critical_set(holding.holders, holding.weights, needed, search_work=work)
    withheld = 0 < found.size < SMALL_SET
    return CriticalSize(
        needed=needed,
        total=holding.total,
        already=already,
        reachable=True,
        size=found.size,
        bound=found.bound,
        exact=found.exact,
        gap=found.size - found.bound,
        greedy=found.greedy,
        lost=by_tier(holding.tiers[place] for place in found.orphaned),
        lost_weight=found.orphaned_weight,
        lost_components=() if withheld else tuple(holding.names[place] for place in found.orphaned),
        withheld=withheld,
    )


def by_tier(tiers: Iterable[int | None]) -> tuple[TierCount, ...]:
    """Count components by tier, the unknown tier last."""
    found = Counter(tiers)
    return tuple(TierCount(tier, found[tier]) for tier in sorted(found, key=lambda tier: 9 if tier is None else tier))
