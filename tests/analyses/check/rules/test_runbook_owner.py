from kb.testing import check

STEP = "### s1 · Go\n- do: go\n- expect: 1 answer\n- if not: escalate\n"


def messages(files, day="2026-06-01"):
    return [found.message for found in check("runbook-owner", files, day)]


def book(text, front=""):
    return {"runbooks/fix.md": f"---\n{front}---\n{text}"}


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
