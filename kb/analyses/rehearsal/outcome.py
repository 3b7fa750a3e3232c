"""What a run amounts to, computed from its steps. A runner may lower it, never raise it.

*pass*: the end was reached; every failed step was answered by the runbook's own ``if not``, or tried again
until it held; nobody took over; more steps done than skipped; second persons where they are asked for.
*fail*: the run broke off, or nothing was done. *partial*: all between, and a run that broke off because
someone took over.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from kb.analyses.rehearsal.events import Help, Outcome, Result
from kb.analyses.rehearsal.state import Attempt, State
from kb.model.runbook import Step


class Computed(NamedTuple):
    """An outcome and the clause that says why."""

    outcome: Outcome
    why: str


def computed(state: State) -> Computed:
    """Return what a run amounts to as it stands."""
    why = next(_reasons(state), None)
    return why or Computed(Outcome.PASS, "every step was done, or answered as the runbook says")


def _reasons(state: State) -> Iterator[Computed]:
    """Yield what keeps a run from being passed, the gravest first."""
    last = state.last
    results = [attempt.answer.result for attempt in last.values()]
    done = sum(result.done for result in results)
    took_over = state.help is Help.TOOK_OVER
    if state.stopped or state.current is not None:
        broke = "the run broke off before its last step"
        yield (
            Computed(Outcome.PARTIAL, f"{broke}, and someone took over") if took_over else Computed(Outcome.FAIL, broke)
        )
    if took_over:
        yield Computed(Outcome.PARTIAL, "someone took over")
    if not done:
        yield Computed(Outcome.FAIL, "no step was carried out")
    if failed := [place for place, attempt in last.items() if attempt.open_failure]:
        yield Computed(Outcome.PARTIAL, f"{_named(state, failed)} failed, and no way out of the runbook was taken")
    if results.count(Result.SKIP) > done:
        yield Computed(Outcome.PARTIAL, "more steps were skipped than done")
    if alone := [place for place, attempt in last.items() if attempt.answer.result.done and _alone(state, attempt)]:
        yield Computed(Outcome.PARTIAL, f"{_named(state, alone)} was done without a second person")


HASTY: Final = 0.1
"""Share of its planned minutes below which a step was hardly carried out. Our default: reading it alone takes as long."""


def hasty(state: State) -> tuple[tuple[Step, int], ...]:
    """Return the steps said to be done in a fraction of their planned minutes, with the seconds they took; none at a table.

    They count, as the runner says so; but the runner is asked before they do.
    """
    if not state.plan.kind.proves_operate:
        return ()
    taken: Counter[int] = Counter()
    for attempt in state.attempts:
        taken[attempt.answer.step] += attempt.seconds
    done = [place for place, attempt in sorted(state.last.items()) if attempt.answer.result.done]
    timed = ((state.plan.steps[place], taken[place]) for place in done)
    return tuple((step, seconds) for step, seconds in timed if step.minutes and seconds < step.minutes * 60 * HASTY)


def _alone(state: State, attempt: Attempt) -> bool:
    return state.plan.steps[attempt.answer.step].two_person and attempt.answer.confirmed is None


def _named(state: State, places: Collection[int]) -> str:
    return ", ".join(state.plan.steps[place].id for place in sorted(places))


def unanswered(results: Mapping[str, Result], steps: Collection[Step]) -> tuple[str, ...]:
    """Return the steps of a run told afterwards that failed without the way out their ``if not`` names being taken."""
    ways = {step.id: step.if_not for step in steps}
    done = {name for name, result in results.items() if result.done}
    return tuple(
        name for name, result in results.items() if result is Result.FAIL and not done & set(ways.get(name, ()))
    )
