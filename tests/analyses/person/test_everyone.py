from pathlib import Path

import pytest

from kb.analyses.person.stored import everyone, stored
from kb.files.load import load

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("folder", [ROOT, ROOT / "examples" / "lantern"], ids=["founding", "lantern"])
def test_it_says_of_each_what_is_said_when_asked_for_one(folder):
    base = load(folder).base
    found = everyone(base)
    assert list(found) == list(base.people)
    for person in base.people:
        assert found[person] == stored(base, person)
