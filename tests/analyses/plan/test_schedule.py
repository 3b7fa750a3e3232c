"""A timetable: courses whole or not at all, taken out without a trace, limits kept at their edges."""

from datetime import date, timedelta

import pytest

from kb.analyses.plan.need import Candidate, Hours, Need, Problem, Week
from kb.analyses.plan.schedule import Pair, Timetable
from kb.model.settings import PlanSettings
from kb.model.words import Level

MONDAY = date(2026, 6, 1)


def problem(weeks=3, hours=None, **settings):
    plan = tuple(
        Week(MONDAY + timedelta(weeks=number), MONDAY + timedelta(weeks=number, days=6)) for number in range(weeks)
    )
    usual = Hours((8,) * weeks, (6,) * weeks)
    names = ("ann", "bob", "cid", "mia", "max")
    return Problem(plan, (), {name: (hours or {}).get(name, usual) for name in names}, PlanSettings(**settings))


def pair(component, person, level=None, runbook=None, teachers=("mia",), written=True, below=()):
    candidate = Candidate(person, level, 0, (), teachers)
    need = Need(
        component, 0, 8, 0, 2, (candidate,), bool(teachers), runbook or f"r-{component}", written, (), frozenset(below)
    )
    return Pair(need, candidate)


def weeks(table, person):
    return [session.week for session in table.sessions if session.learner == person]


def test_a_course_fits_whole_or_leaves_nothing():
    table = Timetable(problem(weeks=2))
    assert not table.add([pair("pay", "ann")])  # three sessions with one mentor take three weeks
    assert list(table.sessions) == []
    assert table.add([pair("pay", "bob", Level.ASSIST)])
    assert weeks(table, "bob") == [0, 0]


def test_another_component_joins_a_course_or_changes_nothing():
    table = Timetable(problem(weeks=1))
    assert table.add([pair("pay", "ann", Level.OPERATE, "fix")])
    assert table.add([pair("ship", "ann", Level.OPERATE, "fix")])
    assert [session.components for session in table.sessions] == [("pay", "ship")]
    assert not table.add([pair("mail", "ann", None, "fix")])
    assert [session.components for session in table.sessions] == [("pay", "ship")]
    assert len(list(table.pairs)) == 2


def test_two_components_at_once_and_no_more():
    table = Timetable(problem(weeks=2, hours={"ann": Hours((40, 40), (0, 0))}))
    for name in ("a", "b", "c"):
        assert table.add([pair(name, "ann", Level.OPERATE)])
    assert weeks(table, "ann") == [0, 0, 1]


def test_two_learners_at_once_and_no_more():
    table = Timetable(problem(weeks=2, hours={"mia": Hours((0, 0), (40, 40))}))
    for person in ("ann", "bob", "cid"):
        assert table.add([pair("pay", person, Level.ASSIST)])
    assert [session.week for session in table.sessions if session.move == "guided-run"] == [0, 0, 1]


def test_the_mentor_with_whom_it_ends_first_is_taken_and_kept():
    busy = {"mia": Hours((0, 0, 0), (0, 0, 6))}
    table = Timetable(problem(hours=busy))
    assert table.add([pair("pay", "ann", Level.AWARE, teachers=("mia", "max"))])
    assert {session.teacher for session in table.sessions if session.teacher} == {"max"}


def test_mentors_take_turns_where_none_has_time_for_all():
    turns = {"mia": Hours((0,) * 3, (6, 0, 0)), "max": Hours((0,) * 3, (0, 6, 6))}
    table = Timetable(problem(hours=turns))
    assert table.add([pair("pay", "ann", Level.AWARE, teachers=("mia", "max"))])
    assert [session.teacher for session in table.sessions] == ["mia", "max", "max", None]


def test_what_is_learned_waits_for_what_it_stands_on_and_a_claim_does_not():
    late = {"mia": Hours((0,) * 4, (0, 6, 6, 6))}
    table = Timetable(problem(weeks=4, hours=late))
    assert table.add([pair("disk", "ann", Level.ASSIST)])
    assert table.add([pair("pay", "ann", Level.ASSIST, below=("disk",), teachers=("max",))])
    assert table.add([pair("ship", "ann", Level.OPERATE, below=("disk",))])
    begun = {session.components[0]: session.week for session in reversed(list(table.sessions))}
    assert begun == {"disk": 1, "pay": 2, "ship": 0}


def test_a_runbook_is_written_by_the_first_and_run_by_others_after_that():
    late = {"ann": Hours((0, 8, 8), (6, 6, 6))}
    table = Timetable(problem(hours=late))
    assert table.add([pair("pay", "ann", Level.OPERATE, written=False)])
    assert table.add([pair("pay", "bob", Level.OPERATE, written=False)])
    assert [session.move for session in table.sessions] == ["write-up", "drill", "drill"]
    assert weeks(table, "bob") == [1]


@pytest.mark.parametrize("level", [Level.AWARE, None])
def test_who_learns_writes_with_the_mentor(level):
    table = Timetable(problem(weeks=6))
    assert table.add([pair("pay", "ann", level, written=False)])
    assert next(session.teacher for session in table.sessions if session.move == "write-up") == "mia"
