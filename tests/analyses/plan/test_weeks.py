"""Weeks and hours: leave, departures, arrivals, the last working days, and what zones share."""

from datetime import date

import pytest

from kb.analyses.plan.weeks import Zones, hours, weeks
from kb.model.settings import PlanSettings

PLAN = PlanSettings()


def test_weeks_end_on_sundays_and_the_ends_are_cut():
    found = weeks(date(2026, 6, 3), date(2026, 6, 16))
    assert [(week.first.day, week.last.day) for week in found] == [(3, 7), (8, 14), (15, 16)]


def test_no_day_no_week():
    assert weeks(date(2026, 6, 3), date(2026, 6, 2)) == ()


@pytest.mark.parametrize(
    ("said", "learn", "teach"),
    [
        ("{}", (8, 8), (6, 6)),
        ("{away: [2026-06-03/2026-06-05]}", (3, 8), (2, 6)),
        ("{away: [2026-06-06/2026-06-07]}", (8, 8), (6, 6)),  # a weekend
        ("{from: 2026-06-10}", (0, 4), (0, 3)),
        ("{until: 2026-06-12}", (8, 0), (6, 0)),  # the last five working days, 8 to 12 June, are reserved
        ("{until: 2026-06-14}", (8, 0), (6, 0)),  # so they are where the last day is a Sunday
        ("{until: 2026-06-17}", (8, 4), (6, 3)),
        ("{until: 2026-05-01}", (0, 0), (0, 0)),
    ],
)
def test_hours_go_with_the_working_days_somebody_is_there(make, said, learn, teach):
    base = make(f"people: {{ann: {said}}}")
    found = hours(base.people["ann"], weeks(date(2026, 6, 1), date(2026, 6, 14)), PLAN)
    assert found == (learn, teach)


def test_zones_share_what_is_left_of_the_working_day(make):
    base = make(
        "people: {ann: {timezone: Europe/Berlin}, bob: {timezone: America/New_York}, cid: {timezone: Asia/Tokyo}, dot: {}, "
        "eve: {timezone: Pacific/Kiritimati}, fay: {timezone: Pacific/Midway}, gus: {team: t}}\nteams: {till: {}, t: {timezone: Europe/Berlin}}"
    )
    zones = Zones(base, date(2026, 6, 1), date(2026, 6, 14))
    assert zones.shared("ann", "ann") == 8
    assert zones.shared("ann", "bob") == zones.shared("bob", "ann") == 2
    assert zones.shared("ann", "cid") == 1
    assert zones.shared("ann", "dot") == 6  # no zone is UTC
    assert zones.shared("ann", "gus") == 8  # the zone of the team
    assert zones.shared("eve", "fay") == 7  # 25 hours apart are one, a day later


def test_the_worse_day_counts_where_a_clock_changes(make):
    base = make("people: {ann: {timezone: Europe/London}, bob: {timezone: America/New_York}}")
    assert Zones(base, date(2026, 3, 15), date(2026, 3, 20)).shared("ann", "bob") == 4
    assert Zones(base, date(2026, 3, 15), date(2026, 4, 20)).shared("ann", "bob") == 3


def test_a_plan_made_on_a_weekend_begins_with_the_week_after():
    found = weeks(date(2026, 11, 21), date(2026, 12, 6))
    assert [(week.first, week.last) for week in found] == [
        (date(2026, 11, 23), date(2026, 11, 29)),
        (date(2026, 11, 30), date(2026, 12, 6)),
    ]
    assert len(weeks(date(2026, 11, 21), date(2026, 11, 22))) == 1  # what there is, where there is no more
