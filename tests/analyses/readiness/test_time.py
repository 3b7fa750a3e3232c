"""Zones and daylight saving: shifts are compared as instants, days and nights are read where a person lives."""

from datetime import timedelta

import pytest

from kb import testing
from kb.analyses.readiness.duty import duties, present, touches_night
from kb.analyses.readiness.hours import open_throughout
from kb.analyses.readiness.situation import working_days_after
from kb.model.moment import parse_day, parse_instant

BACK = "window: {start: 2026-10-25T00:30+01:00, end: 2026-10-25T02:30+00:00, pre: 0, post: 0}"
"""The night the clocks go back in London (02:00 +01:00 is 01:00 +00:00): two hours on the clock, three in truth."""
FORTH = "window: {start: 2026-03-29T00:30+00:00, end: 2026-03-29T02:30+01:00, pre: 0, post: 0}"
"""The night they go forth: two hours on the clock, one in truth."""
WINDOW = "window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 60, post: 60}"
PRIMARY = "start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: primary"
SECONDARY = "start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: secondary"


def shifts(window, start, end, second=None):
    return (
        (WINDOW, window),
        (PRIMARY, f"start: {start}, end: {end}, role: primary"),
        (SECONDARY, second or f"start: {start}, end: {end}, role: secondary"),
    )


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        (shifts(BACK, "2026-10-25T00:30+01:00", "2026-10-25T02:30+00:00"), "PASS"),
        (
            shifts(BACK, "2026-10-25T00:30+01:00", "2026-10-25T02:30+01:00"),
            "FAIL",
        ),  # the clock of summer ends an hour early
        (shifts(BACK, "2026-10-24T19:30-04:00", "2026-10-24T22:30-04:00"), "PASS"),  # the same, from New York
        (shifts(FORTH, "2026-03-29T00:30Z", "2026-03-29T01:30Z"), "PASS"),
        (shifts(FORTH, "2026-03-29T01:30+01:00", "2026-03-29T02:30+01:00"), "PASS"),
        (shifts(FORTH, "2026-03-29T00:31+00:00", "2026-03-29T02:30+01:00"), "FAIL"),
    ],
)
def test_a_shift_over_the_change_of_the_clocks_has_no_gap_and_hides_none(outcome, edits, expected):
    proof = (
        (("last: 2026-05-01", "last: 2026-10-01"),)
        if "10-25" in edits[0][1]
        else (("last: 2026-05-01", "last: 2026-02-01"),)
    )
    at = "2026-10-24T12:00Z" if "10-25" in edits[0][1] else "2026-03-28T12:00Z"
    assert outcome("window-covered", *edits, *proof, at=at) == expected


def made(person):
    text = f"people: {{ann: {person}}}\noncall: {{live: {{shifts: [{{person: ann, start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z}}]}}}}\n"
    return testing.read({"ownership/a.yml": text}).base


@pytest.mark.parametrize(
    ("away", "start", "end", "there"),
    [
        (
            "{timezone: Asia/Tokyo, away: [2026-06-04/2026-06-04]}",
            "2026-06-03T14:00Z",
            "2026-06-03T15:00Z",
            True,
        ),  # ends at midnight in Tokyo
        ("{timezone: Asia/Tokyo, away: [2026-06-04/2026-06-04]}", "2026-06-03T14:00Z", "2026-06-03T15:01Z", False),
        (
            "{timezone: America/New_York, until: 2026-06-03}",
            "2026-06-04T02:00Z",
            "2026-06-04T04:00Z",
            True,
        ),  # still the 3rd there
        ("{timezone: America/New_York, until: 2026-06-03}", "2026-06-04T02:00Z", "2026-06-04T04:01Z", False),
        (
            "{away: [2026-06-05/2026-06-05]}",
            "2026-06-04T00:00Z",
            "2026-06-07T00:00Z",
            False,
        ),  # in the middle of a long stretch
    ],
)
def test_days_are_read_where_someone_lives(away, start, end, there):
    assert present(made(away), "ann", parse_instant(start), parse_instant(end)) is there


