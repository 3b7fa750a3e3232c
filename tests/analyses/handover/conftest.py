"""Small organisations that hand over, from Monday 1 June 2026."""

from datetime import date

import pytest

from kb import testing
from kb.analyses.handover.propose import propose
from kb.analyses.handover.question import question
from kb.model.moment import noon
from kb.model.scenario import whom

MONDAY = date(2026, 6, 1)
STEPS = "\n---\n\n## Steps\n\n### s1 · One\n\n- do: it\n- expect: it is done\n"


@pytest.fixture
def make():
    """Make a base of ownership, architecture, and runbooks as `fix: [pay]`, with more files (path -> text) if need be."""

    def base(ownership, architecture="services: {pay: {tier: 0, owner: till}}", runbooks=("fix: [pay]",), files=None):
        if "teams:" not in ownership:
            ownership += "\nteams: {till: {}}"
        texts = {"architecture/a.yml": architecture + "\n", "ownership/a.yml": ownership + "\n"}
        for line in runbooks:
            name, _, rest = line.partition(": ")
            components, _, more = rest.partition(" | ")
            front = "".join(f"\n{item}" for item in more.split(" | ") if item)
            texts[f"runbooks/{name}.md"] = f"---\nid: {name}\nkind: diagnosis\ncomponents: {components}{front}{STEPS}"
        loaded = testing.read(texts | (files or {}))
        assert [finding.message for finding in loaded.findings] == []
        return loaded.base

    return base


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
