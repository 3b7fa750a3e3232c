"""Small organisations that plan, learn and hand over."""

import pytest

from kb import testing

STEPS = "\n---\n\n## Steps\n\n### s1 · One\n\n- do: it\n- expect: it is done\n"


@pytest.fixture
def make():
    """Make a base of ownership, architecture, runbooks as `fix: [pay]`, settings, and more files (path -> text) if need be."""

    def base(
        ownership, architecture="services: {pay: {tier: 0, owner: till}}", runbooks=("fix: [pay]",), files=None, toml=""
    ):
        if "teams:" not in ownership:
            ownership += "\nteams: {till: {}}"
        texts = {"architecture/a.yml": architecture + "\n", "ownership/a.yml": ownership + "\n"}
        for line in runbooks:
            name, _, rest = line.partition(": ")
            components, _, more = rest.partition(" | ")
            front = "".join(f"\n{item}" for item in more.split(" | ") if item)
            texts[f"runbooks/{name}.md"] = f"---\nid: {name}\nkind: diagnosis\ncomponents: {components}{front}{STEPS}"
        if toml:
            texts["kb.toml"] = toml
        loaded = testing.read(texts | (files or {}))
        assert [finding.message for finding in loaded.findings] == []
        return loaded.base

    return base
