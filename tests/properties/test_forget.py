"""Whoever is forgotten, the files load without a fault and name them nowhere."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.files.editing.changes import write_together
from kb.files.erase.forgetting import forgetting
from kb.files.load import load

ROOT = Path(__file__).parents[2]
BASES = {"spaces": ROOT, "lantern": ROOT / "examples/lantern"}
FOLDERS = ("architecture", "ownership", "runbooks", "events")


@pytest.fixture(scope="module", params=BASES)
def example(request):
    return BASES[request.param], load(BASES[request.param]).base


@given(data=st.data())
@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_forgetting_anyone(example, tmp_path_factory, data):
    root, base = example
    person = base.people[data.draw(st.sampled_from(sorted(base.people)))]
    copy = tmp_path_factory.mktemp("base")
    for folder in FOLDERS:
        shutil.copytree(root / folder, copy / folder)
    shutil.copyfile(root / "kb.toml", copy / "kb.toml")

    found = forgetting(copy, base, person, date(2022, 1, 1))
    assert found.left == ()
    write_together(copy, found.changes)

    loaded = load(copy)
    assert loaded.findings == ()
    assert loaded.base.people.keys() - {found.pseudonym} == base.people.keys() - {person.id}
    assert len(loaded.base.runs) == len(base.runs)
    assert len(loaded.base.signs + loaded.base.waives + loaded.base.polls) == len(base.signs + base.waives + base.polls)
    name = re.compile(rf"(?<![a-z0-9]){re.escape(person.id)}(?![a-z0-9])")
    for file in copy.rglob("*"):
        assert not name.search(file.name), file
        assert not (file.is_file() and name.search(file.read_text())), file
    for component, knowers in base.knowledge.items():
        rest = {other: knows.level for other, knows in knowers.items() if other != person.id}
        assert {other: knows.level for other, knows in loaded.base.knowledge[component].items()} == rest
