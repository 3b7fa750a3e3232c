"""Who can operate a component: who counts, in which order, and on what it rests."""

from datetime import UTC, datetime

import pytest

from kb import testing
from kb.analyses.who.answer import answer
from kb.analyses.who.call import turns
from kb.analyses.who.report import Standing
from kb.files.load import load
from kb.model.words import RiskClass

AT = datetime(2026, 9, 14, 12, tzinfo=UTC)
ARCHITECTURE = """\
systems: {shop: {owner: till, runbooks: [restart]}}
services: {pay: {system: shop}, mail: {}, empty: {system: shop}}
vendors: {cloud: {contact: [{kind: ticket, to: case desk}]}}
"""
OWNERSHIP = """\
teams: {till: {lead: ann, contact: [{kind: chat, to: "#till"}], timezone: Europe/Berlin}}
people:
  ann: {team: till, title: Ann}
  bob: {team: till}
  cid: {team: till}
  dan: {team: till, until: 2026-01-31}
  eve: {team: till, away: [2026-09-10/2026-09-20]}
  fay: {team: till, from: 2026-10-01}
  gus: {kind: external, reach: 48 h}
  hal: {kind: external, team: till}
  ida: {team: till}
knowledge:
  pay:
    bob: {level: operate, by: drill, last: 2026-09-01, ref: notes 7}
    ann: operate
    dan: {level: expert, by: incident, last: 2025-12-24, ref: notes 7}
    eve: operate
    fay: assist
    gus: expert
    cid: assist
    ida: aware
  empty: none
oncall:
  pay-primary:
    covers: [shop]
    rotation: [dan, bob, ann]
    secondary: [cid]
    escalation: [lead-line, till, cloud, ann, dan]
    shifts:
      - {person: ann, start: 2026-09-14T08:00+00:00, end: 2026-09-14T12:00+00:00, role: primary}
      - {person: bob, start: 2026-09-14T12:00+00:00, end: 2026-09-14T20:00+00:00, role: primary}
      - {person: cid, start: 2026-09-14T08:00+00:00, end: 2026-09-14T16:00+00:00, role: secondary}
  lead-line: {contact: [{kind: pager, to: leads}], rotation: [dan, ida, ann]}
"""
RUNBOOK = "---\ncomponents: [pay]\nauthors: [ann]\n---\n# Restart\n\n## Steps\n\nTurn it off and on.\n"


