from kb.testing import check


def test_a_system_lends_its_tier():
    files = {"architecture/a.yml": "systems: {money: {tier: 3}}\nservices: {pay: {system: money}, rates: {}}\n"}
    assert [found.subject for found in check("tier-known", files)] == ["rates"]


def test_zero_is_a_tier():
    assert check("tier-known", "pay tier 0") == []


def test_retired_components_need_none():
    assert check("tier-known", "pay lifecycle retired") == []
