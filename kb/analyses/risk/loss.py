"""Random loss: what is left of a scope when m of N people leave, every choice of them equally likely.

A component with k operators among the N has nobody left with probability C(N-k, m-k) / C(N, m) (hypergeometric);
expected losses are sums of it, exactly, whatever people have in common. What depends on who holds what together is
in `kb.analyses.risk.chance`.
"""

from collections import defaultdict
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from kb.analyses.risk.chance import Keeping, Tail, keeping, tail
from kb.analyses.risk.robustness import by_operators, steps
from kb.analyses.risk.scope import Holding, Reading, Scope, rounded
from kb.analyses.risk.staff import Staff, staff
from kb.errors import UsageError
from kb.graph import random_loss

LEAVING_PERCENT: Final = 10
"""Share of N that leaves when no number is asked for, rounded up (our default)."""


class TierLoss(NamedTuple):
    """Components of a tier (None = unknown), and how many are expected to lose their last operator."""

    tier: int | None
    components: int
    expected: float


class LossStep(NamedTuple):
    """With ``leaving`` people gone at random, this share of the scope (tier weight) has nobody on average."""

    leaving: int
    share: float


class Loss(NamedTuple):
    """What is lost when some people of a scope's teams leave at random.

    Attributes:
        staff: N, and what it is the sum of.
        leaving: m.
        asked: whether m was asked for.
        components: components counted, those somebody has written about.
        unknown: components left out, because nobody has.
        expected: components expected to have nobody left, those without one already included.
        already: how many have nobody already.
        by_tier: the same by tier.
        expected_weight: the same in tier weight.
        weight: tier weight of all counted.
        keeping: the chance that everything keeps an operator.
        tail: how large losses spread.
        curve: the expected share lost for m from nobody to everybody.
    """

    staff: Staff
    leaving: int
    asked: bool
    components: int
    unknown: int
    expected: float
    already: int
    by_tier: tuple[TierLoss, ...]
    expected_weight: float
    weight: int
    keeping: Keeping
    tail: Tail
    curve: tuple[LossStep, ...]


def loss(scope: Scope, percent: int, leaving: int | None = None) -> Loss:
    """Assess the random loss of a scope.

    Raises:
        UsageError: if more people are to leave than there are.
    """
    people = staff(scope)
    if leaving is not None and leaving > people.people:
        raise UsageError(f"--leaving {leaving}: the teams of this scope count {people.people} people at this date")
    gone = ceil(Fraction(people.people * LEAVING_PERCENT, 100)) if leaving is None else leaving
    written = scope.reading(Reading.WRITTEN)
    weights, total = by_operators(written), written.total
    return Loss(
        staff=people,
        leaving=gone,
        asked=leaving is not None,
        components=len(written.names),
        unknown=scope.unknown,
        expected=rounded(expected(written, people.people, gone)),
        already=sum(1 for holders in written.holders if not holders),
        by_tier=_by_tier(written, people.people, gone),
        expected_weight=rounded(random_loss.expected_orphaned(people.people, weights, gone)),
        weight=total,
        keeping=keeping(scope, people, gone),
        tail=tail(written, people.people, gone, percent),
        curve=tuple(
            LossStep(some, rounded(random_loss.expected_orphaned(people.people, weights, some) / (total or 1)))
            for some in steps(people.people)
        ),
    )


def expected(holding: Holding, people: int, leaving: int) -> Fraction:
    """Return how many components are expected to have nobody left."""
    counts: dict[int, int] = defaultdict(int)
    for holders in holding.holders:
        counts[len(holders)] += 1
    return random_loss.expected_orphaned(people, counts, leaving)


def _by_tier(holding: Holding, people: int, leaving: int) -> tuple[TierLoss, ...]:
    counts: dict[int | None, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for tier, holders in zip(holding.tiers, holding.holders, strict=True):
        counts[tier][len(holders)] += 1
    return tuple(
        TierLoss(tier, sum(found.values()), rounded(random_loss.expected_orphaned(people, found, leaving)))
        for tier, found in sorted(counts.items(), key=lambda item: 9 if item[0] is None else item[0])
    )
