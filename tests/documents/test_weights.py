import os
from pathlib import Path

from kb.analyses.risk import critical, loss
from kb.analyses.risk.weights import weights
from kb.documents.weights import describe
from kb.model.settings import Settings
from kb.render.markdown import Markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "weights.md"


def test_the_page_is_what_the_code_says():
    drawn = Markdown().render(None, describe())
    if os.environ.get("UPDATE_EXPECTED"):
        PAGE.write_text(drawn, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == drawn


def test_every_weight_has_a_value_a_use_a_source_and_a_place():
    assert all(all(text.strip() for text in weight) for weight in weights())
    assert len({weight.name for weight in weights()}) == len(weights())


def test_values_are_those_of_the_constants(monkeypatch):
    monkeypatch.setattr(critical, "SMALL_SET", 17)
    monkeypatch.setattr(loss, "LEAVING_PERCENT", 33)
    values = {weight.name: weight.value for weight in weights()}
    assert values["small set"] == "17 people"
    assert values["people leaving"] == "33 % of N"
    assert values["tier weights"] == ", ".join(map(str, Settings().tier_weights))