@pytest.fixture
def base(tmp_path):
    for path, text in {
        "architecture/a.yml": ARCHITECTURE,
        "ownership/a.yml": OWNERSHIP,
        "runbooks/restart.md": RUNBOOK,
        "runbooks/atlas.md": "---\ncomponents: [pay]\n---\n# Atlas\n## Steps\n1. Undo.\n",
        "runbooks/log/a.yml": "{runbook: atlas, kind: drill, by: ida, ended: 2026-09-13T10:00:00Z, help: none, outcome: pass, steps_hash: b174cab6f835}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    return loaded.base


def test_puts_the_best_placed_first(base):
    found = [(item.person, item.standing) for item in answer(base, "pay", AT).candidates]
    assert found == [
        ("bob", Standing.OPERATES),
        ("ida", Standing.OPERATES),
        ("ann", Standing.OPERATES),
        ("gus", Standing.EXTERNAL),
        ("cid", Standing.ASSISTS),
        ("dan", Standing.ABSENT),
        ("eve", Standing.ABSENT),
        ("fay", Standing.ABSENT),
    ]


def test_says_what_each_level_rests_on(base):
    found = {item.person: item for item in answer(base, "pay", AT).candidates}
    assert (found["bob"].proven, found["bob"].evidence, str(found["bob"].last)) == (True, "drill", "2026-09-01")
    assert (found["ann"].proven, found["ann"].evidence, found["ann"].last) == (False, "claimed", None)
    assert found["ida"].proven
    assert [str(source) for source in found["ida"].sources] == ["ownership/a.yml:21", "runbooks/log/a.yml:1"]
    assert found["ann"].title == "Ann"


def test_says_why_someone_is_not_available_but_no_reason(base):
    notes = {item.person: item.note for item in answer(base, "pay", AT).candidates}
    assert notes["dan"] == "left on 2026-01-31"
    assert notes["eve"] == "away until 2026-09-20"
    assert notes["fay"] == "joins on 2026-10-01"
    assert notes["gus"] == "external, reached within 48 h"


def test_counts_as_the_risk_report_does(base):
    report = answer(base, "pay", AT)
    assert (report.risk_class, report.coverage, report.proven, report.externals) == (RiskClass.HELD, 3, 2, 1)
    assert answer(base, "empty", AT).risk_class is RiskClass.ORPHANED
    assert answer(base, "mail", AT).risk_class is RiskClass.UNKNOWN
    assert answer(base, "mail", AT).knowledge is None


def test_adds_colleagues_without_an_entry_but_no_externals(base):
    found = answer(base, "empty", AT).candidates
    assert [item.person for item in found] == ["ann", "bob", "cid", "ida"]
    assert {item.standing for item in found} == {Standing.TEAM}
    assert answer(base, "mail", AT).candidates == ()


def test_names_the_owner_and_a_lead_who_is_there(base):
    report = answer(base, "pay", AT)
    assert (report.owner, report.lead, report.contact) == ("till", "ann", ("chat #till",))
    gone = base.people["ann"]._replace(until=datetime(2026, 1, 1, tzinfo=UTC).date())
    without = answer(base._replace(people={**base.people, "ann": gone}), "pay", AT)
    assert (without.lead, without.absent_lead) == (None, ("ann", "left on 2026-01-01"))
    assert answer(base, "mail", AT).owner is None


def test_orders_runbooks_by_freshness(base):
    books = answer(base, "pay", AT).runbooks
    assert [(book.runbook, book.badge) for book in books] == [("atlas", "verified"), ("restart", "never run")]
    assert (books[0].by, str(books[0].sources[1])) == ("ida", "runbooks/log/a.yml:1")
    assert books[1].last is None


@pytest.mark.parametrize(
    ("hour", "primary", "secondary"),
    [(8, ("ann",), ("cid",)), (11, ("ann",), ("cid",)), (12, ("bob",), ("cid",)), (19, ("bob",), ())],
)
def test_reads_shifts_at_the_instant(base, hour, primary, secondary):
    call = answer(base, "pay", AT.replace(hour=hour)).on_call[0]
    assert (call.scheduled, call.primary, call.secondary) == (True, primary, secondary)
    assert all("ownership/a.yml" in str(source) for source in call.sources)


def test_says_who_has_a_shift_and_is_not_available_and_who_is_next_in_turn(base):
    away = base.people["bob"]._replace(away=base.people["eve"].away)
    call = answer(base._replace(people={**base.people, "bob": away}), "pay", AT).on_call[0]
    assert (call.primary, call.absent) == (("bob",), (("bob", "away until 2026-09-20"),))
    assert (call.turns, call.second_turns) == (("ann",), ("cid",))


@pytest.mark.parametrize(
    ("order", "now", "expected"),
    [
        (("ann", "bob", "cid"), (), ("ann", "bob", "cid")),
        (("ann", "bob", "cid"), ("bob",), ("cid", "ann", "bob")),
        (("ann", "bob", "dan", "cid"), ("bob", "ida"), ("cid", "ann", "bob")),
        (("dan",), ("dan",), ()),
        (None, ("ann",), ()),
    ],
)
def test_whoever_comes_after_those_on_call_is_next_in_turn(base, order, now, expected):
    assert turns(base, order, AT, now) == expected


def test_falls_back_to_the_order_of_turns_without_those_who_left(base):
    call = answer(base, "pay", AT.replace(hour=21)).on_call[0]
    assert (call.scheduled, call.primary, call.secondary, call.until) == (False, ("bob", "ann"), ("cid",), None)
    assert call.contact == ("chat #till",)  # the rotation has none of its own


def test_says_who_is_called_next_and_how(base):
    steps = answer(base, "pay", AT).on_call[0].escalation
    assert [(step.id, step.kind, step.people, step.contact) for step in steps] == [
        ("lead-line", "rotation", ("ida",), ("pager leads",)),
        ("till", "team", ("ann",), ("chat #till",)),
        ("cloud", "vendor", (), ("ticket case desk",)),
        ("ann", "person", ("ann",), ()),
        ("dan", "person", (), ()),
    ]
    assert [step.absent for step in steps] == [(), (), (), (), (("dan", "left on 2026-01-31"),)]
    assert answer(base, "mail", AT).on_call == ()


def rotations(oncall, people):
    files = {
        "architecture/a.yml": "services: {pay: {owner: till}, auth: {owner: empty}}\n",
        "ownership/a.yml": 'teams: {till: {contact: [{kind: chat, to: "#till"}]}, empty: {contact: [{kind: chat, to: "#empty"}]}}\n'
        f"people: {people}\noncall: {oncall}\n",
    }
    loaded = testing.read(files)
    assert loaded.findings == ()
    return loaded.base


@pytest.mark.parametrize(("team", "contact"), [("till", ("chat #till",)), ("empty", ())])
def test_a_rotation_is_reached_the_same_way_whatever_it_is_asked_about(team, contact):
    found = rotations(
        "{pay-primary: {covers: [pay, auth], rotation: [ann, bob, cid]}}",
        f"{{ann: {{team: till}}, bob: {{team: {team}}}, cid: {{team: empty, until: 2026-01-31}}}}",
    )
    assert [answer(found, name, AT).on_call[0].contact for name in ("pay", "auth")] == [contact, contact]


def test_a_rotation_in_which_nobody_answers_comes_last():
    shift = "{person: dan, start: 2026-09-14T08:00+00:00, end: 2026-09-14T18:00+00:00}"
    found = rotations(
        "{a-bare: {covers: [pay], rotation: [dan]}, b-empty: {covers: [pay]}, "
        f"c-shift: {{covers: [pay], shifts: [{shift}]}}, d-real: {{covers: [pay], rotation: [dan, ann]}}}}",
        "{ann: {}, dan: {until: 2026-01-31}}",
    )
    assert [call.rotation for call in answer(found, "pay", AT).on_call] == ["d-real", "a-bare", "b-empty", "c-shift"]
