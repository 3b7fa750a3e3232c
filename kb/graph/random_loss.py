"""What is lost when people leave at random: closed forms, exact counts where the case is small, else samples.

Standard library only. `staff` is the number N of people among whom `leaving` (m) leave, every choice of m equally
likely. Probabilities are exact fractions unless a result says ``sampled``; then they are floats with a standard
error, drawn with ``random.Random(seed)``, and equal arguments give equal samples.

A component with k operators is orphaned with probability C(N-k, m-k) / C(N, m), the hypergeometric chance that all
k are among those who leave; it is computed as m (m-1) ... (m-k+1) / (N (N-1) ... (N-k+1)), which stays small for
any N.

Longer than the usual 150 lines: the exact and the sampled way of two questions.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import comb, perm, sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_PEOPLE = 200  # in one connected part, for exact counting: bounds the depth of the recursion

Method = Literal["exact", "sampled"]
Sets = frozenset[frozenset[int]]
Polynomial = list[int]  # coefficient i = number of ways with i people gone


class Effort(NamedTuple):
    """How much to spend, and on which random numbers.

    Attributes:
        work: limit on the cases an exact answer may tell apart; beyond it the answer is sampled. 0 = always sample.
        scenarios: number of samples, at least 1.
        seed: start of the random numbers.
    """

    work: int = 100_000
    scenarios: int = 10_000
    seed: int = 0


DEFAULT_EFFORT = Effort()


class Chance(NamedTuple):
    """A probability, how it was found, and its standard error (0.0 when exact)."""

    value: Fraction | float
    method: Method
    error: float


@dataclass(frozen=True, slots=True)
class LossDistribution:
    """How likely which loss is.

    Attributes:
        chances: (weight lost, probability) of every loss that can happen (or that a sample met), weights ascending.
        method: ``exact`` with fractions, or ``sampled`` with floats.
        scenarios: number of samples; 0 when exact.
    """

    chances: tuple[tuple[int, Fraction | float], ...]
    method: Method
    scenarios: int

    def at_least(self, weight: int) -> Fraction | float:
        """Return the probability that `weight` or more is lost."""
        return sum((chance for lost, chance in self.chances if lost >= weight), start=Fraction(0))

    def quantile(self, chance: Fraction | float) -> int:
        """Return the smallest weight that is not exceeded with at least this probability.

        Raises:
            ValueError: `chance` is not in 0 < chance <= 1.
        """
        if not 0 < chance <= 1:
            message = f"a probability above 0 and up to 1 is needed, not {chance}"
            raise ValueError(message)
        below: Fraction | float = Fraction(0)
        for lost, part in self.chances:
            below += part
            if below >= chance:
                return lost
        return self.chances[-1][0]


def orphan_chance(staff: int, operators: int, leaving: int) -> Fraction:
    """Return the probability that a component loses all of its operators: C(N-k, m-k) / C(N, m), exactly.

    Args:
        staff: N, number of people among whom some leave.
        operators: k, number of the component's operators; with 0 it is orphaned for certain.
        leaving: m, number of people who leave.

    Raises:
        ValueError: a number is negative, or more operators or leavers than staff.
    """
    _check(staff, operators, leaving)
    return Fraction(perm(leaving, operators), perm(staff, operators))


def expected_orphaned(staff: int, weight_by_operators: Mapping[int, int], leaving: int) -> Fraction:
    """Return the expected orphaned weight when `leaving` people leave.

    Args:
        staff: number of people among whom some leave.
        weight_by_operators: number of operators -> total weight (or number) of the components that have as many.
        leaving: number of people who leave.

    Raises:
        ValueError: as `orphan_chance`.
    """
    most = max(weight_by_operators, default=0)
    _check(staff, most, leaving)
    whole = perm(staff, most)
    parts = (weight * perm(leaving, k) * (whole // perm(staff, k)) for k, weight in weight_by_operators.items())
    return Fraction(sum(parts), whole)


def _check(staff: int, operators: int, leaving: int) -> None:
    """Refuse impossible numbers."""
    if not (0 <= operators <= staff and 0 <= leaving <= staff):
        message = f"of {staff} people, {operators} operators and {leaving} leavers are not possible"
        raise ValueError(message)


def keep_chance(
    staff: int,
    holders: Sequence[Sequence[int]],
    leaving: int,
    effort: Effort = DEFAULT_EFFORT,
) -> Chance:
    """Return the probability that *every* component of a closure keeps an operator.

    Exact where few enough cases have to be told apart: choices of leavers that contain no whole set of holders are
    counted by deciding one person after the other, taking independent parts apart and remembering what was counted.
    Beyond the limit it is sampled.

    Args:
        staff: number of people among whom some leave; at least the number of different holders.
        holders: per component its operators; a component without any makes the chance 0.
        leaving: number of people who leave.
        effort: limits and seed.

    Raises:
        ValueError: more holders or leavers than staff, or a negative number.
    """
    sets = frozenset(frozenset(people) for people in holders)
    _check(staff, len(_everybody(sets)), leaving)
    sets = _minimal(sets)
    try:
        counts = _Counter(effort.work).count(sets)
    except _TooMuchError:
        groups = sorted((tuple(sorted(people)), 1) for people in sets)
        return _estimate(_sample(staff, groups, leaving, effort)[0], effort.scenarios)
    others = staff - len(_everybody(sets))
    ways = sum(count * comb(others, leaving - gone) for gone, count in enumerate(counts[: leaving + 1]))
    return Chance(Fraction(ways, comb(staff, leaving)), "exact", 0.0)


def _estimate(hits: int, scenarios: int) -> Chance:
    """Return a share with the standard error of Agresti and Coull (1998), which is never 0, not even for 0 hits."""
    middle = (hits + 2) / (scenarios + 4)
    return Chance(hits / scenarios, "sampled", sqrt(middle * (1 - middle) / (scenarios + 4)))


class _TooMuchError(Exception):
    """The limit on work is reached."""


def _everybody(sets: Sets) -> frozenset[int]:
    """Return all people in some sets."""
    return frozenset[int]().union(*sets)


def _minimal(sets: Sets) -> Sets:
    """Leave out sets that contain another one: they are safe whenever that one is."""
    if frozenset() in sets:
        return frozenset([frozenset()])
    kept: dict[int, list[frozenset[int]]] = {}  # by smallest person
    for people in sorted(sets, key=len):
        if not any(smaller <= people for person in people for smaller in kept.get(person, ())):
            kept.setdefault(min(people), []).append(people)
    return frozenset(people for group in kept.values() for people in group)


class _Counter:
    """Counts, by size, the sets of leavers that contain none of the given sets."""

    def __init__(self, work: int) -> None:
        self._work = work
        self._known: dict[Sets, Polynomial] = {}

    def count(self, sets: Sets) -> Polynomial:
        """Count over the people in `sets`, which are minimal."""
        if frozenset() in sets:
            return [0]
        if sets not in self._known:
            self._work -= 1 + len(sets)
            if self._work < 0:
                raise _TooMuchError
            result = [1]
            for part in _parts(sets):
                result = _times(result, self._one(part))
            self._known[sets] = result
        return self._known[sets]

    def _one(self, sets: Sets) -> Polynomial:
        """Count over one part: directly for a single set, else by deciding the person in most sets."""
        if len(sets) == 1:
            size = len(next(iter(sets)))
            return [comb(size, gone) for gone in range(size)]
        met = Counter(person for people in sets for person in people)
        if len(met) > MOST_PEOPLE:
            raise _TooMuchError
        person = min(met, key=lambda one: (-met[one], one))
        stays = frozenset(people for people in sets if person not in people)
        goes = _minimal(frozenset(people - {person} for people in sets))
        everybody = len(met) - 1
        with_person = self._freed(goes, everybody)
        without = self._freed(stays, everybody)
        return _plus(without, [0, *with_person])

    def _freed(self, sets: Sets, people: int) -> Polynomial:
        """Count over `people` people of whom only some are in `sets`."""
        free = people - len(_everybody(sets))
        return _times(self.count(sets), [comb(free, gone) for gone in range(free + 1)])


def _parts(sets: Sets) -> Iterator[Sets]:
    """Take sets apart that are not connected by common people."""
    left = sorted(sets, key=sorted)
    while left:
        people, part = set(left[0]), [left[0]]
        rest = left[1:]
        grown = True
        while grown:
            joined = [one for one in rest if not people.isdisjoint(one)]
            rest = [one for one in rest if people.isdisjoint(one)]
            part += joined
            people.update(*joined)
            grown = bool(joined)
        yield frozenset(part)
        left = rest


def _times(one: Polynomial, two: Polynomial) -> Polynomial:
    """Multiply two polynomials."""
    result = [0] * (len(one) + len(two) - 1)
    for power, factor in enumerate(one):
        if factor:
            for other, value in enumerate(two):
                result[power + other] += factor * value
    return result


def _plus(one: Polynomial, two: Polynomial) -> Polynomial:
    """Add two polynomials."""
    size = max(len(one), len(two))
    return [(one[power] if power < len(one) else 0) + (two[power] if power < len(two) else 0) for power in range(size)]


def loss_distribution(
    staff: int,
    holders: Sequence[Sequence[int]],
    weights: Sequence[int],
    leaving: int,
    effort: Effort = DEFAULT_EFFORT,
) -> LossDistribution:
    """Return how likely which orphaned weight is when `leaving` of `staff` people leave.

    Exact, by convolution, when any two components have either the same holders or none in common; else, or beyond
    the limit of work, sampled.

    Args:
        staff: number of people among whom some leave; at least the number of different holders.
        holders: per component its operators.
        weights: per component a non-negative integer (1 each = number of components).
        leaving: number of people who leave.
        effort: limits and seed; the work is counted in table entries.

    Raises:
        ValueError: more holders or leavers than staff, a negative number, or lists of different lengths.
    """
    grouped: dict[tuple[int, ...], int] = {}
    for people, weight in zip(holders, weights, strict=True):
        key = tuple(sorted(set(people)))
        grouped[key] = grouped.get(key, 0) + weight
    already = grouped.pop((), 0)
    groups = sorted(grouped.items())
    known = len({person for people, _ in groups for person in people})
    _check(staff, known, leaving)
    if known == sum(len(people) for people, _ in groups):
        exact = _convolve([(len(people), weight) for people, weight in groups], staff - known, leaving, effort.work)
        if exact is not None:
            total = comb(staff, leaving)
            chances = tuple((already + lost, Fraction(ways, total)) for lost, ways in sorted(exact.items()))
            return LossDistribution(chances, "exact", 0)
    sampled = sorted(_sample(staff, groups, leaving, effort).items())
    shares = tuple((already + lost, number / effort.scenarios) for lost, number in sampled)
    return LossDistribution(shares, "sampled", effort.scenarios)


def _convolve(groups: Sequence[tuple[int, int]], others: int, leaving: int, work: int) -> dict[int, int] | None:
    """Return weight lost -> ways to choose the leavers, for groups (people, weight) without people in common."""
    table: dict[tuple[int, int], int] = {(0, 0): 1}  # (gone so far, weight lost) -> ways
    for size, weight in groups:
        following: dict[tuple[int, int], int] = {}
        for (gone, lost), ways in table.items():
            for more in range(min(size, leaving - gone) + 1):
                key = (gone + more, lost + weight if more == size else lost)
                following[key] = following.get(key, 0) + ways * comb(size, more)
        work -= len(following)
        if work < 0:
            return None
        table = following
    result: dict[int, int] = {}
    for (gone, lost), ways in table.items():
        if choices := comb(others, leaving - gone):
            result[lost] = result.get(lost, 0) + ways * choices
    return result


def _sample(staff: int, groups: Sequence[tuple[Sequence[int], int]], leaving: int, effort: Effort) -> Counter[int]:
    """Return weight lost -> number of scenarios, over random choices of the leavers."""
    if effort.scenarios < 1:
        message = f"at least one scenario is needed, not {effort.scenarios}"
        raise ValueError(message)
    place = {person: index for index, person in enumerate(sorted({one for people, _ in groups for one in people}))}
    held: list[list[int]] = [[] for _ in range(staff)]
    for number, (people, _) in enumerate(groups):
        for person in people:
            held[place[person]].append(number)
    rng = random.Random(effort.seed)  # noqa: S311 - a simulation, not a secret
    found: Counter[int] = Counter()
    sizes, weights = [len(people) for people, _ in groups], [weight for _, weight in groups]
    for _ in range(effort.scenarios):
        hits = Counter(chain.from_iterable(map(held.__getitem__, rng.sample(range(staff), leaving))))
        found[sum(weights[number] for number, hit in hits.items() if hit == sizes[number])] += 1
    return found
