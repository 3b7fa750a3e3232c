"""What depends on who holds what together: the chance that everything keeps an operator, and how large losses spread.

Counted exactly where that is feasible, else sampled with a fixed seed; the answers say which.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from math import comb
from typing import Final, NamedTuple

from kb.analyses.risk.scope import Holding, Reading, Scope, numbered, rounded
from kb.analyses.risk.staff import Staff
from kb.graph import random_loss
from kb.graph.random_loss import Effort, LossDistribution

EXACT_SETS: Final = 400
"""Components up to which the chance of keeping everything is counted exactly, if the limit of work allows."""
SAMPLES: Final = 10_000
"""Scenarios drawn where a number is sampled and the case is small."""
SAMPLING_WORK: Final = 2_000_000
"""Limit of (leaver, component) visits in all scenarios of one sampled number; at least `FEWEST` are drawn."""
FEWEST: Final = 200
ENUMERATED: Final = 12
"""Holders up to whom the spread of losses is counted over all sets of them: 4,096 at most."""
TAIL: Final = Fraction(95, 100)
"""The loss not exceeded in 19 of 20 cases is the tail reported."""


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
        as_named: whether there are rehearsed fallbacks that could not be counted: then the chance is a lower bound.
    """

    chance: float | None
    method: str
    error: float
    components: int
    unknown: int
    orphaned: int
    outside: int
    as_named: bool = False


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


def keeping(scope: Scope, people: Staff, leaving: int, reading: Reading = Reading.WRITTEN) -> Keeping:
    """Return the chance that the closure of a scope keeps an operator everywhere; those outside its teams stay.

    Over edges with a rehearsed fallback: that nothing of the scope is down. Where there are too many ways for that they count as
    they are named, and the chance is a lower bound.
    """
    graph = scope.assessment.graph
    ways = None
    if graph.either:
        ways = graph.losing(scope.names, scope.coverages(reading), partial(scope.holders, reading))
    closure = (graph if ways is None else graph.prepared).reach(*scope.names)
    alone = frozenset(closure if ways is None else graph.closure(*scope.names))
    teams = {item.team for item in people.teams if item.team is not None}

    def stays(person: str) -> bool:
        found = scope.base.people.get(person)
        return found is None or (found.team not in teams and person not in scope.number)

    known = [name for name in closure if scope.assessment.coverage.is_known(name)]
    sets: list[list[tuple[str, bool]]] = []
    orphaned = outside = 0
    for name in known:
        holders = [(person, shown) for person, shown in scope.counting(name) if shown or not reading.proven]
        if any(stays(person) for person, _ in holders):
            outside += 1
        elif holders:
            sets.append(holders)
        elif name in alone:
            orphaned += 1
    if ways is not None:
        sets = [[(person, True) for person in sorted(who)] for who in ways if not any(map(stays, who))]
    numbers = numbered(sets)
    found = random_loss.Chance(Fraction(0), "exact", 0.0)
    if not orphaned:
        holders_of = [[numbers[person] for person, _ in holders] for holders in sets]
        found = random_loss.keep_chance(people.people, holders_of, leaving, _effort(holders_of, people.people, leaving))
    chance = rounded(float(found.value)) if known else None
    counts = len(known), len(closure) - len(known), orphaned, outside
    return Keeping(chance, found.method, rounded(found.error), *counts, as_named=bool(graph.either) and ways is None)


def tail(holding: Holding, people: int, leaving: int, percent: int) -> Tail:
    """Return how large losses spread when some people leave."""
    if holding.people <= ENUMERATED:
        found = _enumerated(holding, people, leaving)
    else:
        effort = _effort(holding.holders, people, leaving)
        found = random_loss.loss_distribution(people, holding.holders, holding.weights, leaving, effort)
    over = found.at_least(holding.total * percent // 100 + 1)
    half = found.quantile(Fraction(1, 2))
    return Tail(half, found.quantile(TAIL), rounded(float(over)), found.method, found.scenarios)


def _enumerated(holding: Holding, people: int, leaving: int) -> LossDistribution:
    """Count exactly which loss has which chance: every set of holders gone, times the ways to choose the others."""
    numbers = {person: place for place, person in enumerate(sorted({one for held in holding.holders for one in held}))}
    masks: Counter[int] = Counter()
    for held, weight in zip(holding.holders, holding.weights, strict=True):
        masks[sum(1 << numbers[person] for person in held)] += weight
    ways: Counter[int] = Counter()
    for gone in range(1 << len(numbers)):
        chosen = leaving - gone.bit_count()
        if 0 <= chosen <= people - len(numbers):
            lost = sum(weight for mask, weight in masks.items() if mask & gone == mask)
            ways[lost] += comb(people - len(numbers), chosen)
    every = comb(people, leaving)
    return LossDistribution(tuple((lost, Fraction(count, every)) for lost, count in sorted(ways.items())), "exact", 0)


def _effort(holders: Sequence[Sequence[int]], people: int, leaving: int) -> Effort:
    """Return the limits of work: exact where small, else as many scenarios as `SAMPLING_WORK` allows."""
    visits = max(1, sum(map(len, holders)) * leaving // max(1, people) + leaving)
    scenarios = max(FEWEST, min(SAMPLES, SAMPLING_WORK // visits))
    return Effort(work=random_loss.DEFAULT_EFFORT.work if len(holders) <= EXACT_SETS else 0, scenarios=scenarios)
