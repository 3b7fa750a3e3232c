"""The truth tables are whole: every outcome a check can say is shown by one of its rows, and every answer is complete."""

import importlib
import inspect
import re

import pytest

from kb import testing
from kb.analyses.readiness.answer import Outcome
from kb.analyses.readiness.assess import asked
from kb.analyses.readiness.checks import Check, SignedCheck
from kb.analyses.readiness.configure import configure, kinds
from kb.analyses.readiness.situation import Situation
from kb.documents.manual import EXAMPLE_DAY
from tests.analyses.readiness.examples import PAGES, edited


def answers(name):
    """Yield every answer of a check over its truth table and both examples."""
    tests = importlib.import_module(f"tests.analyses.readiness.checks.test_{name.replace('-', '_')}")
    page = PAGES[name]
    for edits in ([], *(row[1] for row in tests.TABLE)):
        yield from _asked(name, edited(page.files("Passes"), edits))
    yield from _asked(name, page.files("Fails"))


def _asked(name, files):
    base = testing.read(files).base
    check = next(check for check in configure(base.settings).checks if check.id == name)
    return asked(Situation(base, base.events["show"], testing.at(EXAMPLE_DAY)), check)


def sayable(name):
    """Return the outcomes named in the source of a check and of what it is made of."""
    made = [found for found in kinds()[name].__mro__ if issubclass(found, Check) and found not in (Check, SignedCheck)]
    words = {word for found in made for word in re.findall(r"Outcome\.([A-Z_]+)", inspect.getsource(found))}
    return words | ({"STALE", "UNKNOWN"} if issubclass(kinds()[name], SignedCheck) else set())


@pytest.mark.parametrize("name", kinds())
def test_every_outcome_a_check_can_say_is_in_its_table(name):
    assert sayable(name) - {answer.outcome.name for answer in answers(name)} == set()


@pytest.mark.parametrize("name", kinds())
def test_what_blocks_says_what_was_found_what_to_do_by_when_and_on_which_lines(name):
    for answer in answers(name):
        assert answer.value
        if answer.outcome.blocks or answer.outcome is Outcome.WARN:
            assert answer.repair
            assert answer.sources
        else:
            assert answer.outcome is Outcome.PASS or not answer.distance


@pytest.mark.parametrize("name", kinds())
def test_a_distance_agrees_with_its_outcome(name):
    for answer in answers(name):
        if answer.distance is not None and answer.outcome is Outcome.PASS:
            assert answer.distance.short <= 0, answer
