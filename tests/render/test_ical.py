"""Calendars: what any program reads back is what was written, whatever the texts hold."""

from datetime import date, datetime, timedelta, timezone

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from kb.render._ical import Entry, calendar

AT = datetime(2026, 6, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\n,;\\:é—"))


@given(TEXTS, TEXTS)
def test_any_text_is_read_back(summary, description):
    made = calendar("kb x", AT, [Entry("a-1", date(2026, 7, 1), date(2026, 7, 4), summary, description)])
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (summary, description)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 7, 1), date(2026, 7, 4))
    assert f"{event['DTSTAMP'].dt:%H:%M}" == "12:00"
    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75


def test_a_line_cannot_be_begun_by_a_text():
    made = calendar("kb x", AT, [Entry("a-1", date(2026, 7, 1), None, "a\r\nBEGIN:VALARM", "")])
    assert "SUMMARY:a\\nBEGIN:VALARM\r\n" in made
    assert "\r\nBEGIN:VALARM" not in made
