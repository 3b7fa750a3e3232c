import pytest

from kb import testing
from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.situation import Situation


def scale(forecast, capacity="{unit: concurrent, tested: {value: 1000, date: 2026-05-01}, designed: 10}", extra=""):
    event = f"entry: [room]\n{extra}" + (f"forecast: {{high: {forecast}, metric: concurrent}}\n" if forecast else "")
    loaded = testing.read(
        {"events/show.yml": event, "architecture/a.yml": f"services: {{room: {{capacity: {capacity}}}}}"}
    )
    assert loaded.findings == ()
    return Situation(loaded.base, loaded.base.events["show"], testing.at()).scale


@pytest.mark.parametrize(
    ("forecast", "expected"),
    [(200, Scale.ROUTINE), (201, Scale.NOTABLE), (500, Scale.NOTABLE), (501, Scale.MARQUEE), (None, Scale.NOTABLE)],
)
def test_by_the_smallest_tested_capacity(forecast, expected):
    assert scale(forecast) is expected


def test_designed_stands_in_where_nothing_is_tested():
    assert scale(200, "{unit: concurrent, designed: 1000}") is Scale.ROUTINE
    assert scale(501, "{unit: concurrent, designed: 1000}") is Scale.MARQUEE


def test_a_test_of_tomorrow_is_none():
    assert scale(501, "{unit: concurrent, tested: {value: 9999, date: 2026-06-02}, designed: 1000}") is Scale.MARQUEE


@pytest.mark.parametrize(("forecast", "expected"), [(300, Scale.ROUTINE), (301, Scale.NOTABLE), (1001, Scale.MARQUEE)])
def test_by_the_typical_event_where_no_capacity_is_known(forecast, expected):
    assert scale(forecast, "none", "typical: {value: 100, metric: concurrent}\n") is expected


def test_neither_known_is_notable():
    assert scale(5, "none") is Scale.NOTABLE
    assert scale(5, "{unit: joins, designed: 1}", "typical: {value: 1, metric: cumulative}\n") is Scale.NOTABLE


def test_the_larger_of_the_two_counts_and_a_hand_only_raises():
    assert scale(100, extra="typical: {value: 1, metric: concurrent}\n") is Scale.MARQUEE
    assert scale(100, extra="scale: marquee\n") is Scale.MARQUEE
    assert scale(501, extra="scale: routine\n") is Scale.MARQUEE
