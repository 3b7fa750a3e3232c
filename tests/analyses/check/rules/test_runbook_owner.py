from tests.analyses.check.rules.written import STEP, book, messages_of

messages = messages_of("runbook-owner")


def say(people, teams="{crew: {}}", more=""):
    return messages(
        {
            "ownership/a.yml": f"teams: {teams}\npeople: {people}\n",
            **({"architecture/a.yml": more} if more else {}),
            **book("## Steps\n" + STEP, "owner: crew\n"),
        }
    )


def test_somebody_must_be_there():
    assert say("{ann: {team: crew}}") == []
    assert say("{ann: {team: crew, until: 2026-05-31}}") == [
        "`crew`, the owner of the runbook `fix`, has no active member"
    ]
    assert say("{ann: {team: crew, kind: external}}") != []


def test_a_team_below_counts_and_so_does_a_headcount():
    assert say("{ann: {team: low}}", "{crew: {}, low: {parent: crew}}") == []
    assert say("{}", "{crew: {headcount: [{date: 2026-01-01, value: 3}]}}") == []


def test_a_team_that_owns_components_is_found_by_another_rule():
    assert say("{}", more="services: {pay: {owner: crew}}\n") == []
