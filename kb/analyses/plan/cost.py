"""What a learner costs for a component: sessions and hours, where one run of a runbook may serve several components.

Costs are counted in parts of a session or of an hour, so that a run that could serve three components at once is paid in thirds: never
more than it really costs, which is what a bound needs.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from kb.analyses.plan.ladder import Step, all_moves, own_steps, run_steps, steps
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.model.noun import NamedTuple
from kb.model.words import Level

PART: Final = 27720
"""Parts of one: what 1 to 12 divide, so that most shares are whole."""


class Budgets(NamedTuple):
    """Hours that sessions can fill, summed over the weeks, per person: of learning, of teaching."""

    learn: Mapping[str, int]
    teach: Mapping[str, int]


class Cost(NamedTuple):
    """Sessions, hours, and hours with a mentor, all in parts."""

    sessions: int
    hours: int
    mentored: int


def costs(problem: Problem) -> dict[tuple[str, str], Cost]:
    """Return the least cost per component and person."""
    about = Counter(need.runbook for need in problem.needs)
    shared: Counter[tuple[str, str, str, int]] = Counter()
    for need in problem.needs:
        for item in need.candidates if about[need.runbook] > 1 else ():
            shared.update(
                (item.person, need.runbook, step.move, step.part) for step in run_steps(need, item, problem.settings)
            )
    alone: dict[tuple[Level | None, bool], Cost] = {}
    found = {}
    for need in problem.needs:
        for item in need.candidates:
            kind = (item.level, need.taught)
            if about[need.runbook] > 1 or kind not in alone:
                cost = _cost(problem, need, item, shared)
                if about[need.runbook] == 1:
                    alone[kind] = cost
            else:
                cost = alone[kind]
            found[need.component, item.person] = cost
    return found


def _cost(problem: Problem, need: Need, item: Candidate, shared: Counter[tuple[str, str, str, int]]) -> Cost:
    own = own_steps(need, item, problem.settings)
    runs = [
        (step, max(1, shared[item.person, need.runbook, step.move, step.part]))
        for step in run_steps(need, item, problem.settings)
    ]
    return Cost(
        PART * len(own) + sum(PART // among for _, among in runs),
        PART * sum(step.hours for step in own) + sum(PART * step.hours // among for step, among in runs),
        PART * _mentored(own) + sum(PART * _mentored((step,)) // among for step, among in runs),
    )


def _mentored(steps: tuple[Step, ...]) -> int:
    return sum(step.hours for step in steps if step.mentored)


def budgets(problem: Problem) -> Budgets:
    """Return the hours that sessions can fill, all weeks together."""
    learn, teach = fillable(problem)
    return Budgets(*({name: sum(weeks) for name, weeks in has.items()} for has in (learn, teach)))


def fillable(problem: Problem) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    """Return the hours of learning, and of teaching, that sessions can fill, per person and week.

    Six hours a week hold one session of four, not one and a half.
    """
    every = [
        step
        for name in all_moves()
        for taught in (True, False)
        for step in steps(name, problem.settings, taught=taught)
    ]
    learning = tuple(sorted({step.hours for step in every}))
    teaching = tuple(sorted({step.hours for step in every if step.mentored}))
    return (
        {name: tuple(_filled(week, learning) for week in hours.learn) for name, hours in problem.hours.items()},
        {name: tuple(_filled(week, teaching) for week in hours.teach) for name, hours in problem.hours.items()},
    )


@cache
def _filled(hours: int, lengths: tuple[int, ...]) -> int:
    """Return the most hours up to a number that sessions of some lengths can fill."""
    sums = {0}
    for total in range(1, hours + 1):
        if any(total - length in sums for length in lengths):
            sums.add(total)
    return max(sums)
