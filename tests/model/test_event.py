import pytest

from kb.model.moment import parse_instant
from kb.testing import read

BEGINS, ENDS = "2026-06-03T18:00Z", "2026-06-03T20:00Z"


@pytest.mark.parametrize(
    ("window", "instant", "over"),
    [
        (f"{{start: {BEGINS}, end: {ENDS}}}", "2026-06-03T19:00Z", False),
        (f"{{start: {BEGINS}, end: {ENDS}}}", ENDS, False),
        (f"{{start: {BEGINS}, end: {ENDS}}}", "2026-06-03T20:01Z", True),
        (f"{{start: {BEGINS}}}", BEGINS, False),
        (f"{{start: {BEGINS}}}", "2026-06-03T18:01Z", True),
        ("{pre: 60}", "2036-01-01T00:00Z", False),
    ],
)
def test_an_event_is_over_once_its_end_has_passed(window: str, instant: str, over: bool) -> None:
    event = read({"events/show.yml": f"title: Show\nwindow: {window}\n"}).base.events["show"]
    assert event.is_over(parse_instant(instant)) is over


def test_an_event_without_a_window_is_not_over() -> None:
    event = read({"events/show.yml": "title: Show\n"}).base.events["show"]
    assert event.end is None
    assert not event.is_over(parse_instant("2036-01-01T00:00Z"))
