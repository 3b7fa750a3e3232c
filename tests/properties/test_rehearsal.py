"""Rehearsals, for any sequence of events: the journal replayed is the live state, and its record reads without a fault."""

import contextlib
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.rehearsal.events import (
    Answered,
    Back,
    Finished,
    Help,
    Helped,
    Noted,
    Outcome,
    Paused,
    Result,
    Resumed,
    Stopped,
    Then,
)
from kb.analyses.rehearsal.machine import Refused, apply, replay
from kb.analyses.rehearsal.outcome import computed
from kb.analyses.rehearsal.plan import Plan
from kb.analyses.rehearsal.record import record
from kb.analyses.rehearsal.state import State
from kb.files.rehearsals.journal import Journal, read
from kb.files.rehearsals.records import log_folder, read_run, run_text
from kb.files.rehearsals.texts import fit
from kb.model.runbook import Step
from kb.model.source import Source
from kb.model.words import Evidence

WAYS = (("s3",), ("escalate",), ("s1", "s4"), ())
STEPS = tuple(
    Step(f"s{n + 1}", "T", ("do",), None, ways, None, 1, n == 1, f"{n}", Source("runbooks/b.md", n, 1))
    for n, ways in enumerate(WAYS)
)
PLAN = Plan("b", "B", Evidence.DRILL, "ann", None, datetime(2026, 6, 1, tzinfo=UTC), "abc", STEPS)

texts = st.text(max_size=30) | st.sampled_from(
    ["# x", "a: b", "'", '"', "\n", "\x1b[0m", "password: hunter22", "<b>", "...", "\u2028"]
)
times = st.integers(0, 5000)
results = st.sampled_from(Result)
answers = st.builds(
    Answered, times, st.integers(0, 3), results, st.none() | texts, st.sampled_from([None, "bob", "ann"]), st.sampled_from(Then),
    st.sampled_from([None, 0, 2, 3]),
)  # fmt: skip
events = (
    st.builds(Back, times) | st.builds(Helped, times, st.sampled_from(Help)) | st.builds(Noted, times, texts) | st.builds(Paused, times)
    | st.builds(Resumed, times, st.sampled_from([None, "abc", "def"])) | st.builds(Stopped, times, st.none() | texts)
    | st.builds(Finished, times, st.sampled_from(Outcome)) | answers
)  # fmt: skip


@st.composite
def histories(draw):
    """Events a run can take; most answers fit the step under way, so that runs reach their end."""
    state, taken = State(PLAN), []
    for _ in range(draw(st.integers(0, 25))):
        event = draw(fitting(state) | events)
        with contextlib.suppress(Refused):
            state = apply(state, event)
            taken.append(event)
    return taken


def fitting(state):
    if not state.running:
        return st.builds(Resumed, times, st.just("abc"))
    if state.current is None:
        return st.builds(Finished, times, st.sampled_from(Outcome))
    said = st.builds(Answered, times, st.just(state.current), results, texts, st.just("bob"))
    jumps = [st.builds(Answered, times, st.just(state.current), st.just(Result.FAIL), texts, st.none(), st.just(Then.JUMP), st.just(target))
             for target in PLAN.targets(state.current)]  # fmt: skip
    return st.one_of(said, *jumps)


@settings(max_examples=60, deadline=None)
@given(histories(), st.data())
def test_the_journal_replayed_is_the_live_state_wherever_it_is_cut(history, data):
    with tempfile.TemporaryDirectory() as name:
        with Journal.create(log_folder(Path(name)), PLAN) as journal:
            states = [journal.state] + [journal.take(event) for event in history]
            whole = journal.path.read_bytes()
        assert read(whole, "").state == states[-1] == replay(PLAN, history)
        cut = data.draw(st.integers(whole.index(b"\n") + 1, len(whole)))
        journal.path.write_bytes(whole[:cut])
        with Journal.open(journal.path) as again:
            assert again.state == states[whole[:cut].count(b"\n") - 1]


@settings(max_examples=120, deadline=None)
@given(histories())
def test_whatever_happens_the_record_reads_without_a_fault_and_tells_it_all(history):
    state = replay(PLAN, history)
    if state.outcome is None:
        return
    run = record(state)
    found, findings = read_run(run_text(run), run.source.path)
    assert findings == ()
    assert [(step.id, step.result, step.seconds, step.note or None) for step in found.steps] == [
        (step.id, step.result, step.seconds, fit(step.note or "").text or None) for step in run.steps
    ]
    assert {step.id for step in found.steps} == {step.id for step in STEPS}
    assert found.outcome == state.outcome.value
    assert state.outcome.rank >= computed(state._replace(outcome=None)).outcome.rank
    assert (found.ended - found.started).total_seconds() == state.t


@given(histories())
def test_time_never_runs_backwards_and_no_step_takes_longer_than_the_run(history):
    state, before = State(PLAN), 0
    for event in history:
        state = apply(state, event)
        assert state.t >= before
        assert state.spent >= 0
        assert (
            sum(attempt.seconds for attempt in state.attempts) + (state.spent if state.current is not None else 0)
            <= state.t
        )
        before = state.t


@given(texts | st.text(max_size=200))
def test_a_text_made_fit_stays_fit(text):
    fitted = fit(text).text
    assert fit(fitted) == (fitted, ())
