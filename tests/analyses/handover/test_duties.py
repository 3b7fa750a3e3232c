"""What they hold besides components."""

from datetime import UTC, datetime

import pytest

from kb.analyses.handover.duties import duties
from kb.analyses.handover.report import DutyKind, OpenRun
from kb.model.source import Source
from kb.model.words import Evidence

PEOPLE = """
people:
  ann: {team: till, until: 2026-06-26, roles: [scribe, decider], access: [vault, door]}
  bob: {team: till, access: [door], roles: [decider]}
  cy: {team: other}
"""
TEAMS = "teams: {till: {lead: ann}, other: {}}\n"
KNOWLEDGE = "knowledge: {pay: {ann: operate, bob: assist}}\n"
EVENT = """title: Sale
window: {start: %s, end: %s}
entry: [pay]
decider: ann
deputy: bob
roles: {scribe: [ann, bob], comms: bob}
review: {date: 2026-07-20, facilitator: ann, feedback: [desk]}
"""
SIGN = "sign: {check: vendor-contact, subject: acme, value: 'case 1, reached', by: %s, date: 2026-05-%s, valid_for: 90d, evidence: mail}\n"
WAIVE = """waive: {check: bus-factor, subject: pay, by: cy, owner: ann, reason: late, compensating: two on call,
  until: event-end, date: 2026-05-20T09:00:00Z}
"""


@pytest.fixture
def listed(make, ask):
    """Return what ann holds: id -> duty."""

    def found(ownership="", architecture="services: {pay: {tier: 0, owner: till}}", names=("ann",), runs=(), **more):
        base = make(
            PEOPLE + (ownership if "teams:" in ownership else TEAMS + ownership) + KNOWLEDGE, architecture, **more
        )
        return {item.id: item for item in duties(ask(base, *names), runs)}

    return found


def test_an_access_is_listed_where_nobody_who_stays_holds_it(listed):
    found = listed(runbooks=("fix: [pay] | requires: {level: operate, access: [vault]}",))
    vault = found["access:vault"]
    assert (vault.givers, vault.others, vault.components, str(vault.day)) == (("ann",), 0, ("pay",), "2026-06-26")
    assert vault.todo.startswith("nobody else inside holds vault, which fix asks for: give it")
    assert "access:door" not in found  # bob has it
    assert "access:door" in listed(names=("ann", "bob"))


def test_turns_say_who_stays_and_what_nobody_left_on_them_can_operate(listed):
    oncall = "oncall: {first: {covers: [pay], rotation: [ann, bob], escalation: [ann, cy]}, second: {covers: [pay], rotation: [ann]}}\n"
    found = listed(oncall)
    assert (
        found["rotation:first"].todo
        == "take ann off first; 1 stays on it, who would be on call alone and cannot operate pay today"
    )
    assert found["rotation:second"].todo.startswith("take ann off second; nobody is left on it: name others")
    assert found["escalation:first:step-1"].todo == "step 1 of the escalation calls ann: name somebody who stays"
    assert "escalation:first:step-2" not in found


def test_a_step_that_leads_to_a_rotation_or_team_of_which_nobody_is_left(listed):
    oncall = "oncall: {first: {covers: [pay], rotation: [cy], escalation: [second, till, acme]}, second: {covers: [], rotation: [ann]}}\n"
    vendor = "services: {pay: {tier: 0, owner: till}}\nvendors: {acme: {}}"
    found = listed(oncall, vendor)
    assert (
        found["escalation:first:step-1"].todo
        == "step 1 of the escalation calls second, where nobody is left: name somebody who stays"
    )
    assert not {"escalation:first:step-2", "escalation:first:step-3"} & found.keys()
    assert "escalation:first:step-2" in listed(oncall, vendor, names=("ann", "bob"))


def test_an_external_holds_no_keys_and_owns_nothing(make, ask):
    people = PEOPLE.replace("cy: {team: other}", "cy: {team: till, kind: external, access: [vault]}")
    found = {item.id for item in duties(ask(make(people + TEAMS + KNOWLEDGE), "ann", "bob"))}
    assert {"access:vault", "team:till:owner"} <= found


