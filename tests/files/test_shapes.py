"""Shapes where a value is faulty."""

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
