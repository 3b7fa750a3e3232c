from kb.testing import check


def found(person, day="2026-06-01"):
    return len(
        check(
            "lead-present",
            {"ownership/t.yml": f"teams: {{t: {{lead: ann}}, u: {{}}}}\npeople: {{ann: {person}}}\n"},
            day,
        )
    )


def test_the_last_day_counts_as_present():
    assert found("{until: 2026-06-01}") == 0
    assert found("{until: 2026-06-01}", "2026-06-02") == 1


def test_days_are_read_where_the_person_is():
    # 12:00 UTC of 1 June is already 2 June in Kiritimati (UTC+14).
    assert found("{until: 2026-06-01, timezone: Pacific/Kiritimati}") == 1


def test_being_away_or_not_there_yet_is_not_having_left():
    assert found("{away: [2026-05-01/2026-07-01]}") == 0
    assert found("{from: 2026-07-01}") == 0
