"""Truth tables of checks: the passing example of the manual page, edited until it no longer passes."""

import pytest

from kb import testing
from kb.analyses.readiness.assess import answers
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.situation import Situation
from kb.documents.manual import EXAMPLE_DAY
from kb.model.moment import parse_instant
from tests.analyses.readiness.examples import PAGES, edited


@pytest.fixture
def ask():
    """Return all answers of a check on its passing example, edited."""

    def ask(name, *edits, at=None, loose=False):
        loaded = testing.read(edited(PAGES[name].files("Passes"), edits))
        assert loaded.findings == (), loaded.findings
        check = next(check for check in configure(loaded.base.settings).checks if check.id == name)
        when = parse_instant(at) if at else testing.at(EXAMPLE_DAY)
        case = Situation(loaded.base, loaded.base.events["show"], when)
        return answers(case, check) if loose else tuple(check.look(case))

    return ask


@pytest.fixture
def outcome(ask):
    """Return the name of the worst outcome of a check on its passing example, edited."""

    def outcome(name, *edits, at=None, loose=False):
        return min(
            (answer.outcome for answer in ask(name, *edits, at=at, loose=loose)), key=lambda found: found.order
        ).name

    return outcome
