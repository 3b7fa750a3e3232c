"""The answer to *who* in words: what is unknown, or no longer so, stands out."""

import pytest

from kb import testing
from kb.analyses.who.answer import answer, answers
from kb.analyses.who.asked import asked
from kb.documents import who, who_list
from kb.documents.document import Facts, Tone

PEOPLE = "people: {lou: {until: 2026-10-31}}\n"


@pytest.mark.parametrize(
    ("day", "teams", "said", "tone"),
    [
        ("2026-06-01", "teams: {till: {lead: lou}}\n", "till, led by lou", Tone.PLAIN),
        ("2026-11-01", "teams: {till: {lead: lou}}\n", "till, lead lou (left on 2026-10-31)", Tone.CAUTION),
        ("2026-11-01", "teams: {till: {}}\n", "till", Tone.PLAIN),
        ("2026-11-01", "", "unknown", Tone.UNKNOWN),
    ],
)
def test_an_owner_whose_lead_has_left_stands_out_and_one_unknown_more(day, teams, said, tone):
    owner = ": {owner: till}" if teams else ": {}"
    files = {"architecture/a.yml": f"services: {{pay{owner}}}\n", "ownership/a.yml": teams + PEOPLE}
    document = who.describe(answer(testing.read(files).base, "pay", testing.at(day)), f"At {day}")
    facts = next(block for block in document.blocks if isinstance(block, Facts))
    assert [(label, cell.text, cell.tone) for label, cell in facts.pairs if label == "Owner"] == [("Owner", said, tone)]


FILES = {
    "architecture/a.yml": "services:\n  pay: {needs: [psp, ledger]}\n  ledger: {runs_on: [cloud]}\n  cart: {}\n"
    "vendors:\n  psp: {title: Provider, contact: [{kind: ticket, to: desk}], support: {hours: 24x7, until: 2027-01-01}}\n"
    "  cloud: {support: none}\n  bank: {}\n",
    "ownership/a.yml": "people: {ann: {}}\nknowledge: {pay: none}\n",
}


def section(document, title):
    return next((block for block in document.blocks if getattr(block, "title", None) == title), None)


def told(component):
    return who.describe(answer(testing.read(FILES).base, component, testing.at()), "At")


def test_the_vendors_below_are_named_with_contact_and_support():
    rows = section(told("pay"), "Vendors it stands on").blocks[0].rows
    assert [tuple(cell.text for cell in row[:3]) for row in rows] == [
        ("cloud", "unknown", "none"),
        ("psp, Provider", "ticket desk", "24x7, until 2027-01-01"),
    ]
    assert section(told("cart"), "Vendors it stands on") is None


def test_a_vendor_may_be_asked_for_and_leads_to_what_names_it():
    base = testing.read(FILES).base
    for name in ("psp", "Provider"):
        document = who_list.describe(answers(base, asked(base, name, testing.at()), testing.at()), "At")
        assert "under pay" in document.blocks[0].pairs[0][1].text
        assert section(document, "Vendor").blocks[0].rows[0][1].text == "ticket desk"
    (nothing,) = asked(base, "bank", testing.at())
    assert nothing.components == ()


def test_unknown_is_not_nobody():
    assert section(told("cart"), "Can operate it").blocks[0].text == "It is unknown who can."
    assert section(told("pay"), "Can operate it").blocks[0].text.startswith("Nobody who is available")
