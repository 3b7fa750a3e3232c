"""What a run amounts to."""

import pytest

from kb.analyses.rehearsal.events import Answered, Help, Helped, Outcome, Result, Stopped, Then
from kb.analyses.rehearsal.machine import replay
from kb.analyses.rehearsal.outcome import computed, hasty, unanswered
from kb.model.words import Evidence

S1 = Answered(1, 0, Result.OK, confirmed="cid")
ALONE = Answered(1, 0, Result.DEVIATED, note="alone")
OK = [Answered(1, place, Result.OK) for place in range(4)]
SKIP = [Answered(1, place, Result.SKIP, note="why") for place in range(4)]
JUMP = Answered(1, 1, Result.FAIL, then=Then.JUMP, target=3)


@pytest.mark.parametrize(
    ("events", "outcome", "why"),
    [
        ([S1, *OK[1:]], Outcome.PASS, "every step"),
        ([S1, JUMP, OK[3]], Outcome.PASS, "every step"),
        ([S1, Answered(1, 1, Result.FAIL, then=Then.AGAIN), *OK[1:]], Outcome.PASS, "every step"),
        ([S1, SKIP[1], *OK[2:]], Outcome.PASS, "every step"),
        ([S1, Helped(1, Help.ASKED), *OK[1:]], Outcome.PASS, "every step"),
        ([S1, *OK[1:], Helped(1, Help.TOOK_OVER)], Outcome.PARTIAL, "took over"),
        ([S1, Answered(1, 1, Result.FAIL), *OK[2:]], Outcome.PARTIAL, "s2 failed"),
        ([S1, *SKIP[1:]], Outcome.PARTIAL, "more steps were skipped"),
        ([ALONE, *OK[1:]], Outcome.PARTIAL, "s1 was done without"),
        (SKIP, Outcome.FAIL, "no step"),
        ([S1, OK[1], Stopped(1)], Outcome.FAIL, "broke off"),
        ([S1, JUMP, Answered(1, 3, Result.FAIL, then=Then.STOP)], Outcome.FAIL, "broke off"),
        ([S1, OK[1], Stopped(1), Helped(1, Help.TOOK_OVER)], Outcome.PARTIAL, "broke off"),
        ([S1], Outcome.FAIL, "broke off"),
    ],
)
def test_computed(plan, events, outcome, why):
    found = computed(replay(plan, events))
    assert found.outcome is outcome
    assert why in found.why


def test_a_failed_step_told_afterwards_is_answered_by_the_step_it_leads_to(plan):
    fail, ok = Result.FAIL, Result.OK
    assert unanswered({"s1": ok, "s2": fail}, plan.steps) == ("s2",)
    assert unanswered({"s1": ok, "s2": fail, "s4": ok}, plan.steps) == ()
    assert unanswered({"s2": fail, "s4": fail}, plan.steps) == ("s2", "s4")
    assert unanswered({"s3": fail, "s4": ok}, plan.steps) == ("s3",)


@pytest.mark.parametrize(
    ("seconds", "kind", "expected"),
    [
        (3, Evidence.DRILL, [("s1", 3)]),
        (29, Evidence.INCIDENT, [("s1", 29)]),
        (30, Evidence.DRILL, []),
        (3, Evidence.TABLETOP, []),
    ],
)
def test_a_step_done_in_a_fraction_of_its_minutes(plan, seconds, kind, expected):
    first = plan.steps[0]._replace(minutes=5)
    timed = plan._replace(kind=kind, steps=(first, *(step._replace(minutes=None) for step in plan.steps[1:])))
    state = replay(timed, [Answered(seconds, 0, Result.OK, confirmed="cid"), *OK[1:]])
    assert [(step.id, took) for step, took in hasty(state)] == expected


def test_what_was_skipped_or_tried_for_long_was_not_hasty(plan):
    timed = plan._replace(kind=Evidence.DRILL, steps=tuple(step._replace(minutes=5) for step in plan.steps))
    events = [
        Answered(1, 0, Result.SKIP, note="why"),
        Answered(60, 1, Result.FAIL, then=Then.AGAIN),
        Answered(61, 1, Result.OK),
    ]
    assert hasty(replay(timed, events)) == ()
