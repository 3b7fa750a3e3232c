"""Plans from Monday 1 June 2026, and the search that tries everything."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from kb.analyses.plan.gather import Asked, gather
from kb.analyses.plan.solve import solve
from kb.model.moment import noon

MONDAY = date(2026, 6, 1)


def _brute_force():
    path = Path(__file__).parents[3] / "benchmarks" / "plan_brute_force.py"
    spec = importlib.util.spec_from_file_location("benchmarks_plan_brute_force", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def brute_force():
    """The exhaustive search of the benchmarks."""
    return _brute_force()


@pytest.fixture
def planned():
    """Gather and solve: from Monday 1 June 2026 to a day, for targets."""

    def plan(base, by=date(2026, 6, 28), targets=None, **more):
        asked = Asked(base, noon(MONDAY), by, targets or {"pay": 2}, **more)
        gathered = gather(asked)
        return gathered, solve(gathered.problem)

    return plan
