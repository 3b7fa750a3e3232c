"""What a plan costs: every hour of every session once, by team and week, and nothing per person."""

from collections import Counter
from datetime import date

import pytest

from kb.analyses.plan.propose import propose
from kb.analyses.plan.scope import Scope
from kb.documents.document import Document
from kb.documents.plan_costs import costs
from kb.model.moment import noon
from kb.render.text import Text
from kb.testing import base

AT = noon(date(2026, 6, 1))
HELD = "ann operates pay; pay tier 0; pay owner till; ann operates ship; ship tier 1; ship owner dock"


@pytest.fixture(scope="module")
def made():
    return propose(base(f"{HELD}; ann in till; bob in till; cy in dock; dan in dock"), AT, Scope())


def words(made, most=30):
    text = Text(width=80).render(None, Document("Plan", "At 2026-06-01", tuple(costs(made, most))))
    assert max(map(len, text.splitlines())) <= 80
    return text


def test_every_hour_is_counted_once_for_the_team_of_who_spends_it(made):
    teams = {"ann": "till", "bob": "till", "cy": "dock", "dan": "dock"}
    learning, teaching = Counter(), Counter()
    for item in made.sessions:
        learning[teams[item.learner], item.week] += item.hours
        if item.teacher is not None:
            teaching[teams[item.teacher], item.week] += item.hours
    assert teaching
    assert {team.team for team in made.teams} == {"till", "dock"}
    for team in made.teams:
        for week, (learns, teaches) in enumerate(zip(team.learning, team.teaching, strict=True), start=1):
            assert (learns, teaches) == (learning[team.team, week], teaching[team.team, week])
    assert sum(sum(team.hours) for team in made.teams) == made.totals.hours
    totals = [sum(team.hours) for team in made.teams]
    assert totals == sorted(totals, reverse=True)


def test_a_row_says_how_much_how_often_and_when_most(made):
    for team in made.teams:
        row = next(line.split() for line in words(made).splitlines() if line.startswith(str(team.team)))
        busy = [hours for hours in team.hours if hours]
        assert [int(row[at]) for at in (1, 2, 3, 5)] == [sum(busy), sum(team.teaching), len(busy), max(busy)]
        assert float(row[4]) == pytest.approx(sum(busy) / len(busy), abs=0.005)
        assert team.hours[int(row[6]) - 1] == max(busy)


def test_no_person_is_named_and_what_is_not_shown_is_counted(made):
    assert not {"ann", "bob", "cy", "dan"} & set(words(made).split())
    assert "and 1 more team (json has all, week by week)" in words(made, 1)


def test_nothing_is_said_where_nothing_is_to_do_and_those_of_no_team_are_named_so():
    assert costs(propose(base("pay tier 3"), AT, Scope())) == []
    alone = propose(base("ann operates pay; bob assists pay; pay tier 0"), AT, Scope())
    assert "(of no team)" in words(alone)
