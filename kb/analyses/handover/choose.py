"""The sessions of a handover: as `kb plan` chooses them, and of equals those after which least stands on what nobody can restore.

A plan weighs by tier alone. Whoever goes leaves several components of one tier behind, and it matters which of them is held
when the hours do not reach for all. So the question is put twice, once as it is and once with weights that tell equal
tiers apart by what stands on them, and the better answer is taken: by risk taken away as `kb plan` counts it, then by the blast
radius of what is left without an operator, then by sessions. The bound is that of the question as it is, which
holds for every answer.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from kb.analyses.plan.need import Problem
from kb.analyses.plan.solve import Proof, Solution, solve

_FINE: Final = 64
"""Parts a tier's weight is cut into; what stands on a component is worth less than half of a weight of 1."""


def chosen(problem: Problem, blast: Mapping[str, int]) -> Solution:
    """Return the better of two schedules for a problem. ``blast`` is how much stands on each component, in tier weights."""
    plain = solve(problem)
    most = max((blast[need.component] for need in problem.needs), default=0)
    if not most or len(plain.pairs) == sum(need.missing for need in problem.needs):
        return plain
    finer = tuple(
        need._replace(weight=need.weight * _FINE + (_FINE // 2 - 1) * blast[need.component] // most)
        for need in problem.needs
    )
    other = _as_asked(problem, plain.proof, solve(problem._replace(needs=finer)))
    return min((plain, other), key=lambda found: _worth(problem, blast, found))


def _as_asked(problem: Problem, bound: Proof, found: Solution) -> Solution:
    """Return a schedule found with finer weights as one for the question as it is, its proof counted anew."""
    needs = {need.component: need for need in problem.needs}
    gain, sessions = _gain(problem, found), len(found.sessions)
    known = bound.sessions_bound if gain == bound.gain else 0
    proved = gain == bound.gain_bound and sessions == known
    pairs = tuple(pair._replace(need=needs[pair.need.component]) for pair in found.pairs)
    return Solution(pairs, found.sessions, Proof(gain, bound.gain_bound, sessions, known, proved))


def _gain(problem: Problem, found: Solution) -> int:
    added = Counter(pair.need.component for pair in found.pairs)
    return sum(sum(need.gains()[: added[need.component]]) for need in problem.needs)


def _worth(problem: Problem, blast: Mapping[str, int], found: Solution) -> tuple[int, int, int]:
    """Return what a schedule is worth, the best first: risk taken away, what stands on nobody, sessions."""
    held = {pair.need.component for pair in found.pairs}
    left = sum(blast[need.component] for need in problem.needs if not need.held and need.component not in held)
    return -_gain(problem, found), left, len(found.sessions)
