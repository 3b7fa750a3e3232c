"""What every move must keep: its manual page, and the examples in it."""

import importlib

import pytest

from kb import testing
from kb.analyses.plan import moves
from kb.analyses.plan.ladder import all_moves
from kb.cli.explain import page

HOUSE = ("Why", "How to fix", "Source of thresholds", "Passes", "Fails")


@pytest.fixture
def holds():
    """Check one move: its page is whole, the examples do what they say, its hours are a key of ``[plan]``."""

    def check(name):
        found = page("move", moves, name)
        assert tuple(part for part, _ in found.parts) == HOUSE
        passes, fails = (testing.read(found.files(part)) for part in ("Passes", "Fails"))
        assert passes.findings == ()
        assert fails.findings
        key = name.replace("-", "_")
        wanted = passes.base.settings.plan
        assert getattr(wanted, key) != getattr(type(wanted)(), key)  # the example sets another number than ours
        move = all_moves()[name]
        assert move.hours(wanted) == getattr(wanted, key)
        assert importlib.import_module(type(move).__module__).__doc__
        return move

    return check
