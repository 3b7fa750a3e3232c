from kb.testing import check


def test_a_system_lends_its_owner():
    assert check("owner-known", "pay tier 0; pay system money") != []
    assert (
        check(
            "owner-known",
            {
                "architecture/a.yml": "systems: {money: {owner: t}}\nservices: {pay: {tier: 0, system: money}}\n",
                "ownership/t.yml": "teams: {t: {}}\n",
            },
        )
        == []
    )


def test_only_the_tiers_asked_for():
    text = "a tier 0; b tier 1; c tier 2; d needs a"
    assert [found.subject for found in check("owner-known", text)] == ["a", "b"]
    assert [found.subject for found in check("owner-known", text, tiers=(2,))] == ["c"]


def test_retired_components_may_be_thin():
    assert check("owner-known", "a tier 0; a lifecycle retired") == []


def test_nothing_to_look_at():
    assert check("owner-known", {}) == []


def test_the_message_names_the_place():
    (found,) = check("owner-known", "pay tier 1")
    assert found.message.startswith("`pay` (tier 1) has no owner")
    assert (str(found.source), found.width) == ("architecture/made.yml:2", 3)
