"""The nearest repair of each kind of loss, by those who remain."""

from kb.analyses.risk.whatif import Comparison
from kb.model.moment import noon, parse_day
from kb.model.scenario import Scenario, terms, whom
from kb.testing import read

AT = noon(parse_day("2026-09-14"))
FILES = {
    "architecture/a.yml": """\
services:
  shop: {owner: till, tier: 0, needs: [pay]}
  pay: {owner: till, tier: 0, runs_on: [cloud], capacity: {limit_confirmed: {value: 5, by: ann, date: 2026-01-01}}}
vendors: {cloud: {}}
""",
    "ownership/a.yml": """\
teams: {till: {lead: ann}, books: {}, idle: {}}
people:
  ann: {team: till, roles: [decider]}
  bob: {team: books}
  cid: {team: idle, roles: [vendor-liaison, comms]}
knowledge:
  shop: {ann: operate, bob: operate}
  pay: {ann: operate, cid: assist}
oncall:
  tills: {covers: [shop], rotation: [ann], escalation: [ann], shifts: [{person: ann, start: 2026-09-20T08:00Z, end: 2026-09-20T20:00Z}]}
""",
    "events/fair.yml": """\
window: {start: 2026-10-01T18:00Z, end: 2026-10-01T20:00Z}
entry: [shop]
decider: ann
deputy: bob
roles: {scribe: ann}
comms: {owner: ann}
""",
}


def repairs(files, *named):
    base = read(files).base
    scenario = Scenario("", None, None, terms(whom(base, name) for name in named), None)
    found, _ = Comparison(base, AT, scenario).report("all")
    return [(repair.component, repair.sentence, repair.people) for repair in found.repairs]


def test_each_loss_has_its_repair_in_order_of_consequence():
    assert repairs(FILES, "ann") == [
        (
            "pay",
            "write a runbook for pay with ann before ann goes, then drill it with cid, who can already assist",
            ("cid",),
        ),
        ("tills", "add bob, who can operate some of what it covers, to the rotation", ("bob",)),
        ("shop", "nobody in team till is free to learn it: name someone for bob to teach", ("bob",)),
        ("tills", "give the shift that falls open to bob", ("bob",)),
        ("fair", "let bob be decider", ("bob",)),
        ("fair", "let cid be comms", ("cid",)),
        ("fair", "name another scribe: nobody who remains is written as one", ()),
        ("tills", "put somebody who remains in the place of step 1 of its escalation", ()),
        ("till", "give what it owns to team books, which operates most of it among those who remain", ()),
        ("cloud", "make cid known to the vendor before its contacts go", ("cid",)),
    ]


def test_where_nobody_remains_it_is_said():
    said = [sentence for _, sentence, _ in repairs(FILES, "ann", "bob", "cid")]
    assert "nobody else who remains can operate what it covers: hand its pages to another rotation" in said
    assert "give the shift that falls open to another rotation" in said
    assert "name another decider: nobody who remains is written as one" in said
    assert "name another owner for what it owns: no other team is written to operate any of it" in said
    assert all(people == () for _, _, people in repairs(FILES, "ann", "bob", "cid"))


def first(knowledge, *named, runbook=""):
    files = {
        "architecture/a.yml": "services:\n  pay: {owner: till, tier: 0}\n",
        "ownership/a.yml": "teams: {till: {}, books: {}}\n"
        "people: {ann: {team: till}, bob: {team: books}, cid: {team: books}, raj: {team: till}}\n"
        f"knowledge:\n  pay: {knowledge}\n",
    }
    return repairs(files, *named)[0][1:]


def test_those_who_go_teach_before_they_go():
    write = "write a runbook for pay together, then drill it"
    assert first("{raj: operate, cid: aware}", "raj") == (f"pair cid with raj before raj goes, {write}", ("cid",))
    assert first("{raj: operate}", "raj") == (f"pair ann with raj before raj goes, {write}", ("ann",))
    assert first("{raj: operate}", "raj", "ann") == (f"name someone for raj to teach before raj goes, {write}", ())


def test_members_of_a_group_teach_without_being_named():
    write = "write a runbook for pay together, then drill it"
    assert first("{raj: operate, cid: aware}", "team:till") == (
        f"pair cid with those who go before they go, {write}",
        ("cid",),
    )
    assert first("{raj: operate, ann: operate, cid: aware}", "ann", "team:till") == (
        f"pair cid with ann before ann goes, {write}",
        ("cid",),
    )
    assert "raj" not in first("{raj: operate}", "team:till")[0]
