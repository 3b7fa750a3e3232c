"""Handovers from Monday 1 June 2026."""

from datetime import date

import pytest

from kb.analyses.handover.propose import propose
from kb.analyses.handover.question import question
from kb.model.moment import noon
from kb.model.scenario import whom

MONDAY = date(2026, 6, 1)


@pytest.fixture
def ask():
    """Ask who is named, by a day or their own last."""

    def asked(base, *names, by=date(2026, 7, 10), at=MONDAY, **more):
        terms = tuple(whom(base, name) for name in names or ("ann",))
        return question(base, noon(at), terms, by, **more)

    return asked


@pytest.fixture
def told(ask):
    """Return the report on who is named."""

    def report(base, *names, runs=(), **more):
        return propose(ask(base, *names, **more), runs)

    return report
