from kb.model.settings import tier_place


def test_an_unknown_tier_stands_between_1_and_2():
    assert sorted([3, None, 2, 0, 1], key=tier_place) == [0, 1, None, 2, 3]
