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


def test_what_is_out_of_use_says_so():
    lines = {"old": "{lifecycle: retired}", "kept": "{lifecycle: retired}", "pay": "{needs: [kept]}"}
    text = "services:\n" + "".join(f"  {name}: {line}\n" for name, line in lines.items())
    base = testing.read({"architecture/a.yml": text}).base
    states = {}
    for name in lines:
        document = who.describe(answer(base, name, testing.at()), "At")
        pairs = [pair for block in document.blocks if isinstance(block, Facts) for pair in block.pairs]
        states[name] = [cell.text for label, cell in pairs if label == "State"]
    assert states["old"] == ["retired, and nothing in use needs it: counted in no report on more than itself"]
    assert states["kept"] == states["pay"] == []


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


CALLED = {
    "architecture/a.yml": "services: {pay: {owner: core}, till: {owner: core}}\n",
    "ownership/a.yml": (
        "teams: {core: {aliases: [old-core], title: Core team}}\n"
        "people: {ann: {team: core}, bob: {team: core}, cy: {team: core}, dan: {}}\n"
        "knowledge: {pay: {ann: operate, bob: assist, dan: aware}}\n"
        "oncall:\n"
        "  first:\n"
        "    covers: [pay, till]\n"
        "    rotation: [ann, bob, cy, dan]\n"
        "    shifts:\n"
        "      - {person: bob, start: 2026-06-01T08:00Z, end: 2026-06-02T08:00Z}\n"
        "      - {person: ann, start: 2026-06-02T08:00Z, end: 2026-06-03T08:00Z}\n"
        "      - {person: cy, start: 2026-06-01T08:00Z, end: 2026-06-02T08:00Z, role: secondary}\n"
    ),
}


def called(day, name="pay"):
    base, at = testing.read(CALLED).base, testing.at(day)
    facts = section(who.describe(answer(base, name, at), "now"), "Whom to call").blocks[0]
    return {key: (cell.text, cell.tone) for key, cell in facts.pairs}


def test_whoever_is_on_call_and_cannot_restore_it_is_said_to_be_so():
    pairs = called("2026-06-01")
    assert pairs["On call now"][0].startswith("bob (can assist) until 2026-06-02T08:00")
    assert pairs["Second"] == ("cy (no entry for it)", Tone.CAUTION)
    assert called("2026-06-02")["On call now"][0].startswith("ann until")
    assert (
        "order of turns: ann, bob (can assist), cy (no entry for it), dan (is aware of it)"
        in called("2026-06-05")["On call"][0]
    )


def test_where_nothing_is_known_nobody_is_said_to_be_unable():
    assert called("2026-06-01", "till")["On call now"][0].startswith("bob until")


def test_a_team_may_be_asked_for_by_its_former_name():
    base, at = testing.read(CALLED).base, testing.at("2026-06-01")
    (team,) = asked(base, "old-core", at)
    assert (team.id, team.components, team.contact) == ("core", ("pay", "till"), ())
    facts = who.asked_for((team,))
    assert {key: cell.text for key, cell in facts.pairs} == {
        "Asked for": "old-core, alias of the team core with pay, till",
        "Reached by": "nobody has written how",
    }
