"""Components drawn together: those with equal holders fall together, those without weight matter to nobody.

O(n log n) for n (component, holder) pairs. What is left is the whole problem; components somebody holds alone stay in
it, since they tell what a person carries for certain, but no sweep of `sharing` visits them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Problem:
    """Components drawn together by equal holders, in an order that does not depend on the input's."""

    sets: list[tuple[int, ...]]
    weights: list[int]
    lost: int
    total: int

    @staticmethod
    def of(holders: Sequence[Sequence[int]], weights: Sequence[int]) -> Problem:
        """Draw components together; those of weight 0 matter to nobody."""
        grouped: dict[tuple[int, ...], int] = {}
        for people, weight in zip(holders, weights, strict=True):
            if weight < 0:
                message = f"a weight must not be negative: {weight}"
                raise ValueError(message)
            if weight:
                key = tuple(sorted(set(people)))
                grouped[key] = grouped.get(key, 0) + weight
        lost = grouped.pop((), 0)
        sets = sorted(grouped)
        return Problem(sets, [grouped[key] for key in sets], lost, lost + sum(grouped.values()))

    def people(self) -> list[int]:
        """Return everybody who holds something."""
        return sorted({person for people in self.sets for person in people})
