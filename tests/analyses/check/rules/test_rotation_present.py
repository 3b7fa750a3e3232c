from kb.testing import check

LEFT = "ann until 2026-01-31; bob operates pay; cid operates pay"


def test_first_and_second_in_line():
    assert [found.subject for found in check("rotation-present", f"{LEFT}; rota pages ann, bob, cid")] == ["rota"]
    files = {
        "ownership/o.yml": "people: {ann: {until: 2026-01-31}}\noncall: {rota: {secondary: [ann], rotation: [ann]}}\n"
    }
    (found,) = check("rotation-present", files)
    assert found.message == "the rotation `rota` pages `ann`, who left on 2026-01-31"


def test_people_who_are_away_stay():
    assert check("rotation-present", "ann away 2026-05-01/2026-07-01; rota pages ann") == []


def test_a_rotation_without_people():
    assert check("rotation-present", "rota covers pay") == []
