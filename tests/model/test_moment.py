"""Days, instants, zones: what is read, what is refused with which words, and whose calendar counts."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kb.model.base import Base
from kb.model.moment import (
    Interval,
    day_of,
    days_between,
    is_past,
    local_day,
    noon,
    order,
    parse_day,
    parse_instant,
    parse_interval,
    parse_when,
    zone,
)
from kb.model.people import Person, Team
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.source import Source
from kb.model.words import PersonKind

HERE = Source("x.yml", 1, 1)


def person(**said) -> Person:
    return Person(
        **dict.fromkeys(Person._fields)
        | {"id": "ann", "kind": PersonKind.EMPLOYEE, "about": NO_ABOUT, "provenance": NO_PROVENANCE, "source": HERE}
        | said
    )


def base(someone, zone_of_team=None):
    team = Team("t", None, None, None, zone_of_team, None, NO_ABOUT, NO_PROVENANCE, HERE)
    return Base(people={"ann": someone}, teams={"t": team})


@pytest.mark.parametrize("text", ["2024-02-29", "0001-01-01", "9999-12-31"])
def test_days(text):
    assert parse_day(text).isoformat() == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-30", "2026-02-30 is not a day of the calendar"),
        ("2025-02-29", "2025-02-29 is not a day of the calendar"),
        ("0000-01-01", "0000-01-01 is not a day of the calendar"),
        ("2026-13-01", "2026-13-01 is not a day of the calendar; did you mean 2026-01-13?"),
        ("2026-1-1", "'2026-1-1' is not a date of the form 2026-01-31; did you mean 2026-01-01?"),
        ("20260101", "'20260101' is not a date of the form 2026-01-31"),
        ("2026-W01-1", "'2026-W01-1' is not a date of the form 2026-01-31"),
        ("\u0662\u0660\u0662\u0666-01-01", "'\u0662\u0660\u0662\u0666-01-01' is not a date of the form 2026-01-31"),
        ("2026-01-01 ", "'2026-01-01 ' is not a date of the form 2026-01-31"),
        ("", "'' is not a date of the form 2026-01-31"),
    ],
)
def test_no_days(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-01-31T18:00+01:00", "2026-01-31T17:00:00+00:00"),
        ("2026-01-31T18:00Z", "2026-01-31T18:00:00+00:00"),
        ("2026-01-31T18:00:30.5-0330", "2026-01-31T21:30:30.500000+00:00"),
        ("9999-12-31T23:59Z", "9999-12-31T23:59:00+00:00"),
    ],
)
def test_instants(text, utc):
    assert parse_instant(text).astimezone(UTC).isoformat() == utc


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-01-31T18:00", "'2026-01-31T18:00' has no offset; write it as in 2026-01-31T18:00+01:00 or ...T17:00Z"),
        ("2026-01-31", "'2026-01-31' is not an instant of the form 2026-01-31T18:00+01:00"),
        ("2026-01-31 18:00Z", "'2026-01-31 18:00Z' is not an instant of the form 2026-01-31T18:00+01:00"),
        ("2026-W05-6T18:00Z", "'2026-W05-6T18:00Z' is not an instant of the form 2026-01-31T18:00+01:00"),
        ("2026-02-30T18:00Z", "2026-02-30T18:00Z is not an instant of the calendar"),
        ("2026-01-31T25:00Z", "2026-01-31T25:00Z is not an instant of the calendar"),
        ("2026-01-31T18:00+25:00", "2026-01-31T18:00+25:00 is not an instant of the calendar"),
        ("9999-12-31T23:59-01:00", "'9999-12-31T23:59-01:00' lies outside the calendar"),
        ("0001-01-01T00:00+01:00", "'0001-01-01T00:00+01:00' lies outside the calendar"),
    ],
)
def test_no_instants(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_instant(text)


def test_either():
    assert parse_when("2026-01-31") == date(2026, 1, 31)
    assert parse_when("2026-01-31T00:00Z") == datetime(2026, 1, 31, tzinfo=UTC)
    with pytest.raises(ValueError, match="not a date of the form"):
        parse_when("tomorrow")


def test_intervals_include_both_ends():
    interval = parse_interval("2026-01-01/2026-01-31")
    assert interval == Interval(date(2026, 1, 1), date(2026, 1, 31))
    assert date(2026, 1, 1) in interval
    assert date(2026, 1, 31) in interval
    assert date(2026, 2, 1) not in interval
    assert "2026-01-05" not in interval


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-01-01", "is not an interval"),
        ("2026-01-02/2026-01-01", "ends before it begins"),
        ("a/b", "is not a date"),
        ("2026-01-01/", "is not a date"),
    ],
)
def test_no_intervals(text, message):
    with pytest.raises(ValueError, match=message):
        parse_interval(text)


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Los_Angeles", "UTC", "Etc/GMT+12", "Asia/Kathmandu"])
def test_zones(name):
    assert zone(name).key == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Berlin",
        "europe/berlin",
        "localtime",
        "posixrules",
        "../../etc/passwd",
        "/etc/localtime",
        "Europe",
        "Europe/Berlin\0",
        "CEST",
        "+01:00",
        "tzdata.zi",
    ],
)
def test_no_zones(name):
    with pytest.raises(ValueError, match="is not a time zone; write it as in Europe/Berlin"):
        zone(name)


def test_noon_is_in_utc():
    assert noon(date(2026, 3, 29)).isoformat() == "2026-03-29T12:00:00+00:00"


@pytest.mark.parametrize("name", [None, "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_too(name, day):
    assert abs(local_day(noon(day), name) - day) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("zone_name", "last"),
    [
        (None, "2026-03-28T23:59:59Z"),
        ("UTC", "2026-03-28T23:59:59Z"),
        ("Europe/Berlin", "2026-03-28T22:59:59Z"),  # the night summer time begins
        ("America/Los_Angeles", "2026-03-29T06:59:59Z"),
        ("Pacific/Kiritimati", "2026-03-28T09:59:59Z"),
        ("Asia/Kathmandu", "2026-03-28T18:14:59Z"),
        ("Etc/GMT+12", "2026-03-29T11:59:59Z"),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_the_last_day_ends_at_midnight_of_ones_own_calendar(zone_name, last, own):
    someone = person(team="t", until=date(2026, 3, 28), timezone=zone_name if own else None)
    there = base(someone, None if own else zone_name)
    end = parse_instant(last)
    assert there.is_available(someone, end)
    assert not there.is_available(someone, end + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("zone_name", "first"),
    [("Europe/Berlin", "2026-10-24T22:00Z"), ("America/Los_Angeles", "2026-10-25T07:00Z"), (None, "2026-10-25T00:00Z")],
)
def test_the_first_day_begins_at_midnight_of_ones_own_calendar(zone_name, first):
    someone = person(timezone=zone_name, from_=date(2026, 10, 25))  # the day summer time ends in Europe
    start = parse_instant(first)
    assert base(someone).is_active(someone, start)
    assert not base(someone).is_active(someone, start - timedelta(seconds=1))


def test_a_day_away_may_have_23_or_25_hours():
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)):
        someone = person(timezone="Europe/Berlin", away=(Interval(day, day),))
        there = base(someone)
        start = datetime(day.year, day.month, day.day, tzinfo=zone("Europe/Berlin")).astimezone(UTC)
        gone = [there.is_available(someone, start + timedelta(minutes=minutes)) for minutes in range(-60, 27 * 60)]
        assert gone.count(False) == hours * 60
        assert there.is_active(someone, start)


@pytest.mark.parametrize(
    ("zone_name", "present"),
    [
        ("Pacific/Kiritimati", False),
        ("Europe/Berlin", True),
        (None, True),
        ("America/Los_Angeles", True),
        ("Etc/GMT+12", True),
    ],
)
def test_a_date_asked_for_is_noon_utc_so_it_is_the_next_day_only_far_in_the_east(zone_name, present):
    someone = person(timezone=zone_name, until=date(2026, 5, 1))
    assert base(someone).is_available(someone, noon(date(2026, 5, 1))) is present


def test_a_persons_own_zone_goes_before_that_of_the_team():
    someone = person(team="t", timezone="UTC", until=date(2026, 5, 1))
    assert base(someone, "Pacific/Kiritimati").is_available(someone, noon(date(2026, 5, 1)))
    assert base(someone).zone_name(person(team="gone")) is None


def test_external_people_are_no_members():
    there = base(person(team="t", kind=PersonKind.EXTERNAL))
    assert there.members("t", noon(date(2026, 5, 1))) == ()
    assert base(person(team="t")).members("t", noon(date(2026, 5, 1))) == ("ann",)


def test_order_compares_by_days_where_one_of_two_is_a_day():
    day, early, late = date(2026, 5, 1), datetime(2026, 5, 1, 1, tzinfo=UTC), datetime(2026, 5, 1, 23, tzinfo=UTC)
    assert (order(early, late), order(late, early), order(early, early)) == (1, -1, 0)
    assert (order(day, late), order(late, day), order(day, day + timedelta(days=1))) == (0, 0, 1)


def test_a_day_counts_from_its_first_moment_in_utc():
    at = datetime(2026, 5, 1, 1, tzinfo=timezone(timedelta(hours=3)))  # still the 30th in UTC
    assert not is_past(date(2026, 5, 1), at)
    assert is_past(date(2026, 4, 30), at)
    assert is_past(at, at)
    assert day_of(at) == date(2026, 4, 30)
    assert days_between(date(2026, 4, 1), at) == 29
    assert days_between(date(2026, 5, 2), at) == -2
