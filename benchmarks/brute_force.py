"""Compare critical sets, hulls and greedy figures with exhaustive search on many small random organisations.

Run as ``PYTHONPATH=. python benchmarks/brute_force.py [instances] [seed]``; prints every mismatch and a summary.
"""

from __future__ import annotations

import random
import sys
import time

from kb.graph.critical_set import critical_set, loss_hull, needed_weight

MAX_PEOPLE, MAX_COMPONENTS = 12, 14


def instance(rng: random.Random) -> tuple[list[tuple[int, ...]], list[int]]:
    """Draw at most 12 people and 14 components, with orphaned and repeated ones among them."""
    people = rng.randint(1, MAX_PEOPLE)
    most = rng.randint(1, min(5, people))
    count = rng.randint(1, MAX_COMPONENTS)
    holders = [tuple(sorted(rng.sample(range(people), rng.randint(rng.random() > 0.1, most)))) for _ in range(count)]
    if rng.random() < 0.3:
        holders += rng.choices(holders, k=max(0, MAX_COMPONENTS - count))
    choices = rng.choice(([1], [1, 2, 4, 8], [0, 1, 3]))
    weights = [rng.choice(choices) for _ in holders]
    return holders, weights if sum(weights) else [1] * len(holders)


def worst_losses(holders: list[tuple[int, ...]], weights: list[int]) -> list[int]:
    """Return per number of people gone the most weight they can orphan, by trying all subsets."""
    people = sorted({person for holding in holders for person in holding})
    place = {person: 1 << index for index, person in enumerate(people)}
    masks = [sum(place[person] for person in holding) for holding in holders]
    worst = [0] * (len(people) + 1)
    for gone in range(1 << len(people)):
        lost = sum(weight for mask, weight in zip(masks, weights, strict=True) if mask & ~gone == 0)
        worst[gone.bit_count()] = max(worst[gone.bit_count()], lost)
    return worst


def upper_hull(worst: list[int]) -> list[tuple[int, int]]:
    """Return the corners of the upper convex hull of (k, worst[k]), up to where everything is lost."""
    hull: list[tuple[int, int]] = []
    for point in enumerate(worst):
        while len(hull) > 1 and (hull[-1][1] - hull[-2][1]) * (point[0] - hull[-1][0]) <= (point[1] - hull[-1][1]) * (
            hull[-1][0] - hull[-2][0]
        ):
            hull.pop()
        hull.append(point)
    while len(hull) > 1 and hull[-1][1] == hull[-2][1]:
        hull.pop()
    return hull


def faults(holders: list[tuple[int, ...]], weights: list[int], percent: int) -> list[str]:
    """Return what is wrong with the answers for one organisation."""
    worst = worst_losses(holders, weights)
    needed = needed_weight(sum(weights), percent)
    truth = next(size for size, lost in enumerate(worst) if lost >= needed)
    found = critical_set(holders, weights, needed)
    rough = critical_set(holders, weights, needed, search_work=0)
    blind = critical_set(holders, weights, needed, work=0, search_work=0)
    hull = loss_hull(holders, weights)
    people = {person for index in found.orphaned for person in holders[index]}
    checks = {
        f"size {found.size}, bound {found.bound}, truth {truth}": found.size == found.bound == truth,
        f"rough {rough.bound}..{rough.size}, truth {truth}": rough.bound <= truth <= rough.size,
        f"blind {blind.bound}..{blind.size}, truth {truth}": blind.bound <= truth <= blind.size,
        f"greedy {found.greedy} below {truth}": found.greedy >= truth,
        "orphaned components need more people than the size": len(people) <= found.size,
        f"weight {found.orphaned_weight} below {needed}": found.orphaned_weight >= needed,
        f"hull {hull.points} is not {upper_hull(worst)}": hull.complete and list(hull.points) == upper_hull(worst),
    }
    return [text for text, good in checks.items() if not good]


def main(count: int = 20_000, seed: int = 1) -> int:
    """Check `count` organisations; return the number of mismatches."""
    rng = random.Random(seed)
    wrong, start = 0, time.process_time()
    for number in range(count):
        holders, weights = instance(rng)
        percent = rng.choice((0, 10, 20, 33, 50, 66, 80, 99))
        for text in faults(holders, weights, percent):
            wrong += 1
            print(f"#{number} {percent} % {holders} {weights}: {text}")
    print(f"{count} organisations, {wrong} mismatches, {time.process_time() - start:.1f} s CPU")
    return wrong


if __name__ == "__main__":
    sys.exit(min(1, main(*map(int, sys.argv[1:]))))
