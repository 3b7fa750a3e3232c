"""Random loss: what is left of a scope when m of N people leave, every choice of them equally likely.

A component with k operators among the N has nobody left with probability C(N-k, m-k) / C(N, m) (hypergeometric);
expected losses are sums of it, exactly, whatever people have in common. Whether *everything* keeps an operator, and how
large losses spread, depends on who holds what together: counted exactly where that is feasible, else sampled with a
fixed seed, and the report says which.
"""

from collections import defaultdict
from fractions import Fraction
from math import ceil
from typing import Final, NamedTuple

from kb.analyses.risk.robustness import by_operators, steps
from kb.analyses.risk.scope import Holding, Reading, Scope, rounded
from kb.analyses.risk.staff import Staff, staff
from kb.errors import UsageError
from kb.graph import random_loss
from kb.graph.random_loss import Effort

LEAVING_PERCENT: Final = 10
"""Share of N that leaves when no number is asked for, rounded up (our default: roughly a year's ordinary turnover)."""
EXACT_SETS: Final = 400
"""Components up to which the chance of keeping everything is counted exactly, if the limit of work allows."""
SAMPLES: Final = 10_000
"""Scenarios drawn where a number is sampled and the case is small."""
SAMPLING_WORK: Final = 10_000_000
"""Limit of (leaver, component) visits in all scenarios of one sampled number; at least `FEWEST` are drawn."""
FEWEST: Final = 200
TAIL: Final = Fraction(95, 100)
"""The loss not exceeded in 19 of 20 cases is the tail reported."""


class TierLoss(NamedTuple):
    """Components of a tier (None = unknown), and how many are expected to lose their last operator."""

    tier: int | None
    components: int
    expected: float


class Keeping(NamedTuple):
    """The chance that the scope and all it stands on keep an operator everywhere.

    Attributes:
        chance: the probability; 0 as soon as one component has nobody already; None where nothing is known.
        method: exact or sampled.
        error: its standard error; 0 when exact.
        components: components of the closure that are known.
        unknown: those left out because nobody has written about them.
        orphaned: those without an operator already.
        outside: those that somebody outside the teams counted can operate, who stays.
    """

    chance: float | None
    method: str
    error: float
    components: int
    unknown: int
    orphaned: int
    outside: int


class Tail(NamedTuple):
    """How large losses spread, in tier weight without an operator.

    Attributes:
        median: not exceeded in one of two cases.
        tail: not exceeded in 19 of 20 cases.
        over: the chance to lose more than x %, as the critical set size asks.
        method: exact or sampled.
        scenarios: how many were sampled; 0 when exact.
    """

    median: int
    tail: int
    over: float
    method: str
    scenarios: int


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
        tail=_tail(written, people.people, gone, percent),
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


def keeping(scope: Scope, people: Staff, leaving: int, *, proven: bool = False) -> Keeping:
    """Return the chance that the closure of a scope keeps an operator everywhere; those outside its teams stay."""
    closure = scope.assessment.graph.closure(*scope.names)
    coverage = scope.assessment.coverage
    teams = {item.team for item in people.teams}
    known = [name for name in closure if coverage.is_known(name)]
    sets: list[list[str]] = []
    orphaned = outside = 0
    for name in known:
        holders = [person for person, shown in scope.counting(name) if shown or not proven]
        if any(scope.base.people[person].team not in teams and person not in scope.number for person in holders):
            outside += 1
        elif holders:
            sets.append(holders)
        else:
            orphaned += 1
    numbers = {person: number for number, person in enumerate(sorted({one for holders in sets for one in holders}))}
    found = random_loss.Chance(Fraction(0), "exact", 0.0)
    if not orphaned:
        holders_of = [[numbers[person] for person in holders] for holders in sets]
        found = random_loss.keep_chance(people.people, holders_of, leaving, _effort(holders_of, people.people, leaving))
    chance = rounded(float(found.value)) if known else None
    counts = len(known), len(closure) - len(known), orphaned, outside
    return Keeping(chance, found.method, rounded(found.error), *counts)


def _tail(holding: Holding, people: int, leaving: int, percent: int) -> Tail:
    effort = _effort(holding.holders, people, leaving)
    found = random_loss.loss_distribution(people, holding.holders, holding.weights, leaving, effort)
    over = found.at_least(holding.total * percent // 100 + 1)
    half = found.quantile(Fraction(1, 2))
    return Tail(half, found.quantile(TAIL), rounded(float(over)), found.method, found.scenarios)


def _effort(holders: "list[list[int]] | tuple[tuple[int, ...], ...]", people: int, leaving: int) -> Effort:
    """Return the limits of work: exact where small, else as many scenarios as `SAMPLING_WORK` allows."""
    visits = max(1, sum(map(len, holders)) * leaving // max(1, people) + leaving)
    scenarios = max(FEWEST, min(SAMPLES, SAMPLING_WORK // visits))
    return Effort(work=random_loss.DEFAULT_EFFORT.work if len(holders) <= EXACT_SETS else 0, scenarios=scenarios)
