"""A set that orphans enough: from a breakpoint below, complete components greedily, then spare whom one can.

O(n h) updates of a heap for n (component, holder) pairs and at most h holders, the neighbourhood of a person looked at
being limited.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.graph.critical_sets.problem import Problem


def complete(problem: Problem, target: int, base: set[int], block: Sequence[int]) -> set[int]:
    """Return people who orphan `target` weight: `base`, and members of `block` chosen greedily; nobody superfluous."""
    allowed = base.union(block)
    inside = [index for index, people in enumerate(problem.sets) if allowed.issuperset(people)]
    sets = [problem.sets[index] for index in inside]
    weights = [problem.weights[index] for index in inside]
    return Greedy(sets, weights, base).grow(target)


class Greedy:
    """Greedy choice of components to orphan, with people in common counted once (union greedy)."""

    def __init__(self, sets: Sequence[tuple[int, ...]], weights: Sequence[int], base: set[int]) -> None:
        self.sets, self.weights = sets, weights
        self.gone = set(base)
        self.held: dict[int, list[int]] = {}
        for number, people in enumerate(sets):
            for person in people:
                self.held.setdefault(person, []).append(number)
        self.left = [sum(1 for person in people if person not in base) for people in sets]
        self.lost = sum(weight for weight, left in zip(weights, self.left, strict=True) if not left)
        self.version = [0] * len(sets)
        self.heap: list[tuple[float, int, int]] = []

    def grow(self, target: int) -> set[int]:
        """Complete the component with the most gain per person until `target` is orphaned, then spare people."""
        for number, left in enumerate(self.left):
            if left:
                self._push(number)
        while self.lost < target:
            _, number, version = heapq.heappop(self.heap)
            if self.left[number] and version == self.version[number]:
                self._take(number)
        return self.spare(target)

    def _push(self, number: int) -> None:
        """Put a component on the heap by gain: what falls with it, and a little for what comes nearer to falling."""
        hit: dict[int, int] = {}
        count = 0
        for person in self.sets[number]:
            if person not in self.gone:
                count += 1
                for other in self.held[person]:
                    hit[other] = hit.get(other, 0) + 1
        gain = 0.0
        for other, hits in hit.items():
            left = self.left[other] - hits
            gain += self.weights[other] if not left else 0.3 * self.weights[other] * 0.25**left
        heapq.heappush(self.heap, (-gain / count, number, self.version[number]))

    def _take(self, number: int) -> None:
        """Let all holders of a component go and refresh the gains around them."""
        touched: dict[int, None] = {}
        for person in self.sets[number]:
            if person not in self.gone:
                self.gone.add(person)
                for other in self.held[person]:
                    self.left[other] -= 1
                    touched[other] = None
                    if not self.left[other]:
                        self.lost += self.weights[other]
        near = dict(touched)
        for other in touched:
            for person in self.sets[other]:
                if person not in self.gone:
                    near.update(dict.fromkeys(self.held[person][:40]))
        for other in near:
            if self.left[other]:
                self.version[other] += 1
                self._push(other)

    def spare(self, target: int) -> set[int]:
        """Keep whoever costs least weight, as long as `target` remains orphaned; return those still gone."""
        cost = self._costs()
        heap = [(weight, person) for person, weight in cost.items()]
        heapq.heapify(heap)
        while heap:
            weight, person = heapq.heappop(heap)
            if person not in self.gone or weight != cost[person]:
                continue
            if self.lost - weight < target:
                break
            self.gone.discard(person)
            self.lost -= weight
            saved = [number for number in self.held.get(person, ()) if not self.left[number]]
            for other, number in [(other, one) for one in saved for other in self.sets[one]]:
                if other in self.gone:
                    cost[other] -= self.weights[number]
                    heapq.heappush(heap, (cost[other], other))
            for number in self.held.get(person, ()):
                self.left[number] += 1
        return self.gone

    def _costs(self) -> dict[int, int]:
        """Return the weight that would have an operator again if one of the people gone stayed."""
        cost = dict.fromkeys(self.gone, 0)
        for people, weight, left in zip(self.sets, self.weights, self.left, strict=True):
            if not left:
                for person in people:
                    cost[person] += weight
        return cost
