"""Which changes would help what stays open, found by planning again with each: what was not seen to help is not advised."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kb.analyses.plan.gather import Asked, Gathered, gather
from kb.analyses.plan.levers import Lever, both, levers
from kb.analyses.plan.need import Problem
from kb.analyses.plan.solve import Solution, solve
from kb.model.noun import NamedTuple

SMALL: Final = 300
"""Possible learners up to which changes are tried: it takes some thirty plans, made quickly, and a few made well."""
SHOWN: Final = 3
"""Changes named for a component."""
_PAIRS: Final = 12
"""Pairs of changes tried where none is enough alone."""


class Remedy(NamedTuple):
    """A change that was tried, and what a plan then leaves lacking.

    Attributes:
        lever: the change.
        short: operators still lacking then, by component; none where it is not named.
    """

    lever: Lever
    short: Mapping[str, int]


def lacking(problem: Problem, solution: Solution) -> dict[str, int]:
    """Return how many operators a solution leaves lacking, by component; those that lack none are left out."""
    found = {need.component: need.missing for need in problem.needs}
    for pair in solution.pairs:
        found[pair.need.component] -= 1
    return {name: number for name, number in found.items() if number}


def remedies(question: Asked, gathered: Gathered, solution: Solution) -> dict[str, tuple[Remedy, ...]] | None:
    """Return the changes that help each component that stays short, the one that helps most first; None if it is too large to try.

    Each is seen to help by the plan that `kb plan` would make with it. A change that would leave another component
    with fewer operators than before helps nobody and is left out.
    """
    short = lacking(gathered.problem, solution)
    if not short or sum(len(need.candidates) for need in gathered.problem.needs) > SMALL:
        return None if short else {}
    return _Trial(question, short).found()


class _Trial:
    """One question, asked again with changes."""

    def __init__(self, question: Asked, short: Mapping[str, int]) -> None:
        self.question = question
        self.short = short
        self.quick: dict[str, Mapping[str, int]] = {}
        self.well: dict[str, Mapping[str, int]] = {}

    def found(self) -> dict[str, tuple[Remedy, ...]]:
        quick = [self._quick(lever) for lever in levers(self.question, self.short)]
        found = {}
        for name in self.short:
            best = self._chosen(name, quick)
            if not any(name not in item.short for item in best):
                best += self._chosen(name, [self._quick(lever) for lever in self._pairs(name, quick)])[:1]
            best.sort(key=lambda item: item.short.get(name, 0))
            found[name] = tuple(best[:SHOWN])
        return found

    def _chosen(self, name: str, quick: Iterable[Remedy]) -> list[Remedy]:
        """Return the changes seen to help a component, of each kind the least that helps most."""
        kinds: dict[str, Remedy] = {}
        for item in quick:
            if item.lever.component not in (None, name) or not self._helps(name, item):
                continue
            known = kinds.get(item.lever.kind)
            if known is None or item.short.get(name, 0) < known.short.get(name, 0):
                kinds[item.lever.kind] = item
        most = sorted(kinds.values(), key=lambda item: item.short.get(name, 0))[: SHOWN + 1]
        return [made for item in most if self._helps(name, made := self._well(item.lever))]

    def _helps(self, name: str, item: Remedy) -> bool:
        """Whether a component lacks less, and no other lacks more."""
        worse = any(number > self.short.get(other, 0) for other, number in item.short.items())
        return not worse and item.short.get(name, 0) < self.short[name]

    def _pairs(self, name: str, quick: Iterable[Remedy]) -> Iterator[Lever]:
        """Yield more hours together with more people, the least first."""
        mine = [item.lever for item in quick if item.lever.component in (None, name)]
        base = self.question.base
        owner = base.owner(base.components[name])
        hours = [item for item in mine if item.kind in ("mentor_hours", "learner_hours")]
        others = [item for item in mine if item.kind == (f"people of {owner}" if owner else "people")]
        pairs = [both(one, other) for other in others for one in hours]
        yield from pairs[:_PAIRS]

    def _quick(self, lever: Lever) -> Remedy:
        """Ask with a change, and plan without looking for the best."""
        if lever.said not in self.quick:
            problem = gather(lever.changed(self.question)).problem
            self.quick[lever.said] = lacking(problem, solve(problem, work=0))
        return Remedy(lever, self.quick[lever.said])

    def _well(self, lever: Lever) -> Remedy:
        """Ask with a change, and plan as `kb plan` does."""
        if lever.said not in self.well:
            problem = gather(lever.changed(self.question)).problem
            self.well[lever.said] = lacking(problem, solve(problem))
        return Remedy(lever, self.well[lever.said])
