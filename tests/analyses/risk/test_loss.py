import random
from fractions import Fraction
from itertools import combinations
from math import comb

import pytest

from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.loss import loss
from kb.analyses.risk.scope import Scope
from kb.analyses.risk.staff import staff
from kb.documents.risk_loss import random_loss
from kb.errors import UsageError
from kb.graph import absences
from kb.model.moment import Interval, parse_day
from kb.testing import at, read


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


TWO_WAYS = {
    "architecture/a.yml": "systems: {front: {}, back: {}}\nservices:\n"
    "  shop: {system: front, needs: [{to: main, fallback: spare}]}\n"
    "  main: {system: back, needs: [bank]}\n  spare: {system: back, needs: []}\n  bank: {system: back, needs: []}\n",
    "ownership/p.yml": "people: {ann: {}, bob: {}, cid: {}, dot: {}, eve: {}, fay: {}}\nknowledge:\n"
    "  shop: {ann: operate, bob: operate, cid: operate, dot: operate}\n"
    "  main: {ann: operate, bob: operate}\n  spare: {cid: operate}\n  bank: {ann: operate}\n",
    "runbooks/x.md": "---\nkind: relaunch\ncovers: [{from: shop, to: main}]\nauthors: [eve]\n---\n## Steps\n\n### s1 Switch\n\n- Do: it\n- Expect: 1\n",
}  # fmt: skip


def two_ways(drilled, system="front", **knowledge):
    files = dict(TWO_WAYS)
    for name, said in knowledge.items():
        lines = files["ownership/p.yml"].splitlines()
        lines = [line for line in lines if not line.startswith(f"  {name}:")] + ([f"  {name}: {said}"] if said else [])
        files["ownership/p.yml"] = "\n".join(lines) + "\n"
    if drilled:
        steps = read(files).base.runbooks["x"].steps_hash
        files["runbooks/log/r.yml"] = (
            f"runbook: x\nsteps_hash: {steps}\nkind: drill\nby: fay\nhelp: none\noutcome: pass\n"
            "started: 2026-05-01T10:00Z\nended: 2026-05-01T10:10Z\n"
        )
    assessment = Assessment(read(files).base, at())
    names = read(files).base.components_in(system)
    return Scope(assessment, assessment.report("some", names))


def chances(scope, leaving):
    """Try every choice of those who leave: in how many of them nothing of the scope is down."""
    held = {name: {who for who, _ in scope.counting(name)} for name in ("shop", "main", "spare", "bank")}
    kept = [
        not held["shop"] <= gone and (not (held["main"] <= gone or held["bank"] <= gone) or not held["spare"] <= gone)
        for gone in map(set, combinations(("ann", "bob", "cid", "dot"), leaving))
    ]
    return sum(kept) / len(kept)


@pytest.mark.parametrize("leaving", [0, 1, 2, 3])
def test_a_rehearsed_fallback_keeps_a_scope_that_stands_on_two_ways(leaving):
    before, after = (loss(two_ways(drilled), 50, leaving).keeping for drilled in (False, True))
    assert after.chance == pytest.approx(chances(two_ways(True), leaving), abs=1e-6)
    assert before.chance <= after.chance
    assert (after.components, after.method, after.as_named) == (4, "exact", False)


def test_of_a_scope_that_holds_both_ways_each_has_to_keep_an_operator():
    assert loss(two_ways(True, "back"), 50, 1).keeping == loss(two_ways(False, "back"), 50, 1).keeping


def test_one_way_without_anybody_is_not_the_end():
    assert loss(two_ways(False, main="none"), 50, 0).keeping.chance == 0
    found = loss(two_ways(True, main="none"), 50, 0).keeping
    assert (found.chance, found.orphaned) == (1, 0)
    assert loss(two_ways(True, main="none", spare="none"), 50, 0).keeping.chance == 0


def test_where_there_are_too_many_ways_they_count_as_they_are_named(monkeypatch):
    monkeypatch.setattr(absences, "SETS", 1)
    found = loss(two_ways(True), 50, 2).keeping
    assert found == loss(two_ways(False), 50, 2).keeping._replace(as_named=True)
    (said,) = (
        cell.text for title, cell in random_loss(loss(two_ways(True), 50, 2), 50)[0].pairs if title == "All keep one"
    )
    assert said.endswith("; rehearsed fallbacks are left out, for there are too many ways")
