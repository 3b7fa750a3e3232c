"""Which events there are, in words."""

from kb.documents.event_list import describe
from kb.render.text import Text
from kb.testing import at, read

FILES = {
    "events/late.yml": "id: late\ntitle: Late one\nwindow: {start: 2026-12-01T10:00Z, end: 2026-12-01T12:00Z}\n",
    "events/early.yml": "id: early\nwindow: {start: 2026-01-01T10:00+02:00, end: 2026-01-01T12:00+02:00}\n",
    "events/some-day.yml": "id: some-day\n",
}


def listed(day):
    return Text().render(None, describe(read(FILES).base.events.values(), at(day), ""))


def test_events_are_listed_by_date_and_those_without_come_last():
    text = listed("2026-06-01")
    assert text.splitlines()[5:8] == [
        "early               2026-01-01 10:00+02:00, over",
        "late      Late one  2026-12-01 10:00+00:00",
        "some-day            unknown",
    ]
    assert text.endswith("`kb ready late` says GO or NO-GO, and what that rests on.\n")


def test_where_all_are_over_the_last_is_the_example():
    assert "`kb ready some-day`" in listed("2027-06-01")
