import pytest

from kb import testing
from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.situation import Situation

ORDINARY = "typical: {value: 300, metric: concurrent}\n"


def scale(
    forecast, capacity="{unit: concurrent, tested: {value: 1000, date: 2026-05-01}, designed: 10}", extra=ORDINARY
):
    return scaled(forecast, capacity, extra).scale


def scaled(forecast, capacity, extra):
    event = f"entry: [room]\n{extra}" + (f"forecast: {{high: {forecast}, metric: concurrent}}\n" if forecast else "")
    loaded = testing.read(
        {"events/show.yml": event, "architecture/a.yml": f"services: {{room: {{capacity: {capacity}}}}}"}
    )
    assert loaded.findings == ()
    return Situation(loaded.base, loaded.base.events["show"], testing.at()).scaled


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
    assert scale(5, "none", "") is Scale.NOTABLE
    assert scale(5, "{unit: joins, designed: 1}", "typical: {value: 1, metric: cumulative}\n") is Scale.NOTABLE


ROUTINE = "{unit: concurrent, designed: 1000}"


@pytest.mark.parametrize(
    ("typical", "expected"),
    [
        ("", "notable: what a typical event is, is not written"),
        ("typical: []\n", "notable: there is no typical event"),
        ("typical: {metric: concurrent}\n", "notable: a typical event has no metric, or no value"),
        ("typical: {value: 0, metric: concurrent}\n", "notable: a typical event has no metric, or no value"),
        ("typical: {value: 100}\n", "notable: a typical event has no metric, or no value"),
        (
            "typical: [{value: 100, metric: concurrent}, {value: 9}]\n",
            "notable: a typical event has no metric, or no value",
        ),
        ("typical: {value: 100, metric: attempts}\n", "notable: no typical event is counted in concurrent"),
        ("typical: {value: 100, metric: concurrent}\n", "routine: 10% of the smallest designed capacity, 1,000"),
    ],
)
def test_routine_has_to_be_shown(typical, expected):
    found = scaled(100, ROUTINE, typical)
    assert f"{found.scale.word}: {found.why}" == expected


def test_what_is_larger_needs_no_typical_event():
    assert scale(501, ROUTINE, "") is Scale.MARQUEE


@pytest.mark.parametrize(("past", "expected"), [(3001, Scale.MARQUEE), (200, Scale.NOTABLE)])
def test_without_a_forecast_the_largest_past_event_stands_in(past, expected):
    assert scale(None, "none", f"{ORDINARY}past: [{{value: {past}, metric: concurrent}}]\n") is expected


def test_a_test_carries_no_more_than_it_broke_at():
    broke = "{unit: concurrent, tested: {value: 9000, date: 2026-05-01, breaks_at: 1000}}"
    assert scale(501, broke) is Scale.MARQUEE


def test_a_test_of_one_component_does_not_hide_what_another_was_built_for():
    loaded = testing.read(
        {
            "events/show.yml": f"entry: [room]\nforecast: {{high: 501, metric: concurrent}}\n{ORDINARY}",
            "architecture/a.yml": "services: {room: {needs: [door], capacity: {unit: concurrent, tested: {value: 9000, date: 2026-05-01}}}, "
            "door: {capacity: {unit: concurrent, designed: 1000}}}",
        }
    )
    assert Situation(loaded.base, loaded.base.events["show"], testing.at()).scale is Scale.MARQUEE


def test_a_routine_event_says_of_how_many_components_the_capacity_is_known():
    loaded = testing.read(
        {
            "events/show.yml": f"entry: [room]\nforecast: {{high: 100, metric: concurrent}}\n{ORDINARY}",
            "architecture/a.yml": f"services: {{room: {{needs: [door], capacity: {ROUTINE}}}, door: {{}}}}",
        }
    )
    found = Situation(loaded.base, loaded.base.events["show"], testing.at()).scaled
    assert found == (Scale.ROUTINE, "10% of the smallest designed capacity, 1,000 (known of 1 of 2 components)")


def test_the_larger_of_the_two_counts_and_a_hand_only_raises():
    assert scale(100, extra="typical: {value: 1, metric: concurrent}\n") is Scale.MARQUEE
    assert scale(100, extra="scale: marquee\n") is Scale.MARQUEE
    assert scale(501, extra="scale: routine\n") is Scale.MARQUEE
