"""An answer is said by its outcome; each carries its owner, its day and its grounds."""

import pytest

from kb import testing
from kb.analyses.readiness.answer import Outcome, Rank
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.grounds import dated, declared, observed
from kb.analyses.readiness.situation import Situation

SHOW = {
    "events/show.yml": "entry: [room]\nwindow: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n",
    "architecture/a.yml": "services: {room: {owner: rooms}}\n",
    "ownership/a.yml": "teams: {rooms: {}}\n",
}


@pytest.fixture
def say():
    base = testing.read(SHOW).base
    check = next(item for item in configure(base.settings).checks if item.code == "P1")
    return lambda subject="": check.say(Situation(base, base.events["show"], testing.at("2026-06-01")), subject)


def test_each_outcome_has_its_word(say):
    about, rests = say("room"), declared()
    assert about.fails("v", rests, "mend") == about.answer(Outcome.FAIL, "v", rests, "mend")
    assert about.stale("v", rests, "mend") == about.answer(Outcome.STALE, "v", rests, "mend")
    assert about.unknown("v", rests, "mend") == about.answer(Outcome.UNKNOWN, "v", rests, "mend")
    assert about.warns("v", rests, "mend") == about.answer(Outcome.WARN, "v", rests, "mend")
    assert about.passes("v", rests) == about.answer(Outcome.PASS, "v", rests)
    assert about.not_asked("v") == about.answer(Outcome.NOT_APPLICABLE, "v")


def test_an_answer_without_a_subject_is_about_the_event(say):
    assert say().passes("v", declared()).subject == "show"


def test_what_is_mended_has_its_owner_and_its_day_and_what_passes_no_repair(say):
    answer = say("room").fails("v", declared(), "mend")
    assert (answer.owner, str(answer.due), answer.repair) == ("rooms", "2026-05-20", "mend")
    assert say("room").answer(Outcome.PASS, "v", declared(), "mend").repair == ""


def test_grounds_are_the_lines_of_what_is_there():
    room = testing.read(SHOW).base.components["room"]
    ranks = [declared(room, None).rank, dated(room).rank, observed(room).rank]
    assert ranks == [Rank.DECLARED, Rank.DATED, Rank.OBSERVED]
    assert declared(room, None, room).sources == (room.source,)
