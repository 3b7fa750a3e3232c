"""The report on risk says no more than is known."""

import pytest

from kb.analyses.risk.assess import Assessment
from kb.documents import risk
from kb.render.text import Text
from kb.testing import at, base


def words(text):
    report = Assessment(base(text), at()).report("all")
    return report, " ".join(Text().render(None, risk.describe(report, "")).split())


THREE = ["ann", "bob", "cid"]


def test_the_bus_factor_of_a_component_that_is_unknown_itself_is_a_bound():
    known = "; ".join(f"{name} operates deep" for name in THREE)
    report, said = words(
        f"pay needs deep; {known}; top needs pay; {known.replace('deep', 'top')}; nobody operates gone; odd needs gone"
    )
    assert {row.component: risk.bus_factor(row) for row in report.rows} == {
        "deep": "3",
        "gone": "0",
        "odd": "0 (1 of 2 unknown)",  # nothing is less than none
        "pay": "<= 3 (1 of 2 unknown)",
        "top": "3 (1 of 3 unknown)",
    }
    assert "<= 3 (1 of 2 unknown)" in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ann operates pay; bob operates pay; ann operates key; bob operates key", "2 thin. None is held. 2 people"),
        ("; ".join(f"{name} operates pay, key" for name in THREE), "2 held. None of 2 is proven to be held. 3 people"),
        ("; ".join(f"{name} operates pay" for name in THREE) + "; ann operates key", "None of 2 is proven to be held."),
    ],
)
def test_proof_of_being_held_is_spoken_of_only_where_something_is_held(text, sentence):
    assert sentence in words(text)[1]
