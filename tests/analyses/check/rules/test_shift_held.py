from kb.testing import check


def found(person, start="2026-06-08T08:00Z", end="2026-06-15T08:00Z"):
    files = {
        "ownership/o.yml": f"people: {{ann: {person}}}\noncall: {{rota: {{shifts: [{{person: ann, start: {start}, end: {end}}}]}}}}\n"
    }
    return [item.message.rpartition(" ")[2] for item in check("shift-held", files)]


def test_leaving_or_being_away_during_the_shift():
    assert found("{until: 2026-06-07}") == ["2026-06-08"]
    assert found("{until: 2026-06-10}") == ["2026-06-11"]
    assert found("{away: [2026-06-14/2026-06-20]}") == ["2026-06-14"]
    assert found("{away: [2026-06-01/2026-06-08]}") == ["2026-06-08"]
    assert found("{from: 2026-06-09}") == ["2026-06-08"]


def test_being_there_throughout():
    assert found("{until: 2026-06-15, away: [2026-06-01/2026-06-07]}") == []


def test_shifts_that_are_over_do_not_matter():
    assert found("{until: 2026-01-01}", "2026-05-01T08:00Z", "2026-05-08T08:00Z") == []


def test_of_a_shift_under_way_only_the_rest_matters():
    assert found("{away: [2026-05-20/2026-05-21]}", "2026-05-18T08:00Z", "2026-06-15T08:00Z") == []


def test_a_shift_that_ends_at_midnight_does_not_touch_the_next_day():
    assert found("{until: 2026-06-08}", "2026-06-08T08:00Z", "2026-06-09T00:00Z") == []


def test_shifts_without_person_or_bounds():
    assert (
        check(
            "shift-held",
            {"ownership/o.yml": "oncall: {rota: {shifts: [{start: 2026-06-08T08:00Z}, {role: primary}]}}\n"},
        )
        == []
    )
