from kb.analyses.check.rules.team_active import TeamActive
from kb.analyses.check.view import View
from kb.testing import at, check, read


def found(text):
    return [item.subject for item in check("team-active", text)]


def test_only_owners_matter():
    assert found("ann in t; ann until 2026-01-01") == []
    assert found("pay owner t; ann in t; ann until 2026-01-01") == ["t"]


def test_what_is_retired_needs_no_owner():
    assert found("pay owner t; pay lifecycle retired") == []


def test_externals_do_not_count_and_those_away_do():
    assert found("pay owner t; ann in t; ann is external") == ["t"]
    assert found("pay owner t; ann in t; ann away 2026-05-01/2026-07-01") == []


def files(teams, people="{}"):
    return {
        "architecture/a.yml": "systems: {s: {owner: t}}\nservices: {pay: {system: s}}\n",
        "ownership/t.yml": f"teams: {teams}\npeople: {people}\n",
    }


def test_members_of_teams_below_count():
    assert found(files("{t: {}, u: {parent: t}}", "{ann: {team: u}}")) == []
    assert found(files("{t: {parent: u}, u: {}}", "{ann: {team: u}}")) == ["t"]


def test_teams_that_are_each_other_s_parent_do_not_hang():
    base = read(
        files("{t: {parent: u}, u: {parent: t}}", "{ann: {team: u}}")
    ).base  # a fault, but what could be read is checked
    assert list(TeamActive().find(View(base, at()))) == []


def test_the_headcount_at_the_date_speaks_for_people_who_are_not_listed():
    assert found(files("{t: {headcount: [{date: 2026-01-01, value: 4}]}}")) == []
    assert found(files("{t: {headcount: [{date: 2026-05-01, value: 0}, {date: 2026-01-01, value: 4}]}}")) == ["t"]
    assert found(files("{t: {headcount: [{date: 2026-07-01, value: 4}]}}")) == ["t"]
