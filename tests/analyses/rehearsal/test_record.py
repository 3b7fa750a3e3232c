"""The finished run."""

from datetime import timedelta

import pytest

from kb.analyses.rehearsal.events import Answered, Finished, Outcome, Result, Stopped, Then
from kb.analyses.rehearsal.machine import Refused, replay
from kb.analyses.rehearsal.record import record

S1 = Answered(10, 0, Result.OK, confirmed="cid")


def shown(run):
    return [(step.id, step.result, step.seconds, step.note) for step in run.steps]


def test_a_step_left_out_by_a_jump_stands_where_it_was_left_out(plan):
    events = [
        S1,
        Answered(20, 1, Result.FAIL, "red", then=Then.JUMP, target=3),
        Answered(50, 3, Result.OK),
        Finished(61, Outcome.PASS),
    ]
    run = record(replay(plan, events))
    assert shown(run) == [
        ("s1", "ok", 10, None),
        ("s2", "fail", 10, "red"),
        ("s3", "skip", 0, "s2 led to s4"),
        ("s4", "ok", 30, None),
    ]
    assert (run.ended - run.started, run.outcome, run.steps_hash) == (timedelta(seconds=61), "pass", "abc")
    assert run.steps[0].confirmed == "cid"
    assert run.steps[0].hash == "hash-s1"


def test_steps_never_reached_are_skipped(plan):
    run = record(replay(plan, [S1, Stopped(20), Finished(21, Outcome.FAIL)]))
    assert shown(run)[1:] == [(name, "skip", 0, "not reached") for name in ("s2", "s3", "s4")]


def test_a_step_tried_twice_has_two_lines(plan):
    events = [
        S1,
        Answered(20, 1, Result.FAIL, then=Then.AGAIN),
        Answered(25, 1, Result.OK),
        Stopped(30),
        Finished(31, Outcome.FAIL),
    ]
    assert [step.id for step in record(replay(plan, events)).steps] == ["s1", "s2", "s2", "s3", "s4"]


def test_no_record_before_the_outcome_is_confirmed(plan):
    with pytest.raises(Refused, match="not finished"):
        record(replay(plan, [S1]))
