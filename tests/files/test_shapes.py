"""Shapes where a value is faulty."""

import pytest

from kb import testing
from kb.files.load import load
from kb.model.words import Evidence, PersonKind


def test_a_faulty_value_leaves_the_default_standing(tmp_path):
    (tmp_path / "ownership").mkdir()
    text = "people: {mia: {kind: emploee}}\nknowledge:\n  cart: {mia: {level: operate, by: drilled}}\n"
    (tmp_path / "ownership/a.yml").write_text(text)
    loaded = load(tmp_path)
    assert [finding.rule for finding in loaded.findings] == ["unknown-word", "unknown-reference", "unknown-word"]
    assert loaded.base.people["mia"].kind is PersonKind.EMPLOYEE
    assert loaded.base.knowledge["cart"]["mia"].by is Evidence.CLAIMED


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Europe/Berln", "Europe/Berlin"), ("America/New York", "America/New_York"), ("europe/london", "Europe/London")],
)
def test_a_misspelt_time_zone_is_answered_with_the_nearest(written, meant):
    (fault,) = testing.read({"ownership/a.yml": f"people: {{ann: {{timezone: {written}}}}}\n"}).findings
    assert fault.message == f"`{written}` is not a time zone; did you mean `{meant}`?"


def test_what_is_like_no_time_zone_gets_no_guess():
    (fault,) = testing.read({"ownership/a.yml": "people: {ann: {timezone: headquarters}}\n"}).findings
    assert fault.message == "`headquarters` is not a time zone"
