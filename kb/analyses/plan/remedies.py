"""Which changes would help what stays open, found by planning again with each: what was not seen to help is not advised."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kb.analyses.plan.gather import Asked, Gathered, gather
from kb.analyses.plan.ladder import sessions_of_all
from kb.analyses.plan.levers import Lever, both, levers
from kb.analyses.plan.need import Problem
from kb.analyses.plan.solve import WORK, Solution, solve
from kb.model.noun import NamedTuple

TRYING: Final = 1_000_000
"""Sessions that may be looked at to try changes, one plan with each; see :class:`kb.analyses.plan.schedule.Timetable`."""
_ASKING: Final = 100
"""What it takes to ask anew, for each component there is, in the same measure."""
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


def remedies(question: Asked, gathered: Gathered, solution: Solution) -> dict[str, tuple[Remedy, ...]]:
    """Return the changes that help each component that stays short, the one that helps most first.

    Each is seen to help by the plan that `kb plan` would make with it. A change that would leave another component
    with fewer operators than before helps nobody and is left out. Components for which there was not time to try are not in it.
    """
    short = lacking(gathered.problem, solution)
    return (
        _Trial(question, short, sessions_of_all(gathered.problem.needs, gathered.problem.settings)).found()
        if short
        else {}
    )


class _Trial:
    """One question, asked again with changes."""

    def __init__(self, question: Asked, short: Mapping[str, int], size: int) -> None:
        self.question = question
        self.short = short
        self.left = TRYING
        self.quick: dict[str, Mapping[str, int]] = {}
        self.well: dict[str, Mapping[str, int]] = {}
        self.one = _ASKING * len(question.base.components) + 5 * size

    def found(self) -> dict[str, tuple[Remedy, ...]]:
        found = {}
        tried = [*levers(self.question, self.short)]
        if self.one * len(tried) > self.left:
            return {}
        quick = [self._quick(lever) for lever in tried]
        for name in self.short:
            best = self._chosen(name, quick)
            if not any(name not in item.short for item in best):
                best += self._chosen(name, [self._quick(lever) for lever in self._pairs(name, quick)])[:1]
            if self.left <= 0:
                break
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
            self.quick[lever.said] = self._lacking(lever, 0)
        return Remedy(lever, self.quick[lever.said])

    def _well(self, lever: Lever) -> Remedy:
        """Ask with a change, and plan as `kb plan` does."""
        if lever.said not in self.well:
            self.well[lever.said] = self._lacking(lever, WORK)
        return Remedy(lever, self.well[lever.said])

    def _lacking(self, lever: Lever, work: int) -> Mapping[str, int]:
        """Return what a plan with a change leaves lacking; as much as now once there is no time left to make it."""
        if self.left <= 0:
            return self.short
        problem = gather(lever.changed(self.question)).problem
        solution = solve(problem, work)
        self.left -= solution.work + self.one
        return lacking(problem, solution)
