from kb.testing import check

BASE = {
    "architecture/a.yml": "systems: {money: {owner: t}}\nservices: {pay: {tier: 0, system: money}}\n",
    "ownership/t.yml": "teams: {t: {}}\n",
}


def test_neither_team_nor_rotation():
    (found,) = check("contact-known", BASE)
    assert "neither `t` nor a rotation" in found.message
    assert [str(place) for place in found.evidence] == ["ownership/t.yml:1"]


def test_a_rotation_of_the_system_is_enough():
    oncall = "oncall: {rota: {covers: [money], contact: [{kind: pager, to: pay}]}}\n"
    assert check("contact-known", BASE | {"ownership/o.yml": oncall}) == []


def test_a_rotation_without_contact_is_not():
    assert len(check("contact-known", BASE | {"ownership/o.yml": "oncall: {rota: {covers: [pay]}}\n"})) == 1


def test_a_written_none_is_no_contact():
    assert len(check("contact-known", BASE | {"ownership/t.yml": "teams: {t: {contact: none}}\n"})) == 1


def test_a_component_without_owner_is_left_to_another_rule():
    assert check("contact-known", "pay tier 0") == []
