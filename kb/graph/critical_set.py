"""Critical sets: how few people must be gone before more than a share of the components has no operator left.

Standard library only, exact integers wherever a number is promised. Components are numbered by their place in
`holders`, people by any integers. A component is *orphaned* when all its holders are gone; one without holders is
orphaned already.

The smallest such set is NP-hard to find (minimum k-union), but its relaxation is not. Let f(P) be the weight
orphaned by the absence of P. f is supermodular, so the upper convex hull of "k people gone -> weight lost" is found
in polynomial time by minimum cuts (project selection, Picard 1976; parametric: Gallo, Grigoriadis, Tarjan 1989),
and between two breakpoints it equals the bound of the linear program. It is computed here by its dual, *sharing*:
hand the weight of every component out to its holders. For **any** sharing, k people can never orphan more than the
k largest loads together, because a component lost to P lies with all its weight on P: every sharing is a
certificate. The fairest sharing gives the hull itself (dense decomposition: Fujishige 1980; Danisch, Chan, Sozio
2017).

1. Components with equal holders are drawn together.
2. Sweeps of water-filling make the sharing nearly fair. Where nobody outside a prefix of the people, sorted by load,
   shares a component with a share inside, that prefix is an exact optimum, and the problem falls apart there.
3. What remains between is decided by an exact integer flow (push-relabel on the people, Goldberg and Tarjan 1988):
   either the block can share equally, and the hull is straight there, or the cut is a new breakpoint.
4. The set itself: from the breakpoint below, complete the component with most gain per person; drop whom one can
   spare.
5. If that is not yet the bound, branch and bound, as far as a limit of *work* (not time) goes.

The people of the set found never leave this module: results carry sizes, bounds and components.

The parts stand in `kb.graph.critical_sets`, in this order.

Longer than the usual 150 lines: one question, its exact answer and the bounds where that takes too long.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from kb.graph.critical_sets.completion import complete
from kb.graph.critical_sets.decomposition import Decomposition
from kb.graph.critical_sets.hull import LossHull, corners
from kb.graph.critical_sets.problem import Problem
from kb.graph.critical_sets.search import Search

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HULL_WORK = 20_000_000
SEARCH_WORK = 1_000_000


@dataclass(frozen=True, slots=True)
class CriticalSet:
    """How few people can be gone before the needed weight is orphaned; deliberately without their identities.

    Attributes:
        needed: weight that has to be orphaned.
        total: weight of all components.
        already_orphaned: weight of the components nobody holds today.
        size: people in the smallest set found (an upper bound; the answer itself where `exact`).
        bound: no smaller set than this exists (certified).
        orphaned: the components orphaned by the set found, ascending.
        orphaned_weight: their weight.
        greedy: people needed when those with most weight go first (Avelino et al. 2016), for comparison.
    """

    needed: int
    total: int
    already_orphaned: int
    size: int
    bound: int
    orphaned: tuple[int, ...]
    orphaned_weight: int
    greedy: int

    @property
    def exact(self) -> bool:
        """Whether the size is proved to be the smallest."""
        return self.size == self.bound


def needed_weight(total: int, percent: int | Fraction) -> int:
    """Return the smallest weight that is *more than* `percent` % of `total`.

    Raises:
        ValueError: `percent` is not in 0 <= percent < 100, or there is no weight at all.
    """
    if not 0 <= percent < 100:
        message = f"a share must be at least 0 % and below 100 %, not {percent} %"
        raise ValueError(message)
    if total <= 0:
        message = "there is no component with a weight"
        raise ValueError(message)
    return int(Fraction(percent) * total / 100) + 1


def greedy_size(holders: Sequence[Sequence[int]], weights: Sequence[int], needed: int) -> int:
    """Return how many people go, those who hold most weight first, until `needed` is orphaned.

    The rule of Avelino et al. ("A novel approach for estimating truck factors", ICPC 2016), with weights in place of a
    number of files; ties by the smaller index. It can be far above the smallest set.
    """
    rank = _by_weight_held(holders, weights)
    gone_at = [0] * (len(rank) + 1)
    for people, weight in zip(holders, weights, strict=True):
        gone_at[max((rank[person] + 1 for person in people), default=0)] += weight
    for size, lost in enumerate(accumulate(gone_at)):
        if lost >= needed:
            return size
    return _unreachable(needed)


def _by_weight_held(holders: Sequence[Sequence[int]], weights: Sequence[int]) -> dict[int, int]:
    """Rank the people: 0 = who holds most weight."""
    held: dict[int, int] = {}
    for people, weight in zip(holders, weights, strict=True):
        for person in people:
            held[person] = held.get(person, 0) + weight
    return {person: rank for rank, person in enumerate(sorted(held, key=lambda person: (-held[person], person)))}


def _unreachable(needed: int) -> int:
    """Refuse a weight that even the absence of everybody does not orphan."""
    message = f"a weight of {needed} is more than all components have"
    raise ValueError(message)


def loss_hull(holders: Sequence[Sequence[int]], weights: Sequence[int], *, work: int = HULL_WORK) -> LossHull:
    """Return the whole hull of "k people gone -> weight lost".

    Args:
        holders: per component the distinct people who can operate it.
        weights: per component a non-negative integer weight.
        work: limit on visits of (component, holder) pairs; equal input and limit give equal results anywhere.

    Raises:
        ValueError: negative weights, or lists of different lengths.
    """
    problem = Problem.of(holders, weights)
    with _without_collector():
        decomposition = Decomposition(problem)
        whole = decomposition.resolve(work)
    return LossHull(tuple(corners(decomposition.points(problem.lost))), whole)


def critical_set(
    holders: Sequence[Sequence[int]],
    weights: Sequence[int],
    needed: int,
    *,
    work: int = HULL_WORK,
    search_work: int = SEARCH_WORK,
) -> CriticalSet:
    """Bound, and if possible find exactly, the smallest number of people whose absence orphans `needed` weight.

    Args:
        holders: per component the distinct people who can operate it.
        weights: per component a non-negative integer weight.
        needed: weight to be orphaned, see `needed_weight`.
        work: limit on the work spent on the bound (pair visits).
        search_work: limit on the work spent on branch and bound; 0 = do not branch.

    Raises:
        ValueError: `needed` is more than the total, negative weights, or lists of different lengths.
    """
    problem = Problem.of(holders, weights)
    if needed > problem.total:
        _unreachable(needed)
    with _without_collector():
        bound, gone = _enclose(problem, needed, work)
    if len(gone) > bound and search_work:
        bound, gone = Search(problem, needed, bound, gone, search_work).run()
    orphaned = tuple(index for index, people in enumerate(holders) if gone.issuperset(people))
    return CriticalSet(
        needed=needed,
        total=problem.total,
        already_orphaned=problem.lost,
        size=len(gone),
        bound=bound,
        orphaned=orphaned,
        orphaned_weight=sum(weights[index] for index in orphaned),
        greedy=greedy_size(holders, weights, needed),
    )


def _enclose(problem: Problem, needed: int, work: int) -> tuple[int, frozenset[int]]:
    """Return a certified lower bound and an achieved set."""
    if needed <= problem.lost:
        return 0, frozenset()
    decomposition = Decomposition(problem)
    target = needed - problem.lost
    decomposition.resolve(work, target)
    below, block = decomposition.around(target)
    base = {person for earlier in below for person in earlier.people}
    reached = sum(earlier.weight for earlier in below)
    if block.straight:
        bound = len(base) + -(-(target - reached) * len(block.people) // block.weight)
    else:
        bound = len(base) + block.certified(target - reached)
    found = complete(problem, target, base, block.people)
    return bound, frozenset(found)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector of cycles out: millions of small lists are made, none of them in a cycle (a sixth of the time)."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
