"""A fair sharing: the weight of every component handed out to its holders, so that the loads become nearly equal.

For **any** sharing, k people can never orphan more than the k largest loads together, because a component lost to some
people lies with all its weight on them: every sharing is a certificate. The fairest sharing gives the hull itself (dense
decomposition: Fujishige 1980; Danisch, Chan, Sozio 2017).

One sweep of water-filling takes O(n log h) for n (component, holder) pairs and at most h holders. Where nobody outside a
prefix of the people, sorted by load, shares a component with a share inside, that prefix is an exact optimum.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SWEEPS = 8  # of water-filling, until a cut is tried
SCALE = 1 << 20
GAP = 1e-6  # least difference of two loads that floats may decide upon, relative; rounding stays far below


@dataclass(slots=True)
class Block:
    """Some people and the components that fall when they go after all earlier blocks; `shares` of each per holder.

    `straight`: proved to be one line of the hull. `low`, `high`: whether it has been cut below, above the slope that its
    target lies at (see `kb.graph.critical_sets.decomposition`).
    """

    people: list[int]
    sets: list[tuple[int, ...]]
    weights: list[int]
    shares: list[list[float]]
    straight: bool = False
    low: bool = False
    high: bool = False

    @property
    def weight(self) -> int:
        """Weight of its components."""
        return sum(self.weights)

    def loads(self) -> dict[int, float]:
        """Return what each of its people carries."""
        load = dict.fromkeys(self.people, 0.0)
        for people, shares in zip(self.sets, self.shares, strict=True):
            for person, share in zip(people, shares, strict=True):
                load[person] += share
        return load

    def certified(self, target: int) -> int:
        """Return the number of people that, by the present sharing in exact integers, `target` needs at least."""
        load = dict.fromkeys(self.people, 0)
        for people, shares in zip(self.sets, in_integers(self, SCALE), strict=True):
            for person, share in zip(people, shares, strict=True):
                load[person] += share
        for size, most in enumerate(accumulate(sorted(load.values(), reverse=True)), start=1):
            if most >= target * SCALE:
                return size
        return len(load)


def in_integers(block: Block, scale: int) -> list[list[int]]:
    """Turn shares into integers that sum to weight times `scale` exactly; what rounding leaves goes to the largest."""
    result = []
    for weight, shares in zip(block.weights, block.shares, strict=True):
        goal = weight * scale
        if len(shares) == 1:
            result.append([goal])
        elif len(shares) == 2:
            part = min(int(shares[0] * scale), goal)
            result.append([part, goal - part])
        else:
            whole = [int(share * scale) for share in shares]
            whole[shares.index(max(shares))] += goal - sum(whole)
            result.append(whole)
    return result


def balance(block: Block, load: dict[int, float]) -> None:  # noqa: C901 - unrolled, see below
    """Share every component out again, lowest loads first (water-filling), one component after the other.

    Longer than usual: two and three holders, by far the most frequent, are written out, because half of all time is
    spent here.
    """
    for people, weight, shares in zip(block.sets, block.weights, block.shares, strict=True):
        count = len(people)
        if count == 1:
            continue
        if count == 2:
            one, two = people
            base_one, base_two = load[one] - shares[0], load[two] - shares[1]
            share = (weight + base_two - base_one) / 2
            if share < 0.0:
                share = 0.0
            elif share > weight:
                share = float(weight)
            shares[0], shares[1] = share, weight - share
            load[one], load[two] = base_one + share, base_two + (weight - share)
            continue
        if count == 3:
            one, two, three = people
            base_one, base_two, base_three = load[one] - shares[0], load[two] - shares[1], load[three] - shares[2]
            level = (base_one + base_two + base_three + weight) / 3
            if level >= base_one and level >= base_two and level >= base_three:
                shares[0], shares[1], shares[2] = level - base_one, level - base_two, level - base_three
                load[one] = load[two] = load[three] = level
                continue
        bases = [load[person] - share for person, share in zip(people, shares, strict=True)]
        filled, level = 0.0, 0.0
        for number, base in enumerate(sorted(bases)):
            if number and base >= level:
                break
            filled += base
            level = (filled + weight) / (number + 1)
        for index, base in enumerate(bases):
            share = level - base
            if share > 0.0:
                shares[index], load[people[index]] = share, level
            else:
                shares[index], load[people[index]] = 0.0, base


def at_tight_prefixes(block: Block, load: dict[int, float]) -> list[Block]:
    """Cut where the most loaded people carry only components that nobody less loaded holds.

    Such a prefix of k people loses exactly the sum of the k largest loads when it goes, which is the most any k can
    lose. Nearly equal loads are never cut apart, so that rounding decides nothing; the exact flow does.
    """
    order = sorted(block.people, key=lambda person: (-load[person], person))
    rank = {person: index for index, person in enumerate(order)}
    crossing = [0] * (len(order) + 1)
    lasts = []
    for people, shares in zip(block.sets, block.shares, strict=True):
        ranks = [rank[person] for person in people]
        last = max(ranks)
        crossing[min(place for place, share in zip(ranks, shares, strict=True) if share > 0.0)] += 1
        crossing[last] -= 1
        lasts.append(last)
    falls = [load[one] - load[two] > GAP * (1.0 + load[one]) for one, two in pairwise(order)]
    open_after = accumulate(crossing[: len(falls)])
    borders = [0]
    borders += (
        index + 1 for index, (open_, fall) in enumerate(zip(open_after, falls, strict=True)) if fall and not open_
    )
    borders.append(len(order))
    if len(borders) <= 2:
        return [block]
    number_of: list[int] = []
    for number, (start, end) in enumerate(pairwise(borders)):
        number_of += [number] * (end - start)
    return group(block, order, [number_of[index] for index in range(len(order))], [number_of[last] for last in lasts])


def group(block: Block, order: Sequence[int], part_of: Sequence[int], part_of_set: Sequence[int]) -> list[Block]:
    """Form the parts of a block; a component belongs to the part of its last holder and forgets the earlier ones."""
    parts = [Block([], [], [], []) for _ in range(part_of[-1] + 1)]
    where = dict(zip(order, part_of, strict=True))
    for person, number in where.items():
        parts[number].people.append(person)
    for people, weight, shares, number in zip(block.sets, block.weights, block.shares, part_of_set, strict=True):
        part = parts[number]
        kept = people
        if number and any(where[person] != number for person in people):
            kept = tuple(person for person in people if where[person] == number)
            shares = [share for person, share in zip(people, shares, strict=True) if where[person] == number]  # noqa: PLW2901
        part.sets.append(kept)
        part.shares.append(shares)
        part.weights.append(weight)
    return parts
