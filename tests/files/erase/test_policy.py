"""What becomes of each place."""

import pytest

from kb.files.erase.policy import Fate, fate, has_another_use, is_telling
from kb.model.base import Base


@pytest.mark.parametrize(
    ("file", "path", "expected"),
    [
        ("ownership/a.yml", ("teams", "t", "lead"), Fate.REMOVE),
        ("ownership/a.yml", ("knowledge", "pay"), Fate.REMOVE),
        ("ownership/a.yml", ("oncall", "line", "rotation"), Fate.REMOVE),
        ("ownership/a.yml", ("oncall", "line", "shifts", "person"), Fate.REMOVE_WHOLE),
        ("architecture/a.yml", ("services", "pay", "ladder", "decider"), Fate.REMOVE),
        ("architecture/a.yml", ("services", "pay", "capacity", "limit_confirmed", "by"), Fate.RENAME),
        ("events/e.yml", ("decider",), Fate.REMOVE),
        ("events/e.yml", ("forecast", "by"), Fate.RENAME),
        ("events/e/s.yml", ("sign", "subject"), Fate.RENAME),
        ("events/e/w.yml", ("waive", "owner"), Fate.RENAME),
        ("runbooks/r.md", ("authors",), Fate.RENAME),
        ("runbooks/log/r.yml", ("observer",), Fate.RENAME),
    ],
)
def test_fate(file, path, expected):
    assert fate(file, path) is expected


@pytest.mark.parametrize(
    ("person", "telling"), [("p-1", True), ("ann2", True), ("ann-lee", True), ("ann", False), ("mark", False)]
)
def test_an_id_with_a_digit_or_hyphen_is_telling(person, telling):
    assert is_telling(person) is telling


@pytest.mark.parametrize(
    ("person", "other"),
    [
        ("lead", True),
        ("expert", True),
        ("by", True),
        ("people", True),
        ("rollback", True),
        ("sign", True),
        ("ann", False),
        ("p-1", False),
    ],
)
def test_an_id_can_be_a_word_of_the_files(person, other):
    assert has_another_use(person, Base()) is other
