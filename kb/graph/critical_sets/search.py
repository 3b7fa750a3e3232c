"""Branch and bound over people, gone or staying, bounded by sharing; as far as a limit of *work* (not time) goes.

Exponential at worst, which is why there is a limit: the bound proved so far holds whenever it stops.
"""

from __future__ import annotations

from kb.graph.critical_sets.problem import Problem
from kb.graph.critical_sets.sharing import SCALE, SWEEPS, Block, balance, in_integers


class Search:
    """Branch and bound over people (gone or staying), bounded by sharing; depth first, limited by work."""

    def __init__(self, problem: Problem, needed: int, bound: int, gone: frozenset[int], work: int) -> None:
        self.problem, self.target = problem, needed - problem.lost
        self.bound, self.best, self.work = bound, gone, work

    def run(self) -> tuple[int, frozenset[int]]:
        """Return the proved lower bound (the best size if the search came to its end) and the best set."""
        stack: list[tuple[frozenset[int], frozenset[int]]] = [(frozenset(), frozenset())]
        while stack:
            if len(self.best) <= self.bound or self.work <= 0:
                return self.bound, self.best
            gone, staying = stack.pop()
            branch = self._visit(set(gone), set(staying))
            if branch is not None:
                person, gone, staying = branch
                stack.append((gone, staying | {person}))
                stack.append((gone | {person}, staying))
        return len(self.best), self.best

    def _visit(self, gone: set[int], staying: set[int]) -> tuple[int, frozenset[int], frozenset[int]] | None:
        """Bound a node, settle people whose choice is forced, and name the person to branch on (None = all done)."""
        while True:
            lost, block = self._rest(gone, staying)
            if lost >= self.target:
                if len(gone) < len(self.best):
                    self.best = frozenset(gone)
                return None
            room = len(self.best) - 1 - len(gone)
            loads = self._loads(block)
            order = sorted(loads, key=lambda person: (-loads[person], person))
            most = sum(loads[person] for person in order[:room])
            missing = (self.target - lost) * SCALE
            if room <= 0 or most < missing:
                return None
            edge, after = loads[order[min(room, len(order)) - 1]], loads[order[room]] if room < len(order) else 0
            must = {person for person in order[:room] if most - loads[person] + after < missing}
            cannot = {person for person in order[room:] if most - edge + loads[person] < missing}
            if not must and not cannot:
                return order[0], frozenset(gone), frozenset(staying)
            gone |= must
            staying |= cannot

    def _rest(self, gone: set[int], staying: set[int]) -> tuple[int, Block]:
        """Return the weight lost for certain, and the components still open with their undecided holders."""
        lost = 0
        block = Block([], [], [], [])
        for people, weight in zip(self.problem.sets, self.problem.weights, strict=True):
            self.work -= len(people)
            if not staying.isdisjoint(people):
                continue
            undecided = tuple(person for person in people if person not in gone)
            if undecided:
                block.sets.append(undecided)
                block.weights.append(weight)
                block.shares.append([weight / len(undecided)] * len(undecided))
            else:
                lost += weight
        block.people = sorted({person for people in block.sets for person in people})
        return lost, block

    def _loads(self, block: Block) -> dict[int, int]:
        """Return integer loads of a fair sharing: no k people can orphan more than the k largest together."""
        load = block.loads()
        for _ in range(SWEEPS):
            balance(block, load)
        self.work -= SWEEPS * sum(map(len, block.sets))
        whole = dict.fromkeys(block.people, 0)
        for people, shares in zip(block.sets, in_integers(block, SCALE), strict=True):
            for person, share in zip(people, shares, strict=True):
                whole[person] += share
        return whole
