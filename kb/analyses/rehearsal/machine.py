"""The rules of a rehearsal: :func:`apply` takes a state and an event and returns the next state.

It is a function of its arguments alone, so a journal of events replayed gives the very state the run was in.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, Final

from kb.analyses.rehearsal.events import (
    Answered,
    Back,
    Event,
    Finished,
    Helped,
    Noted,
    Paused,
    Result,
    Resumed,
    Stopped,
    Then,
)
from kb.analyses.rehearsal.outcome import computed
from kb.analyses.rehearsal.plan import Plan
from kb.analyses.rehearsal.state import Attempt, State


class Refused(ValueError):  # noqa: N818 - an event that was not taken is no fault of the program
    """An event that cannot happen in the state; the message is a sentence for the runner."""


def replay(plan: Plan, events: Iterable[Event]) -> State:
    """Return the state a run is in after some events.

    Raises:
        Refused: if they cannot have happened in this order.
    """
    return reduce(apply, events, State(plan))


def apply(state: State, event: Event) -> State:
    """Return the state after one event. Time never runs backwards: an earlier ``t`` counts as the last one.

    Raises:
        Refused: if it cannot happen; the state is then as it was.
    """
    if state.outcome is not None:
        raise Refused("the run is finished")
    if not state.running and not isinstance(event, Resumed):
        raise Refused("the run is paused: resume it first")
    if isinstance(event, Resumed):
        state = state._replace(carried=state.spent)  # up to the last event known
    return _RULES[type(event)](state._replace(t=max(state.t, event.t)), event)


def _resumed(state: State, event: Resumed) -> State:
    """Go on; time between the last event before a crash and this one is unknown, and counts for nothing."""
    changed = event.steps_hash != state.plan.steps_hash
    return state._replace(began=state.t, running=True, changed=changed)


def _paused(state: State, _: Paused) -> State:
    return state._replace(carried=state.spent, began=state.t, running=False)


def _helped(state: State, event: Helped) -> State:
    return state._replace(help=event.help)


def _noted(state: State, event: Noted) -> State:
    return state._replace(followups=(*state.followups, _said(event.text, "a follow-up needs words")))


def _answered(state: State, event: Answered) -> State:
    if state.current is None:
        raise Refused("no step is under way")
    if event.step != state.current:
        raise Refused(f"step {state.current + 1} is under way, not step {event.step + 1}")
    _check(state, event)
    following = {
        Then.NEXT: event.step + 1,
        Then.AGAIN: event.step,
        Then.JUMP: event.target,
        Then.STOP: None,
    }[event.then]
    if following == len(state.plan.steps):
        following = None
    return state._replace(
        attempts=(*state.attempts, Attempt(event, state.spent)),
        current=following,
        carried=0,
        began=state.t,
        stopped=event.then is Then.STOP,
    )


def _check(state: State, event: Answered) -> None:
    """Refuse an answer that does not fit its step."""
    step = state.plan.steps[event.step]
    if event.result in (Result.SKIP, Result.DEVIATED):
        what = "why it was skipped" if event.result is Result.SKIP else "what was done instead"
        _said(event.note or "", f"say {what}")
    if event.confirmed == state.plan.by:
        raise Refused("the second person must be another than the runner")
    if step.two_person and event.result is Result.OK and event.confirmed is None:
        raise Refused("this step needs a second person to confirm it; done alone it is a deviation")
    if event.then is not Then.NEXT and event.result is not Result.FAIL:
        raise Refused("only a failed step leads elsewhere than to the next one")
    if (event.target is not None) != (event.then is Then.JUMP):
        raise Refused("a jump, and nothing else, has a step to go to")
    if event.then is Then.JUMP and event.target not in state.plan.targets(event.step):
        raise Refused("the step says to go elsewhere if it fails")


def _said(text: str, refusal: str) -> str:
    if not text.strip():
        raise Refused(refusal)
    return text


def _back(state: State, _: Back) -> State:
    """Take the last answer back, or the stop; what the step has taken so far stays on its timer."""
    if state.left is not None:
        return state._replace(current=state.left, left=None, stopped=False, began=state.t)
    if not state.attempts:
        raise Refused("there is no answer to take back")
    *before, last = state.attempts
    spent = last.seconds + (state.spent if state.current is not None else 0)
    return state._replace(attempts=tuple(before), current=last.answer.step, carried=spent, began=state.t, stopped=False)


def _stopped(state: State, event: Stopped) -> State:
    step = state.step
    if step is None:
        raise Refused("no step is under way")
    said = (f"broke off at {step.id}: {event.why}",) if event.why and event.why.strip() else ()
    return state._replace(
        current=None,
        left=state.current,
        carried=state.spent,
        began=state.t,
        stopped=True,
        followups=(*state.followups, *said),
    )


def _finished(state: State, event: Finished) -> State:
    if state.current is not None:
        raise Refused(f"step {state.current + 1} is still under way")
    best = computed(state)
    if event.outcome.rank < best.outcome.rank:
        raise Refused(f"the steps show {best.outcome.value} ({best.why}); it can be lowered, not raised")
    return state._replace(outcome=event.outcome)


_RULES: Final[dict[type[Any], Callable[[State, Any], State]]] = {
    Answered: _answered,
    Back: _back,
    Helped: _helped,
    Noted: _noted,
    Paused: _paused,
    Resumed: _resumed,
    Stopped: _stopped,
    Finished: _finished,
}
