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


def test_a_bus_factor_with_something_unknown_below_is_a_bound():
    known = "; ".join(f"{name} operates deep" for name in THREE)
    report, said = words(
        f"pay needs deep; {known}; top needs pay; {known.replace('deep', 'top')}; nobody operates gone; odd needs gone"
    )
    assert {row.component: risk.bus_factor(row) for row in report.rows} == {
        "deep": "3",
        "gone": "0",
        "odd": "0 (1 of 2 unknown)",  # nothing is less than none
        "pay": "<= 3 (1 of 2 unknown)",
        "top": "<= 3 (1 of 3 unknown)",
    }
    assert "<= 3 (1 of 2 unknown)" in said
    assert "<=: less, if what is unknown in there is held by fewer." in said
    assert "<=" not in words(known)[1]


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
    keys = list(table.keys)
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


def _two_ways(spare):
    book = "---\nkind: relaunch\ncovers: [{from: shop, to: main}]\nauthors: [eve]\n---\n## Steps\n\n### s1 Switch\n\n- Do: switch\n- Expect: 1\n"
    files = {
        "architecture/a.yml": "services:\n  shop: {needs: [{to: main, fallback: spare}]}\n  main: {needs: []}\n  spare: {needs: []}\n",
        "ownership/p.yml": "people: {ann: {}, bob: {}, cid: {}, eve: {}, fay: {}}\nknowledge:\n"
        "  shop: {ann: operate, bob: operate, cid: operate}\n  main: {ann: operate}\n  spare: {SPARE}\n".replace("SPARE", spare),
        "runbooks/x.md": book,
    }  # fmt: skip
    run = f"runbook: x\nsteps_hash: {read(files).base.runbooks['x'].steps_hash}\nkind: drill\nby: fay\nhelp: none\noutcome: pass\n"
    files["runbooks/log/r.yml"] = f"{run}started: 2026-05-01T10:00Z\nended: 2026-05-01T10:10Z\n"
    return Assessment(read(files).base, at())


def test_two_ways_held_by_one_say_why_the_bus_factor_is_one_and_nothing_weak():
    assessment = _two_ways("ann: operate")
    report = assessment.report("all")
    shop = next(row for row in report.rows if row.component == "shop")
    assert (shop.bus_factor, shop.weak) == (1, 0)
    why = "either of two ways suffices, but one absence stops both, as far as is known"
    said = " ".join(Text().render(None, describe(report, "")).split())
    assert f"Bus factor 1 with weak 0 (shop; shop > main or spare): {why}." in said
    explained = Text().render(None, risk_component.describe_component(assessment.component("shop"), ""))
    assert f"Bus factor 1, with nothing weak below: {why};" in " ".join(explained.split())


def test_two_ways_held_by_one_each_say_what_has_to_be_lost_together():
    assessment = _two_ways("bob: operate")
    report = assessment.report("all")
    assert next(row.bus_factor for row in report.rows if row.component == "shop") == 2
    assert "with weak 0" not in Text().render(None, describe(report, ""))
    explained = Text().render(None, risk_component.describe_component(assessment.component("shop"), ""))
    assert "main with spare (2 in all), by shop > main or spare" in explained


def test_the_first_steps_say_how_many_are_not_among_them():
    seven = "; ".join(f"ann operates s{number}" for number in range(7))
    said = words(seven)[1]
    assert "2 more components are not held. The nearest repair of each: kb risk --component ID" in said
    assert "1 more component is not held." in words(seven.replace("; ann operates s6", ""))[1]
    assert "not held. The nearest" not in words("; ".join(seven.split("; ")[:5]))[1]


@pytest.mark.parametrize(
    ("held", "said"),
    [("ann operates pay", "Weakest pay itself (1)"), ("ann operates pay; nobody operates key; pay needs key", "Weakest key (0), by pay > key")],
)  # fmt: skip
def test_the_weakest_is_said_by_the_way_to_it_or_as_itself(held, said):
    component = Assessment(base(held), at()).component("pay")
    assert said in " ".join(Text().render(None, risk_component.describe_component(component, "")).split())


def test_a_component_says_what_is_silent_below_it_and_that_it_is_out_of_use():
    found = read(
        {
            "architecture/a.yml": "services:\n  pay: {needs: [ledger]}\n  ledger: {}\n  old: {lifecycle: retired, needs: []}\n",
            "ownership/a.yml": "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}, ledger: {ann: operate}}\n",
        }
    ).base
    assessment = Assessment(found, at())
    said = " ".join(Text().render(None, risk_component.describe_component(assessment.component("pay"), "")).split())
    assert "1 component does not say what it needs (ledger): more may lie below" in said
    assert said.index("1. ledger: ") < said.index("2. pay: ")
    said = " ".join(Text().render(None, risk_component.describe_component(assessment.component("old"), "")).split())
    assert "State retired, and nothing in use needs it" in said
    assert "Nearest repair" not in said
    assert "does not say what it needs" not in said