def test_shifts_count_from_the_day_after_the_last(listed):
    shift = "{person: ann, start: 2026-06-%sT08:00:00Z, end: 2026-06-%sT20:00:00Z, role: primary}"
    oncall = f"oncall: {{first: {{covers: [pay], rotation: [bob], shifts: [{shift % (26, 26)}, {shift % (27, 27)}, {shift % (29, 29)}]}}}}\n"
    found = listed(oncall)
    assert found["shift:first"].todo.startswith("2 shifts of first after the last day, the first from 2026-06-27")
    assert "rotation:first" not in found


def test_a_team_needs_another_lead_and_one_without_people_another_owner(listed):
    assert listed()["team:till:lead"].todo == "leads team till: name another lead"
    assert "team:till:owner" not in listed()
    both = listed(names=("ann", "bob"))
    assert (
        both["team:till:owner"].todo
        == "nobody inside is left in team till: name another owner of its 1 component and 0 runbooks"
    )


def test_a_role_nobody_else_can_fill(listed):
    found = listed()
    assert "role:scribe" in found
    assert "role:decider" not in found


def test_a_ladder_needs_another_decider(listed):
    architecture = "services: {pay: {tier: 0, owner: till, ladder: [{when: slow, do: fix, decider: ann, minutes: 5}]}}"
    assert listed(architecture=architecture)["ladder:pay:fix-1"].todo == "decides on fix of pay: name another decider"


@pytest.mark.parametrize(("start", "held"), [("2026-06-20", False), ("2026-07-15", True)])
def test_roles_sign_offs_and_waivers_of_events_after_the_last_day(listed, start, held):
    files = {
        "events/sale.yml": EVENT % (f"{start}T10:00:00Z", f"{start}T12:00:00Z"),
        "events/sale/20260520T100000Z-sign-vendor-contact-ann.yml": SIGN % ("ann", "20T10:00:00Z"),
        "events/sale/20260520T090000Z-waive-bus-factor-cy.yml": WAIVE,
    }
    architecture = "services: {pay: {tier: 0, owner: till, needs: [acme]}}\nvendors: {acme: {contact: [{kind: mail, to: desk@acme.example}]}}"
    found = listed(architecture=architecture, files=files)
    ids = {"event:sale:decider", "sign-off:sale:vendor-contact:acme:ann", "waiver:sale:bus-factor:pay"}
    assert (ids <= found.keys()) is held
    assert "event:sale:deputy" not in found
    assert "event:sale:facilitator-of-the-review" in found  # the review is in July either way
    assert found["vendor:acme"].todo.endswith("introduce whoever takes over; it is reached by mail desk@acme.example")
    if held:
        assert found["event:sale:scribe"].others == 1
        assert "(two on call)" in found["waiver:sale:bus-factor:pay"].todo


def test_what_somebody_who_stays_has_signed_too_is_no_duty(listed):
    files = {
        "events/sale.yml": EVENT % ("2026-07-15T10:00:00Z", "2026-07-15T12:00:00Z"),
        "events/sale/20260520T100000Z-sign-vendor-contact-ann.yml": SIGN % ("ann", "20T10:00:00Z"),
        "events/sale/20260521T100000Z-sign-vendor-contact-cy.yml": SIGN % ("cy", "21T10:00:00Z"),
    }
    architecture = "services: {pay: {tier: 0, owner: till, needs: [acme]}}\nvendors: {acme: {}}"
    found = listed(architecture=architecture, files=files)
    assert not {"sign-off:sale:vendor-contact:acme:ann", "vendor:acme"} & found.keys()


def test_a_run_under_way_is_to_be_finished(listed):
    run = OpenRun("fix", Evidence.DRILL, "ann", "bob", datetime(2026, 5, 30, 9, tzinfo=UTC), Source("log", 1, 1))
    other = run._replace(by="bob", observer="cy")
    found = listed(runs=(run, other))
    (one,) = [item for item in found.values() if item.kind is DutyKind.RUN]
    assert (
        one.todo
        == "drill of fix, run by ann since 2026-05-30, is still open: finish or discard it with kb runbook start fix --by ann"
    )


def test_somebody_without_duties_has_none(listed):
    assert listed(names=("cy",)).keys() == {"team:other:owner"}
