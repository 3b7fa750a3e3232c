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
        ("pay", "write a runbook for pay, then drill it with cid, who can already assist", ("cid",)),
        ("tills", "add bob, who can operate some of what it covers, to the rotation", ("bob",)),
        ("shop", "nobody in team till is free to learn it: name someone for bob to teach", ("bob",)),
        ("tills", "give the shift that falls open to bob", ("bob",)),
        ("fair", "let bob be decider", ("bob",)),
        ("fair", "let cid be comms", ("cid",)),
        ("fair", "name another scribe: nobody who remains is written as one", ()),
        ("tills", "put somebody who remains in the place of step 1 of its escalation", ()),
        ("till", "give what it owns to team books, which operates most of it among those who remain", ()),
        ("cloud", "make cid known to the vendor before they go", ("cid",)),
    ]


def test_where_nobody_remains_it_is_said():
    said = [sentence for _, sentence, _ in repairs(FILES, "ann", "bob", "cid")]
    assert "nobody else who remains can operate what it covers: hand its pages to another rotation" in said
    assert "give the shift that falls open to another rotation" in said
    assert "name another decider: nobody who remains is written as one" in said
    assert "name another owner for what it owns: no other team is written to operate any of it" in said
    assert all(people == () for _, _, people in repairs(FILES, "ann", "bob", "cid"))
