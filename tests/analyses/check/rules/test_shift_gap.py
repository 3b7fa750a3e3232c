from kb.testing import check

NIGHT = "2026-06-{:02d}T09:00+02:00"


def messages(*shifts, day="2026-06-01"):
    lines = "".join(
        f"      - {{person: {person}, start: {start}, end: {end}{role}}}\n"
        for person, start, end, role in ((*shift, "")[:4] for shift in shifts)
    )
    files = {"ownership/o.yml": f"people: {{ann: {{}}, bob: {{}}}}\noncall:\n  rota:\n    shifts:\n{lines}"}
    return [item.message for item in check("shift-gap", files, day)]


def june(person, first, last, role=""):
    return person, NIGHT.format(first), NIGHT.format(last), role


def test_one_after_the_other():
    assert messages(june("ann", 1, 8), june("bob", 8, 15), june("ann", 14, 22)) == []
    assert messages(june("ann", 1, 8)) == []


def test_a_week_that_nobody_took():
    assert messages(june("ann", 1, 8), june("bob", 8, 15), june("ann", 22, 29)) == [
        "nobody is on call for `rota` from 2026-06-15T09:00+02:00 to 2026-06-22T09:00+02:00"
    ]


def test_the_first_hole_is_named_and_the_others_counted():
    shifts = [june("ann", 1, 3), june("bob", 3, 5), june("ann", 5, 7), june("bob", 8, 10), june("ann", 11, 12)]
    assert messages(*reversed(shifts)) == [
        "nobody is on call for `rota` from 2026-06-07T09:00+02:00 to 2026-06-08T09:00+02:00, and in 1 hole more"
    ]


def test_what_is_over_does_not_matter():
    shifts = [june("ann", 1, 8), june("bob", 8, 15), june("ann", 16, 20)]
    assert len(messages(*shifts, day="2026-06-15")) == 1
    assert messages(*shifts, day="2026-06-17") == []


def test_a_longer_shift_fills_the_hole_and_a_second_does_not():
    assert messages(june("ann", 1, 8), june("bob", 8, 9), june("ann", 8, 22), june("bob", 15, 29)) == []
    second = june("bob", 15, 22, ", role: secondary")
    assert len(messages(june("ann", 1, 8), june("bob", 8, 15), second, june("ann", 22, 29))) == 1


def test_a_rotation_of_working_days_means_its_holes():
    days = [("ann", f"2026-06-0{day}T09:00Z", f"2026-06-0{day}T17:00Z") for day in range(1, 6)]
    assert messages(*days) == []


def test_a_shift_may_end_a_minute_before_the_next():
    ends = ("2026-06-08T08:59+02:00", "2026-06-15T08:58+02:00")
    shifts = [
        ("ann", NIGHT.format(1), ends[0]),
        june("bob", 8, 9),
        ("bob", NIGHT.format(9), ends[1]),
        june("ann", 15, 22),
    ]
    assert messages(*shifts) == ["nobody is on call for `rota` from 2026-06-15T08:58+02:00 to 2026-06-15T09:00+02:00"]


def test_two_at_once_hand_nothing_over():
    evenings = [
        (person, f"2026-06-0{day}T15:00Z", f"2026-06-0{day}T{end}:00Z")
        for day in (2, 4)
        for person, end in (("ann", 21), ("bob", 22))
    ]
    assert messages(*evenings) == []


def test_an_hour_that_only_the_offsets_make():
    summer = ("ann", "2026-10-19T09:00+02:00", "2026-10-26T09:00+02:00")
    winter = ("bob", "2026-10-26T09:00+01:00", "2026-11-02T09:00+01:00")
    later = ("ann", "2026-12-02T09:00+01:00", "2026-12-09T09:00+01:00")
    said = (
        "nobody is on call for `rota` from 2026-10-26T09:00+02:00 to 2026-10-26T09:00+01:00; "
        "both say the same hour, with different offsets"
    )
    assert messages(summer, winter) == [said]
    assert messages(summer, winter, later) == [said]  # the other hole is meant, as far as can be told
    right = (*summer[:2], "2026-10-26T09:00+01:00")
    assert messages(right, winter) == []


def test_shifts_without_person_or_bounds_fill_nothing():
    files = {"ownership/o.yml": "oncall: {rota: {shifts: [{start: 2026-06-08T08:00Z}, {role: primary}]}}\n"}
    assert check("shift-gap", files) == []
