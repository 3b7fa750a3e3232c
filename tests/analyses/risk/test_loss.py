import random
from fractions import Fraction
from math import comb

import pytest

from kb.analyses.risk.loss import loss
from kb.analyses.risk.staff import staff
from kb.errors import UsageError
from kb.model.moment import Interval, parse_day


def test_one_of_two_leaves(kit):
    """a: {ann}, b: {ann, bob}; one of two leaves: a is lost with 1/2, b never."""
    found = loss(kit.scope(kit.base({"a": "ann", "b": "ann bob"})), 50, 1)
    assert (found.staff.people, found.expected, found.expected_weight) == (2, 0.5, 2.0)
    assert (found.keeping.chance, found.keeping.method) == (0.5, "exact")
    assert [(step.leaving, step.share) for step in found.curve] == [(0, 0.0), (1, 0.25), (2, 1.0)]
    assert found.tail.over == 0.0  # never more than half of the weight


def test_a_headcount_dilutes_the_listed(kit):
    """Four operators, 97 of 100 leave: C(96, 93) / C(100, 97) = C(96, 3) / C(100, 3) = 142880 / 161700."""
    made = kit.base(
        {"a": "p1 p2 p3 p4"},
        people=dict.fromkeys(["p1", "p2", "p3", "p4"], "t"),
        teams=[kit.team("t", ("2026-09-01", 100))],
    )
    found = loss(kit.scope(made), 50, 97)
    assert found.expected == pytest.approx(float(Fraction(comb(96, 3), comb(100, 3))), abs=1e-6)
    assert found.keeping.chance == pytest.approx(1 - 142880 / 161700, abs=1e-6)
    assert (found.staff.people, found.staff.listed, found.staff.unlisted) == (100, 4, 96)


def test_the_latest_headcount_at_or_before_the_date_counts(kit):
    team = kit.team("t", ("2025-01-01", 9), ("2026-09-01", 5), ("2026-12-01", 50))
    made = kit.base({"a": "ann bob"}, people={"ann": "t", "bob": "t"}, teams=[team])
    assert [(item.used, item.headcount, str(item.date)) for item in staff(kit.scope(made)).teams] == [
        (5, 5, "2026-09-01")
    ]


def test_no_fewer_than_those_listed(kit):
    made = kit.base({"a": "ann bob"}, people={"ann": "t", "bob": "t"}, teams=[kit.team("t", ("2026-09-01", 1))])
    found = staff(kit.scope(made))
    assert (found.people, found.unlisted) == (2, 0)


def test_without_a_headcount_those_listed_count_and_those_in_no_team_one_each(kit):
    made = kit.base({"a": "ann zoe"}, people={"ann": "t", "idle": "t"}, teams=[kit.team("t"), kit.team("other")])
    found = staff(kit.scope(made))
    assert [(item.team, item.used) for item in found.teams] == [("t", 2), (None, 1)]


def test_a_team_beside_one_above_it_is_said(kit):
    teams = [kit.team("t", ("2026-09-01", 5), parent="all"), kit.team("all", ("2026-09-01", 9))]
    made = kit.base({"a": "ann bob"}, people={"ann": "t", "bob": "all"}, teams=teams)
    assert staff(kit.scope(made)).nested == ("t",)


def test_the_default_is_a_tenth_rounded_up(kit):
    made = kit.base({"a": "ann"}, people={"ann": "t"}, teams=[kit.team("t", ("2026-09-01", 11))])
    found = loss(kit.scope(made), 50)
    assert (found.leaving, found.asked) == (2, False)


def test_more_than_there_are_cannot_leave(kit):
    with pytest.raises(UsageError, match="count 1 people"):
        loss(kit.scope(kit.base({"a": "ann"})), 50, 2)


def test_the_closure_counts_and_operators_of_other_teams_stay(kit):
    parts = [kit.component("a", ["b"], owner="t"), kit.component("b", owner="u")]
    made = kit.base({"a": "ann bob", "b": "ann"}, parts, {"ann": "t", "bob": "t"}, [kit.team("t"), kit.team("u")])
    found = loss(kit.scope(made, "a"), 50, 1)
    assert (found.components, found.keeping.components, found.keeping.chance) == (1, 2, 0.5)
    made = kit.base(
        {"a": "ann bob", "b": "ann uma"}, parts, {"ann": "t", "bob": "t", "uma": "u"}, [kit.team("t"), kit.team("u")]
    )
    found = loss(kit.scope(made, "a"), 50, 1)
    assert (found.keeping.outside, found.keeping.chance) == (1, 1.0)


def test_nobody_already_means_never_all(kit):
    found = loss(kit.scope(kit.base({"a": "", "b": "ann"})), 50, 0)
    assert (found.keeping.chance, found.keeping.orphaned, found.already, found.expected) == (0.0, 1, 1, 1.0)


def test_an_empty_organisation(kit):
    found = loss(kit.scope(kit.base({"a": None})), 50)
    assert (found.staff.people, found.leaving, found.keeping.chance, found.unknown) == (0, 0, None, 1)


def test_whoever_is_away_counts_among_those_who_can_leave_and_is_said(kit):
    away = (Interval(parse_day("2026-09-10"), parse_day("2026-09-20")),)
    made = kit.base({"a": "ann bob"}, people={"ann": "t", "bob": "t"}, teams=[kit.team("t")])
    people = {**made.people, "bob": made.people["bob"]._replace(away=away)}
    found = staff(kit.scope(made._replace(people=people)))
    assert (found.people, found.away) == (2, 1)
    assert staff(kit.scope(made)).away == 0


def test_what_is_sampled_is_the_same_under_other_names(kit):
    """Forty people hold two neighbours each of forty components: too many to enumerate, none apart from the others."""
    found = set()
    for seed in range(6):
        names = [f"p{place:02}" for place in range(40)]
        random.Random(seed).shuffle(names)
        holding = {f"c{place:02}": f"{names[place]} {names[place - 1]}!" for place in range(40)}
        spread = loss(kit.scope(kit.base(holding)), 10, 9).tail
        assert (spread.method, spread.scenarios) == ("sampled", 10_000)
        found.add(spread)
    assert len(found) == 1
