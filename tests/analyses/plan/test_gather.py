"""What is missing, who could learn it, who can teach it."""

from datetime import date

from kb.analyses.plan.gather import Asked, gather, seen
from kb.model.moment import noon
from kb.model.words import Level

TEAMS = "teams: {till: {timezone: Europe/London}}\n"


def needs(planned, base, **more):
    return {need.component: need for need in planned(base, **more)[0].problem.needs}


def test_only_proof_counts_unless_claims_are_asked_for(make, planned):
    base = make(
        TEAMS + "people: {ann: {team: till}, bob: {team: till}, cid: {team: till}}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: operate}}"
    )
    need = needs(planned, base)["pay"]
    assert (need.held, need.missing, need.taught) == (1, 1, True)
    assert {item.person: item.level for item in need.candidates} == {"bob": Level.OPERATE, "cid": None}
    assert planned(base, claimed=True)[0].reached == ("pay",)


def test_proof_that_runs_out_by_the_last_day_is_missing(make, planned):
    base = make(
        TEAMS
        + "people: {ann: {team: till}}\nknowledge: {pay: {ann: {level: operate, by: drill, last: 2025-12-10, ref: notes 7}}}"
    )
    assert needs(planned, base, by=date(2026, 6, 7), targets={"pay": 1}) == {}
    assert needs(planned, base, targets={"pay": 1})["pay"].held == 0


def test_who_leaves_is_away_or_external_is_not_counted_and_does_not_learn(make, planned):
    base = make(
        TEAMS + "people: {ann: {team: till, until: 2026-06-20}, bob: {team: till, away: [2026-06-28/2026-07-03]}, "
        "cid: {team: till, kind: external}, dot: {team: till, until: 2026-08-01}, eve: {team: till}}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, "
        "cid: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}"
    )
    need = needs(planned, base)["pay"]
    assert need.held == 0
    assert [item.person for item in need.candidates] == ["eve"]
    assert need.candidates[0].teachers == ("ann", "bob", "cid")  # inside first; all can teach while they are there


def test_who_is_gone_may_teach_until_then(make, planned):
    base = make(
        TEAMS + "people: {ann: {team: till}, bob: {team: till}}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}"
    )
    need = needs(planned, base, targets={"pay": 1}, gone=frozenset({"ann"}))["pay"]
    assert (need.held, [item.person for item in need.candidates]) == (0, ["bob"])
    assert need.candidates[0].teachers == ("ann",)


def test_nothing_written_is_a_question_and_a_written_none_is_rediscovered(make, planned):
    base = make(
        "people: {ann: {team: till}}\nteams: {till: {}}\nknowledge: {pay: none}",
        architecture="services: {pay: {tier: 0, owner: till}, ship: {tier: 0}}",
    )
    gathered, _ = planned(base, targets={"pay": 1, "ship": 1})
    assert gathered.unknown == ("ship",)
    assert [(need.component, need.taught) for need in gathered.problem.needs] == [("pay", False)]


def test_whoever_shares_too_few_hours_with_all_who_teach_is_set_apart(make, planned):
    base = make(
        "teams: {till: {}}\npeople: {ann: {team: till, timezone: Europe/London}, bob: {team: till, timezone: Asia/Tokyo}, cid: {team: till, timezone: Europe/Lisbon}}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}"
    )
    gathered, _ = planned(base)
    assert gathered.no_overlap == {"pay": ("bob",)}
    assert [item.person for item in gathered.problem.needs[0].candidates] == ["cid"]


def test_a_claim_needs_no_shared_hours(make, planned):
    base = make(
        "people: {ann: {timezone: Europe/London}, bob: {timezone: Asia/Tokyo}}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: operate}}"
    )
    assert [item.person for item in needs(planned, base)["pay"].candidates] == ["bob"]


def test_neighbours_are_candidates_with_their_reason_and_distance(make, planned):
    base = make(
        TEAMS
        + "people: {ann: {team: till}, bob: {}, cid: {}}\nknowledge: {pay: none, ledger: {ann: assist, bob: operate}, other: {cid: operate}}",
        architecture="services: {pay: {tier: 0, owner: till, uses: [ledger]}, ledger: {}, other: {}}",
    )
    found = {item.person: (item.distance, item.reasons) for item in needs(planned, base)["pay"].candidates}
    assert found == {
        "ann": (0, ("assists its neighbour ledger",)),
        "bob": (2, ("operates its neighbour ledger",)),
    }


def test_the_runbook_that_is_about_the_fewest_others_proves_it(make, planned):
    base = make(
        "people: {ann: {}}\nknowledge: {pay: {ann: operate}}",
        architecture="services: {pay: {tier: 0}, ship: {}}",
        runbooks=("a-wide: [pay, ship]", "narrow: [pay]"),
    )
    assert (needs(planned, base)["pay"].runbook, needs(planned, base)["pay"].written) == ("narrow", True)


def test_a_missing_runbook_gets_a_free_name(make, planned):
    base = make("people: {ann: {}, restore-pay: {}}\nknowledge: {pay: {ann: operate}}", runbooks=())
    assert (needs(planned, base)["pay"].runbook, needs(planned, base)["pay"].written) == ("restore-pay-2", False)


def test_what_others_stand_on_comes_first(make, planned):
    base = make(
        "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: assist, bob: aware}, ledger: {ann: aware}, disk: {bob: aware}}",
        architecture="services: {pay: {tier: 0, needs: [ledger]}, ledger: {tier: 0, needs: [disk]}, disk: {tier: 1}}",
    )
    gathered, _ = planned(base, targets={"pay": 1, "ledger": 1, "disk": 1})
    assert [need.component for need in gathered.problem.needs] == ["disk", "ledger", "pay"]
    assert [need.below for need in gathered.problem.needs] == [
        set(),
        set(),
        {"disk", "ledger"},
    ]  # disk and ledger: nobody both


def test_evidence_of_later_days_is_not_seen(make):
    base = make(
        "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: {level: operate, by: drill, last: 2026-06-10, ref: notes 7}, bob: {level: operate, by: drill, last: 2026-05-10, ref: notes 7}}}"
    )
    known = seen(base, noon(date(2026, 6, 1))).knowledge["pay"]
    assert (known["ann"].by.value, known["ann"].last) == ("claimed", None)
    assert known["bob"] == base.knowledge["pay"]["bob"]
    assert seen(base, noon(date(2026, 6, 11))) is base


def test_operators_can_be_counted_at_an_instant_after_the_last_session(make):
    base = make(
        "people: {ann: {away: [2026-07-01/2026-07-10]}, bob: {}}\n"
        "knowledge: {pay: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}, bob: operate}}"
    )
    asked = Asked(base, noon(date(2026, 6, 1)), date(2026, 6, 28), {"pay": 1})
    assert gather(asked).reached == ("pay",)
    later = gather(asked._replace(counted=noon(date(2026, 7, 3))))
    assert [need.held for need in later.problem.needs] == [0]
