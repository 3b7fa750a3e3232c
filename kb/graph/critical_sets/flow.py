"""The exact cut of a block: an integer flow that moves load from those above a slope to those below.

Push-relabel on the people (Goldberg and Tarjan 1988) with exact distances, recomputed now and then; the shares of a
nearly fair sharing are its start, so that little is left to move. What cannot be moved lies on a denser part, which is
an exact optimum (project selection: Picard 1976; one cut after the other from the last one's sharing: Gallo,
Grigoriadis, Tarjan 1989). O(p^2 n) at worst for p people and n (component, holder) pairs; a few n as measured.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from kb.graph.critical_sets.sharing import Block, group, in_integers

if TYPE_CHECKING:
    pass

NEVER = 1 << 60


class Flow:
    """Decide exactly whether a block's people can all carry the same, moving load from those above to those below.

    Everything is scaled by the number of people, so that the equal load, the block's weight, is a whole number; or by
    another scale, to cut at another slope. A
    person may pass a share of a component on to any other holder of it. Push-relabel with exact distances,
    recomputed now and then; what cannot be passed on marks a denser part (its people carry only components held
    among themselves).
    """

    def __init__(self, block: Block, goal: int | None = None, scale: int | None = None) -> None:
        self.block = block
        self.goal = block.weight if goal is None else goal
        self.equal = goal is None
        self.scale = scale or len(block.people)
        self.index = {person: place for place, person in enumerate(block.people)}
        index = self.index
        self.sets = [[index[person] for person in people] for people in block.sets]
        self.shares = in_integers(block, self.scale)
        self.held: list[list[int]] = [[] for _ in block.people]
        self.load = load = [0] * len(block.people)
        held = self.held
        for number, (people, shares) in enumerate(zip(self.sets, self.shares, strict=True)):
            for person, share in zip(people, shares, strict=True):
                load[person] += share
                held[person].append(number)
        self.height = [0] * len(block.people)
        self.work = sum(map(len, self.sets))

    def run(self) -> None:
        """Pass load on until nobody above the goal reaches anybody below it."""
        pairs = sum(map(len, self.sets))
        while True:
            self._measure_heights()
            self.work += pairs
            active = deque(
                person for person, load in enumerate(self.load) if load > self.goal and self.height[person] < NEVER
            )
            if not active:
                return
            budget = 2 * pairs
            while active and budget > 0:
                cost = self._discharge(active.popleft(), active)
                budget -= cost
                self.work += cost

    def _measure_heights(self) -> None:
        """Set every height to the number of hands between a person and the nearest one below the goal."""
        height = [NEVER] * len(self.load)
        seen = bytearray(len(self.sets))
        ring = [person for person, load in enumerate(self.load) if load < self.goal]
        for person in ring:
            height[person] = 0
        level = 0
        while ring:
            level += 1
            following = []
            for person in ring:
                for number in self.held[person]:
                    if seen[number]:
                        continue
                    seen[number] = 1
                    for other, share in zip(self.sets[number], self.shares[number], strict=True):
                        if share and height[other] == NEVER:
                            height[other] = level
                            following.append(other)
            ring = following
        self.height = height

    def _discharge(self, person: int, active: deque[int]) -> int:
        """Pass on what `person` carries above the goal; return the pairs visited."""
        cost = 0
        height = self.height
        while height[person] < NEVER:
            lowest = NEVER
            for number in self.held[person]:
                people = self.sets[number]
                place = people.index(person)
                if not self.shares[number][place]:
                    continue
                cost += len(people)
                for to_place, other in enumerate(people):
                    if height[other] < height[person]:
                        self._pass_on(number, place, to_place, active)
                        if self.load[person] <= self.goal:
                            return cost
                        if not self.shares[number][place]:
                            break
                    elif other != person and height[other] < lowest:
                        lowest = height[other]
            height[person] = min(lowest + 1, NEVER)
        return cost

    def _pass_on(self, number: int, place: int, to_place: int, active: deque[int]) -> None:
        """Move as much of a share as is too much for its carrier to another holder."""
        people, shares = self.sets[number], self.shares[number]
        giver, taker = people[place], people[to_place]
        amount = min(shares[place], self.load[giver] - self.goal)
        shares[place] -= amount
        shares[to_place] += amount
        self.load[giver] -= amount
        before = self.load[taker]
        self.load[taker] = before + amount
        if before <= self.goal < before + amount:
            active.append(taker)

    def parts(self) -> list[Block]:
        """Return the denser part and the rest, or the block alone, which then is straight."""
        block, scale = self.block, self.scale
        for shares, whole in zip(block.shares, self.shares, strict=True):
            shares[:] = [share / scale for share in whole]
        dense = self._dense()
        inside = sum(dense)
        if not inside or inside == len(dense):
            block.straight = self.equal
            return [block]
        part_of = [0 if one else 1 for one in dense]
        order = sorted(range(len(dense)), key=lambda person: (part_of[person], person))
        part_of_set = [max([part_of[person] for person in people]) for people in self.sets]
        return group(block, [block.people[person] for person in order], sorted(part_of), part_of_set)

    def dense_everywhere(self) -> bool:
        """Whether everybody carries the goal at least, so that a cut below it has been found: none is in here."""
        return min(self.load) >= self.goal

    def _dense(self) -> bytearray:
        """Mark everybody to whom those above the goal could still pass something on."""
        dense = bytearray(len(self.load))
        stack = [person for person, load in enumerate(self.load) if load > self.goal]
        for person in stack:
            dense[person] = 1
        while stack:
            person = stack.pop()
            for number in self.held[person]:
                if self.shares[number][self.sets[number].index(person)]:
                    for other in self.sets[number]:
                        if not dense[other]:
                            dense[other] = 1
                            stack.append(other)
        return dense
