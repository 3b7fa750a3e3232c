"""Textbook cases of the critical set size; all components of tier 1, weight 4."""

from kb.analyses.risk.critical import SMALL_SET, critical
from kb.model.moment import parse_day
from kb.model.words import PersonKind


def test_two_of_two_people_for_more_than_half(kit):
    found = critical(kit.scope(kit.base({"a": "ann", "b": "ann bob", "c": "bob"})))
    size = found.claimed
    assert (size.needed, size.total, size.already) == (7, 12, 0)
    assert (size.size, size.bound, size.exact, size.gap, size.greedy) == (2, 2, True, 0, 2)
    assert [(point.people, point.weight) for point in found.hull] == [(0, 0), (2, 12)]
    assert found.people == 2


def test_a_smaller_share_takes_fewer(kit):
    found = critical(kit.scope(kit.base({"a": "ann", "b": "ann bob", "c": "bob"})), 30)
    assert (found.claimed.needed, found.claimed.size) == (4, 1)


def test_the_greedy_figure_may_be_larger(kit):
    holders = {"a": "hub x1", "b": "hub x2", "c": "hub x3", "d": "one", "e": "one", "f": "two"}
    found = critical(kit.scope(kit.base(holders)), 49)  # over 49 % of 24: 12
    assert (found.claimed.size, found.claimed.greedy) == (2, 3)  # greedy takes the hub, who orphans nothing alone


def test_sets_below_three_people_list_nothing(kit):
    found = critical(kit.scope(kit.base({"a": "ann", "b": "ann", "c": "bob"})))
    assert (found.claimed.size, found.claimed.withheld, found.claimed.lost_components) == (1, True, ())
    assert [(item.tier, item.components) for item in found.claimed.lost] == [(1, 2)]
    three = critical(kit.scope(kit.base({"a": "ann bob cid", "b": "dan eve fay gus", "c": "ann bob cid"})))
    assert three.claimed.size == SMALL_SET
    assert three.claimed.lost_components == ("a", "c")


def test_what_nobody_can_operate_is_lost_already(kit):
    found = critical(kit.scope(kit.base({"a": "", "b": "", "c": "ann"})))
    assert (found.claimed.size, found.claimed.bound, found.claimed.already) == (0, 0, 8)
    assert found.claimed.lost_components == ("a", "b")


def test_claimed_and_proven_differ(kit):
    found = critical(kit.scope(kit.base({"a": "ann! bob", "b": "bob", "c": "ann! bob!"})))
    assert found.claimed.size == 2
    assert (found.proven.already, found.proven.size) == (4, 1)


def test_unknown_components_are_left_out_and_counted(kit):
    found = critical(kit.scope(kit.base({"a": "ann", "b": None, "c": None})))
    assert (found.components, found.unknown, found.claimed.total, found.claimed.size) == (1, 2, 4, 1)
    nothing = critical(kit.scope(kit.base({"a": None})))
    assert (nothing.claimed, nothing.proven) == (None, None)


def test_only_those_who_count_are_holders(kit):
    made = kit.base({"a": "ann bob cid dan"})
    made.people["bob"] = made.people["bob"]._replace(kind=PersonKind.EXTERNAL)
    made.people["cid"] = made.people["cid"]._replace(until=parse_day("2026-01-01"))
    made.people["dan"] = made.people["dan"]._replace(kind=PersonKind.CONTRACTOR)
    assert critical(kit.scope(made)).claimed.size == 2


def test_a_scope_is_only_its_components(kit):
    found = critical(kit.scope(kit.base({"a": "ann", "b": "bob", "c": "cid"}), "a"))
    assert (found.components, found.people, found.claimed.size) == (1, 1, 1)
