"""Exhaustive search in small blocks, where the bounds leave a gap: either a better plan, or the proof that there is none.

Every set of learners that would be better than what is known is tried, best first; each in every week and with every mentor,
session by session. What cannot fit alone, or not with one other, is not tried within larger sets. The work is
bounded: beyond it the search says that it is not complete.
"""

from itertools import combinations, product
from math import comb, prod
from typing import Final

from kb.analyses.plan.cost import budgets
from kb.analyses.plan.ladder import own_steps, run_steps, writing
from kb.analyses.plan.need import Need, Problem
from kb.analyses.plan.placing import Courses, Placing
from kb.analyses.plan.schedule import Pair
from kb.model.noun import NamedTuple

SETS: Final = 20_000
"""Sets of learners in a block up to which it is searched."""
PLACES: Final = 2_000
"""Sessions placed, and taken back, for one set before it is given up."""
WORK: Final = 60_000
"""The same for a block in all."""


class Searched(NamedTuple):
    """What a search found.

    Attributes:
        courses: the courses of a better plan, the best there is if ``complete``; None if it found none.
        complete: whether all was tried.
    """

    courses: Courses | None
    complete: bool


def search(problem: Problem, gain: int, sessions: int) -> Searched:
    """Return a plan that gains more, or as much with fewer sessions, if there is one."""
    if prod(_count(need) for need in problem.needs) > SETS:
        return Searched(None, complete=False)
    return _Search(problem).better([_options(need) for need in problem.needs], gain, sessions)


def _count(need: Need) -> int:
    """Return how many options :func:`_options` has."""
    return sum(comb(len(need.candidates), size) for size in range(min(need.missing, len(need.candidates)) + 1))


def _options(need: Need) -> list[tuple[Pair, ...]]:
    mine = [Pair(need, item) for item in need.candidates]
    return [chosen for size in range(min(need.missing, len(mine)) + 1) for chosen in combinations(mine, size)]


class _Search:
    """One block; ``left`` is how much work may still be done."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.settings = problem.settings
        self.has = budgets(problem)
        self.left = WORK
        self.complete = True
        self.bad: set[frozenset[Pair]] = set()

    def better(self, options: list[list[tuple[Pair, ...]]], gain: int, sessions: int) -> Searched:
        self._rule_out([pair for need in options for chosen in need if len(chosen) == 1 for pair in chosen])
        ranked: list[tuple[int, int, int, tuple[Pair, ...]]] = []
        for parts in product(*options):
            pairs = tuple(pair for part in parts for pair in part)
            worth = sum(sum(part[0].need.gains()[: len(part)]) for part in parts if part)
            if worth >= gain and not self._known_bad(pairs):
                count = self._sessions(pairs)
                if worth > gain or count < sessions:
                    ranked.append((-worth, count, len(ranked), pairs))
        for *_, pairs in sorted(ranked):
            found = self.fitted(pairs)
            if found is not None:
                return Searched(found, self.complete)
        return Searched(None, self.complete)

    def _rule_out(self, pairs: list[Pair]) -> None:
        """Find what cannot fit alone or in twos; a runbook to be written makes it depend on who writes, so it is left alone."""
        written = [pair for pair in pairs if pair.need.written]
        for size in (1, 2):
            for chosen in combinations(written, size):
                if not self._known_bad(chosen) and self.fitted(chosen, strict=True) is None:
                    self.bad.add(frozenset(chosen))
        self.complete = True

    def _known_bad(self, pairs: tuple[Pair, ...]) -> bool:
        return bool(self.bad) and any(
            frozenset(chosen) in self.bad for size in (1, 2) for chosen in combinations(pairs, size)
        )

    def _sessions(self, pairs: tuple[Pair, ...]) -> int:
        runs = {
            (pair.candidate.person, pair.need.runbook, step.move, step.part)
            for pair in pairs
            for step in run_steps(pair.need, pair.candidate, self.settings)
        }
        own = sum(len(own_steps(pair.need, pair.candidate, self.settings)) for pair in pairs)
        return len(runs) + own + sum(len(writing(need, self.settings)) for need in {pair.need for pair in pairs})

    def fitted(self, pairs: tuple[Pair, ...], *, strict: bool = False) -> Courses | None:
        """Return the courses of some pairs if they fit, whoever writes; ``strict``: not None where that stays unknown."""
        authors: dict[str, list[str]] = {}
        for pair in pairs:
            if not pair.need.written:
                authors.setdefault(pair.need.runbook, []).append(pair.candidate.person)
        for names in product(*authors.values()):
            writers = dict(zip(authors, names, strict=True))
            placing = Placing(self.problem, self.has, pairs, writers, min(PLACES, self.left))
            found = placing.run()
            self.left -= placing.done
            if placing.gave_up:
                self.complete = False
                if strict:
                    return {}
            if found is not None:
                return found
        return None
