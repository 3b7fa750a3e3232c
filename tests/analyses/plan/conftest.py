"""Small organisations to plan for."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from kb import testing
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


STEPS = "\n---\n\n## Steps\n\n### s1 · One\n\n- do: it\n- expect: it is done\n"


def organisation(ownership, architecture="services: {pay: {tier: 0, owner: till}}", runbooks=("fix: [pay]",), toml=""):
    """Return a base from a few lines; ``fix: [pay]`` is the runbook `fix` of the component `pay`, with steps."""
    if "till" in architecture and "till:" not in ownership:
        ownership += "\nteams: {till: {}}"
    files = {"architecture/a.yml": architecture + "\n", "ownership/a.yml": ownership + "\n"}
    for line in runbooks:
        name, _, components = line.partition(": ")
        files[f"runbooks/{name}.md"] = f"---\nid: {name}\nkind: diagnosis\ncomponents: {components}{STEPS}"
    if toml:
        files["kb.toml"] = toml
    loaded = testing.read(files)
    assert [finding.message for finding in loaded.findings] == []
    return loaded.base


@pytest.fixture
def make():
    """Make a base."""
    return organisation


@pytest.fixture
def planned():
    """Gather and solve: from Monday 1 June 2026 to a day, for targets."""

    def plan(base, by=date(2026, 6, 28), targets=None, **more):
        asked = Asked(base, noon(MONDAY), by, targets or {"pay": 2}, **more)
        gathered = gather(asked)
        return gathered, solve(gathered.problem)

    return plan
