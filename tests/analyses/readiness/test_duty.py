"""What a shift does not say: checks that rest on who is on duty do not pass while it is missing."""

import pytest

from kb import testing
from kb.analyses.readiness.assess import asked
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.situation import Situation
from kb.documents.manual import EXAMPLE_DAY
from tests.analyses.readiness.examples import PAGES, edited

ON_SHIFTS = ["access", "fatigue", "game-day", "rehearsed-on-duty"]
SHIFT = "shifts: [{person: ann,"


def said(name, *edits):
    base = testing.read(edited(PAGES[name].files("Passes"), edits)).base
    check = next(check for check in configure(base.settings).checks if check.id == name)
    case = Situation(base, base.events["show"], testing.at(EXAMPLE_DAY))
    return {answer.outcome.name: answer.value for answer in asked(case, check)}


@pytest.mark.parametrize("name", ON_SHIFTS)
@pytest.mark.parametrize(
    "shift",
    [
        "{start: 2026-06-03T18:00Z, end: 2026-06-03T19:00Z}",
        "{person: ann, start: 2026-06-03T18:00Z}",
        "{person: ann, end: 2026-06-03T19:00Z}",
    ],
)
def test_a_shift_that_does_not_say_all_keeps_a_check_from_passing(name, shift):
    assert "live" in said(name, (SHIFT, SHIFT.replace("[", f"[{shift}, ")))["UNKNOWN"]


@pytest.mark.parametrize("name", ON_SHIFTS)
@pytest.mark.parametrize("shift", ["{person: ann, end: 2026-06-01T19:00Z}", "{person: ann, start: 2026-06-08T18:00Z}"])
def test_one_far_from_the_event_does_not(name, shift):
    assert "UNKNOWN" not in said(name, (SHIFT, SHIFT.replace("[", f"[{shift}, ")))


@pytest.mark.parametrize("name", ON_SHIFTS)
def test_elsewhere_it_matters_only_for_those_on_duty(name):
    others = "oncall: {other: {covers: [], shifts: [{person: WHO, start: 2026-06-03T18:00Z}]}, "
    assert "UNKNOWN" in said(name, ("oncall: {", others.replace("WHO", "ann")))
    found = said(name, ("oncall: {", others.replace("WHO", "eve")), ("people: {", "people: {eve: {}, "))
    assert "UNKNOWN" not in found


@pytest.mark.parametrize("name", ["access", "game-day"])
def test_a_second_rotation_without_shifts_keeps_a_check_from_passing(name):
    assert "more" in said(name, ("oncall: {", "oncall: {more: {covers: [room], rotation: [ann]}, "))["UNKNOWN"]