def test_who_is_there_over_centuries_is_asked_of_two_days_and_not_of_each(monkeypatch):
    base, asked = made("{away: [2026-06-05/2026-06-05], timezone: Asia/Tokyo}"), []
    monkeypatch.setattr(type(base), "day_of", lambda _, __, at: asked.append(at) or at.date())
    assert present(base, "ann", parse_instant("2026-06-06T00:00Z"), parse_instant("9000-01-01T00:00Z"))
    assert not present(base, "ann", parse_instant("1900-01-01T00:00Z"), parse_instant("9000-01-01T00:00Z"))
    assert len(asked) == 4


@pytest.mark.parametrize("person", ["{from: 2026-06-03}", "{until: 2026-06-05}", "{away: [2026-06-04/2026-06-04]}"])
@pytest.mark.parametrize("hours", [1, 24, 72])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "UTC"])
def test_there_for_a_time_is_there_at_each_hour_of_it(person, hours, zone):
    base = made(person.replace("}", f", timezone: {zone}}}"))
    for begun in range(0, 144, 5):
        start = parse_instant("2026-06-01T00:00Z") + timedelta(hours=begun)
        each = [
            base.is_available(base.people["ann"], start + timedelta(minutes=30 * step)) for step in range(2 * hours)
        ]
        assert present(base, "ann", start, start + timedelta(hours=hours)) is all(each)


@pytest.mark.parametrize(
    ("zone", "night"),
    [("Europe/London", False), ("Asia/Tokyo", True), ("Asia/Kolkata", True), ("America/Los_Angeles", False)],
)
def test_nights_are_read_where_someone_lives(zone, night):
    base = made(f"{{timezone: {zone}}}")
    (duty,) = duties(base.rotations["live"])
    assert touches_night(base, base.people["ann"], duty) is night


@pytest.mark.parametrize(
    ("hours", "first", "last", "expected"),
    [
        ("24x7", "2026-06-03T18:00Z", "2026-06-05T18:00Z", True),
        (
            "Mon-Fri 09:00-17:00 Europe/London",
            "2026-06-03T08:00Z",
            "2026-06-03T16:00Z",
            True,
        ),  # summer: 09:00 is 08:00Z
        ("Mon-Fri 09:00-17:00 Europe/London", "2026-06-03T07:59Z", "2026-06-03T16:00Z", False),
        ("Mon-Fri 09:00-17:00 Europe/London", "2026-12-02T08:00Z", "2026-12-02T16:00Z", False),  # winter
        ("Mon-Fri 09:00-17:00 Europe/London", "2026-06-06T10:00Z", "2026-06-06T11:00Z", False),  # a Saturday
        ("Sat-Sun 09:00-17:00 Europe/London", "2026-06-06T10:00Z", "2026-06-06T11:00Z", True),
        ("Fri-Mon 09:00-17:00 Europe/London", "2026-06-07T10:00Z", "2026-06-07T11:00Z", True),
        ("Mon-Fri 09:00-17:00 Europe/Atlantis", "2026-06-03T10:00Z", "2026-06-03T11:00Z", None),
        ("business days", "2026-06-03T10:00Z", "2026-06-03T11:00Z", None),
    ],
)
def test_hours_of_support(hours, first, last, expected):
    assert open_throughout(hours, parse_instant(first), parse_instant(last)) is expected


def test_working_days_leave_out_the_weekend():
    assert str(working_days_after(parse_day("2026-06-03"), 5)) == "2026-06-10"
    assert str(working_days_after(parse_day("2026-06-06"), 1)) == "2026-06-08"


def test_due_days_follow_the_clock_of_the_event(ask):
    (answer, *_) = ask(
        "window-covered", (WINDOW, "window: {start: 2026-06-03T23:30-04:00, end: 2026-06-04T01:00-04:00}")
    )
    assert str(answer.due) == "2026-05-27"
