"""Small organisations in which every consequence of an absence was worked out by hand."""

import pytest

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.consequence import Loss
from kb.analyses.risk.whatif import Comparison
from kb.files.load import load
from kb.model.moment import noon, parse_day
from kb.model.scenario import Scenario, terms, whom
from kb.model.words import RiskClass
from kb.testing import tree

AT = noon(parse_day("2026-09-14"))
ARCHITECTURE = """\
systems: {sales: {owner: till, tier: 0}}
services:
  shop: {system: sales, needs: [pay], ladder: [{when: slow, do: calm, decider: ann}]}
  pay: {owner: till, tier: 1, needs: [ledger]}
  ledger: {owner: books, tier: 1, runs_on: [cloud], capacity: {limit_confirmed: {value: 5, by: cid, date: 2026-01-01}}}
  mail: {owner: books, tier: 3}
  old-shop: {lifecycle: retired, tier: 0}
vendors: {cloud: {}}
"""
OWNERSHIP = """\
teams: {till: {lead: ann}, books: {lead: cid}, guests: {}}
people:
  ann: {team: till, roles: [decider]}
  bob: {team: till}
  cid: {team: books, employer: acme, kind: contractor}
  dot: {team: guests, employer: acme, kind: external}
  eve: {team: books, away: [2026-09-01/2026-09-30]}
  old: {team: till, until: 2026-01-01}
knowledge:
  shop: {ann: operate, bob: operate, cid: operate}
  pay: {ann: operate, bob: operate}
  ledger: {cid: operate, dot: expert, eve: operate}
  mail: none
  old-shop: {ann: operate}
oncall:
  tills: {covers: [sales, pay], rotation: [ann, bob], escalation: [cid, till, cloud]}
  books-call: {covers: [ledger], rotation: [cid], escalation: [tills]}
  last-resort: {rotation: [ann, bob, cid]}
"""
RUNBOOK = """\
---
id: calm
components: [shop]
owner: till
authors: [ann]
---
## Steps
### s1 · Calm
- do: calm down
"""
RUN = "runbook: calm\nsteps_hash: '{steps}'\nkind: drill\nby: {by}\nended: 2026-08-0{day}T10:00Z\nhelp: none\noutcome: pass\n"
EVENT = """\
window: {start: 2026-10-01T18:00Z, end: 2026-10-01T20:00Z}
entry: [shop]
decider: ann
deputy: bob
roles: {comms: [bob, cid], scribe: eve}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    root = tmp_path_factory.mktemp("base")
    files = {
        "architecture/a.yml": ARCHITECTURE,
        "ownership/a.yml": OWNERSHIP,
        "runbooks/calm.md": RUNBOOK,
        "events/fair.yml": EVENT,
        "events/over.yml": EVENT.replace("2026-10", "2026-03"),
    }
    steps = load(tree(root, files)).base.runbooks["calm"].steps_hash
    files |= {
        f"runbooks/log/{day}.yml": RUN.format(steps=steps, by=by, day=day) for day, by in ((1, "ann"), (2, "bob"))
    }
    loaded = load(tree(root, files))
    assert loaded.findings == ()
    return loaded.base


def comparison(base, *named):
    return Comparison(base, AT, Scenario("", None, None, terms(whom(base, name) for name in named), None))


def lost(base, *named, components=None):
    found, _ = comparison(base, *named).report("all", components)
    return [(item.loss, item.subject, item.before, item.after, item.detail) for item in found.consequences]


def test_bob_leaves(base):
    assert lost(base, "bob") == [
        (Loss.EVENT_ROLE, "fair", 1, 0, "deputy"),
        (Loss.LAST_VERIFIER, "calm", 1, 0, ""),
        (Loss.ROTATION_THIN, "tills", 2, 1, ""),
        (Loss.EVENT_CREW, "fair", 2, 1, "comms"),
        (Loss.CLASS_FALLS, "shop", 3, 2, ""),
        (Loss.MINOR, "till", 2, 1, ""),
        (Loss.SECOND_OPERATOR, "pay", 2, 1, ""),
        (Loss.MINOR, "last-resort", 3, 2, ""),
    ]


def test_everything_about_the_contractor(base):
    """The shop falls through the ledger; cid is the only member of books who is there, but eve is still in it."""
    assert lost(base, "cid") == [
        (Loss.BUS_FACTOR, "shop", 1, 0, "through ledger"),
        (Loss.ESCALATION_HOLE, "tills", 3, 2, "step 1"),
        (Loss.EVENT_CREW, "fair", 2, 1, "comms"),
        (Loss.CLASS_FALLS, "shop", 3, 2, ""),
        (Loss.LAST_OPERATOR, "ledger", 1, 0, ""),
        (Loss.ROTATION_EMPTY, "books-call", 1, 0, ""),
        (Loss.BUS_FACTOR, "pay", 1, 0, "through ledger"),
        (Loss.VENDOR_CONTACT, "cloud", 1, 0, ""),
        (Loss.TEAM_LEAD, "books", 1, 0, ""),
        (Loss.MINOR, "books", 2, 1, ""),
        (Loss.MINOR, "last-resort", 3, 2, ""),
    ]


def test_an_employer_takes_its_external_along_outside_coverage(base):
    found = lost(base, "employer:acme")
    assert (Loss.LAST_EXTERNAL, "ledger", 1, 0, "") in found
    assert [item for item in found if item[0] is not Loss.LAST_EXTERNAL] == lost(base, "cid")


def test_a_team_is_left_empty_with_all_it_owns(base):
    found = lost(base, "team:till")
    assert (Loss.TEAM_EMPTY, "till", 2, 0, "") in found
    assert (Loss.OWNER_EMPTY, "calm", 2, 0, "team till") in found
    assert (Loss.ROTATION_EMPTY, "tills", 2, 0, "") in found
    assert (Loss.ESCALATION_HOLE, "tills", 3, 2, "step 2, till") in found
    assert (Loss.ESCALATION_HOLE, "books-call", 1, 0, "step 1, tills") in found
    assert (Loss.LADDER_DECIDER, "shop", 1, 0, "calm") in found
    assert (Loss.TEAM_LEAD, "till", 1, 0, "") in found
    assert {item[4] for item in found if item[0] is Loss.EVENT_ROLE} == {"decider", "deputy"}


def test_an_event_that_is_over_and_a_retired_component_lose_nothing(base):
    subjects = {item[1] for item in lost(base, "ann", "bob", "cid", "eve")}
    assert "over" not in subjects
    assert "old-shop" not in subjects


def test_whoever_is_away_today_is_missed_in_the_event_to_come(base):
    assert lost(base, "eve") == [(Loss.EVENT_ROLE, "fair", 1, 0, "scribe"), (Loss.MINOR, "books", 2, 1, "")]


def test_whoever_had_left_changes_nothing_and_the_report_knows_why(base):
    found, after = comparison(base, "old").report("all")
    assert found.consequences == ()
    assert found.components == ()
    assert found.repairs == ()
    assert (found.named[0].available, found.named[0].left, found.named[0].note) == (
        0,
        1,
        "had left, last day 2026-01-01",
    )
    assert after == Assessment(base, AT).report("all")


def test_terms_count_the_people_they_stand_for(base):
    found, _ = comparison(base, "team:till", "team:books", "eve", "dot").report("all")
    by_term = {item.term: item for item in found.named}
    assert list(by_term) == ["dot", "eve", "team:books", "team:till"]
    assert by_term["team:till"][1:] == (3, 2, 0, 1, 0, "")
    assert by_term["team:books"][1:] == (2, 1, 1, 0, 0, "")
    assert by_term["eve"].note == "away on this date anyway"
    assert by_term["dot"].note == "external, beside coverage"


def test_before_and_after_are_the_two_reports(base):
    found, after = comparison(base, "cid", "bob").report("all")
    old, new = (
        Assessment(base, AT).report("all"),
        Assessment(base, AT, ("bob", "cid"), frozenset({"bob", "cid"})).report("all"),
    )
    assert after == new
    assert (found.before, found.after) == (old.totals, new.totals)
    assert (found.people_before, found.people_after) == (old.people, new.people) == (3, 1)
    changed = {row.component: row for row in new.rows if row not in old.rows}
    assert {item.after.component: item.after for item in found.components} == changed
    assert all(item.before in old.rows for item in found.components)


def test_what_does_not_change_is_counted_and_systems_are_summed(base):
    found, _ = comparison(base, "cid").report("all")
    assert {item.kind: (item.looked_at, item.unchanged) for item in found.kept} == {
        "component": (4, 1),
        "runbook": (1, 1),
        "rotation": (3, 0),
        "team": (3, 2),
        "vendor": (1, 0),
        "event": (1, 0),
        "system": (1, 0),
    }
    (sales,) = found.systems
    assert sales == ("sales", 1, 1, 0, 0, 0, 0)


def test_a_scope_holds_what_touches_it_and_no_more(base):
    found, after = comparison(base, "bob", "cid").report("team books", ("ledger", "mail"))
    assert [row.component for row in after.rows] == ["ledger", "mail"]
    assert {(item.kind, item.subject) for item in found.consequences} == {
        ("component", "ledger"),
        ("rotation", "books-call"),
        ("vendor", "cloud"),
        ("team", "books"),
        ("event", "fair"),
    }
    assert all(name != "last-resort" for name in (item.subject for item in found.consequences))


def test_repairs_are_by_those_who_remain(base):
    found, _ = comparison(base, "bob", "cid").report("all")
    people = {person for repair in found.repairs for person in repair.people}
    assert people <= {"ann", "dot"}
    said = {repair.component: repair.sentence for repair in found.repairs}
    assert next(iter(said)) == "shop"
    assert said["shop"].startswith("nobody else in team till is free to learn it")
    assert said["ledger"] == (
        "name someone for cid to teach before cid goes, write a runbook for ledger together, then drill it"
    )
    assert len({(repair.component, repair.sentence) for repair in found.repairs}) == len(found.repairs)


def test_a_component_before_and_after(base):
    found, after = comparison(base, "cid").component("pay")
    assert (found.before.row.bus_factor, found.after.row.bus_factor) == (1, 0)
    assert (found.before.row.risk_class, found.after.row.risk_class) == (RiskClass.THIN, RiskClass.THIN)
    assert [row.component for row in after.rows] == ["pay"]
    assert {item.subject for item in found.what_if.consequences} == {"pay", "tills", "fair"}


def test_names_of_people_stand_nowhere_in_the_consequences(base):
    for item in comparison(base, "team:till", "team:books").report("all")[0].consequences:
        assert not {"ann", "bob", "cid", "eve"}.intersection(f"{item.subject} {item.detail}".replace(",", " ").split())
