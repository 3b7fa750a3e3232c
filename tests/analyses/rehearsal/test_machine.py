"""The rules of a rehearsal, event by event."""

import pytest

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

S1 = Answered(10, 0, Result.OK, confirmed="cid")
S2 = Answered(30, 1, Result.OK)
S3 = Answered(60, 2, Result.OK)
S4 = Answered(70, 3, Result.OK)


def test_steps_come_one_after_the_other_each_with_its_seconds(plan):
    state = replay(plan, [S1, S2, S3])
    assert [attempt.seconds for attempt in state.attempts] == [10, 20, 30]
    assert (state.current, state.step.id) == (3, "s4")
    assert replay(plan, [S1, S2, S3, S4]).current is None


def test_a_failed_step_goes_where_its_if_not_says(plan):
    state = replay(plan, [S1, Answered(30, 1, Result.FAIL, then=Then.JUMP, target=3)])
    assert state.current == 3


@pytest.mark.parametrize(
    ("then", "current", "stopped"), [(Then.AGAIN, 1, False), (Then.NEXT, 2, False), (Then.STOP, None, True)]
)
def test_or_is_tried_again_passed_over_or_ends_the_run(plan, then, current, stopped):
    state = replay(plan, [S1, Answered(30, 1, Result.FAIL, then=then)])
    assert (state.current, state.stopped) == (current, stopped)


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([Answered(1, 0, Result.OK)], "second person"),
        ([Answered(1, 0, Result.OK, confirmed="ann")], "another than the runner"),
        ([Answered(1, 0, Result.DEVIATED)], "done instead"),
        ([Answered(1, 0, Result.DEVIATED, note=" ")], "done instead"),
        ([Answered(1, 0, Result.SKIP)], "why it was skipped"),
        ([Answered(1, 1, Result.OK)], "step 1 is under way, not step 2"),
        ([S1, Answered(1, 1, Result.OK, then=Then.STOP)], "only a failed step"),
        ([S1, Answered(1, 1, Result.FAIL, then=Then.JUMP)], "a jump, and nothing else"),
        ([S1, Answered(1, 1, Result.FAIL, then=Then.JUMP, target=2)], "go elsewhere"),
        ([S1, Answered(1, 1, Result.FAIL, target=3)], "a jump, and nothing else"),
        ([Back(1)], "no answer to take back"),
        ([Noted(1, " ")], "needs words"),
        ([Paused(1), S1], "paused"),
        ([Finished(1, Outcome.FAIL)], "still under way"),
        ([Stopped(1), Stopped(2)], "no step"),
        ([Stopped(1), S1], "no step"),
        ([Stopped(1), Finished(2, Outcome.PASS)], "lowered, not raised"),
        ([Stopped(1), Finished(2, Outcome.FAIL), Helped(3, Help.ASKED)], "finished"),
    ],
)
def test_what_cannot_happen_is_refused_with_a_sentence(plan, events, why):
    *before, last = events
    state = replay(plan, before)
    with pytest.raises(Refused, match=why):
        apply(state, last)


def test_a_two_person_step_done_alone_is_a_deviation(plan):
    assert replay(plan, [Answered(1, 0, Result.DEVIATED, note="alone")]).current == 1


def test_an_answer_taken_back_keeps_its_seconds_on_the_timer(plan):
    state = replay(plan, [S1, S2, Back(50)])
    assert (state.current, state.attempts[0].answer, state.spent) == (1, S1, 40)
    assert replay(plan, [S1, S2, Back(50), Answered(55, 1, Result.OK)]).attempts[1].seconds == 45


def test_a_stop_can_be_taken_back(plan):
    state = replay(plan, [S1, Stopped(25, "the vendor called"), Back(40)])
    assert (state.current, state.stopped, state.spent, len(state.attempts)) == (1, False, 15, 1)
    assert state.followups == ("broke off at s2: the vendor called",)


def test_a_pause_does_not_count(plan):
    state = replay(plan, [S1, Paused(15), Resumed(1000, "abc"), Answered(1007, 1, Result.OK)])
    assert state.attempts[1].seconds == 12


def test_nor_does_the_time_after_a_crash(plan):
    state = replay(plan, [S1, Noted(14, "look at the fan"), Resumed(1000, "abc"), Answered(1007, 1, Result.OK)])
    assert state.attempts[1].seconds == 11


def test_a_clock_set_back_never_makes_time_run_backwards(plan):
    state = replay(plan, [S1, Answered(4, 1, Result.OK), Answered(12, 2, Result.OK)])
    assert [attempt.seconds for attempt in state.attempts] == [10, 0, 2]


def test_who_resumes_learns_of_changed_steps(plan):
    assert not replay(plan, [S1, Resumed(20, "abc")]).changed
    assert replay(plan, [S1, Resumed(20, "def")]).changed
    assert replay(plan, [S1, Resumed(20, None)]).changed


def test_the_last_word_on_help_counts(plan):
    assert replay(plan, [Helped(1, Help.TOOK_OVER), Helped(2, Help.ASKED)]).help is Help.ASKED
