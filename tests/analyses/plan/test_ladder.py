"""Which sessions bring whom to a proven operate."""

import pytest

from kb.analyses.plan.ladder import all_moves, moves_from, steps
from kb.model.settings import PlanSettings
from kb.model.words import Level


@pytest.mark.parametrize(
    ("level", "taught", "alone"),
    [
        (None, "read pairing guided-run drill", "read rediscovery guided-run drill"),
        (Level.AWARE, "pairing guided-run drill", "rediscovery guided-run drill"),
        (Level.ASSIST, "guided-run drill", "guided-run drill"),
        (Level.OPERATE, "drill", "drill"),
        (Level.EXPERT, "drill", "drill"),
    ],
)
def test_the_level_shortens_the_ladder(level, taught, alone):
    assert " ".join(moves_from(level, taught=True)) == taught
    assert " ".join(moves_from(level, taught=False)) == alone


def test_long_moves_are_held_in_several_sessions():
    found = steps("pairing", PlanSettings(pairing=9), taught=True)
    assert [(step.hours, step.part, step.parts) for step in found] == [(4, 1, 3), (4, 2, 3), (1, 3, 3)]


def test_a_session_is_no_longer_than_a_week_allows():
    short = PlanSettings(learner_hours=3, mentor_hours=2)
    assert [step.hours for step in steps("drill", short, taught=True)] == [3, 1]
    assert [step.hours for step in steps("guided-run", short, taught=True)] == [2, 2]
    assert [step.hours for step in steps("guided-run", short, taught=False)] == [3, 1]


def test_only_an_unaided_drill_proves_anything():
    assert [name for name, move in all_moves().items() if move.proof is not None] == ["drill"]
