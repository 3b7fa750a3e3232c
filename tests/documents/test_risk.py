"""The report on risk says no more than is known."""

import pytest

from kb.analyses.risk.assess import Assessment
from kb.documents import risk, risk_component
from kb.documents.document import Paragraph
from kb.documents.risk import describe, describe_rows
from kb.render.text import Text
from kb.testing import at, base, read


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


SILENT = {
    "architecture/a.yml": "services:\n  told: {tier: 0, needs: []}\n  silent: {tier: 0}\n  above: {tier: 1, needs: [silent, told]}\n",
    "ownership/a.yml": "people: {ann: {}, bob: {}}\nknowledge:\n  told: {ann: operate}\n  above: {ann: operate, bob: operate}\n",
}


def test_what_is_unknown_is_empty_for_machines_and_a_bound_is_said_to_be_one():
    report = Assessment(read(SILENT).base, at()).report("all")
    (table,) = describe_rows(report, "At").blocks
    keys = [column.key for column in table.columns]
    wanted = ("component", "coverage", "proven", "bus_factor", "known", "bus_factor_is_bound", "needs_stated")
    assert [tuple(row[keys.index(key)].text for key in wanted) for row in table.rows] == [
        ("told", "1", "0", "1", "yes", "no", "yes"),
        ("silent", "", "", "", "no", "no", "no"),
        ("above", "2", "0", "1", "yes", "yes", "yes"),
    ]


def test_what_does_not_say_what_it_needs_is_named():
    report = Assessment(read(SILENT).base, at()).report("all")
    said = [block.text for block in describe(report, "At").blocks if isinstance(block, Paragraph)]
    assert any(text.startswith("1 component does not say what it needs (silent): more may lie below") for text in said)
    files = {
        **SILENT,
        "architecture/a.yml": SILENT["architecture/a.yml"].replace("silent: {tier: 0}", "silent: {needs: none}"),
    }
    told = describe(Assessment(read(files).base, at()).report("all"), "At")
    assert not any("not say what" in getattr(block, "text", "") for block in told.blocks)


def test_a_written_none_has_its_place():
    files = {**SILENT, "ownership/a.yml": "knowledge:\n  told: none\n"}
    document = risk_component.describe_component(Assessment(read(files).base, at()).component("told"), "At")
    texts = [
        block.text for part in document.blocks for block in getattr(part, "blocks", ()) if isinstance(block, Paragraph)
    ]
    assert "Who can operate it is nobody: `none` is written (ownership/a.yml:2)." in texts


def test_a_retired_component_that_is_needed_stays_in_the_report():
    files = {
        **SILENT,
        "architecture/a.yml": SILENT["architecture/a.yml"].replace("told: {", "told: {lifecycle: retired, "),
    }
    rows = Assessment(read(files).base, at()).report("all").rows
    assert "told" in [row.component for row in rows]
