from datetime import UTC, date, datetime

import pytest

from kb.errors import UsageError
from kb.model.asked import asked, day
from kb.model.settings import Settings
from kb.testing import at


def never():
    raise AssertionError("the clock was read")


def test_what_is_asked_for_comes_first():
    found = asked(Settings(as_of=date(2020, 1, 1)), "2026-06-01", never)
    assert found.instant == at("2026-06-01")
    assert found.line == "At 2026-06-01 (asked for with --at)"


def test_then_the_settings():
    found = asked(Settings(as_of=date(2020, 1, 1), notice="An\n example."), None, never)
    assert found.instant == at("2020-01-01")
    assert found.line == "At 2020-01-01 (as_of in kb.toml). An example."


def test_then_the_present_instant():
    late = datetime(2026, 6, 1, 23, 59, 58, tzinfo=UTC)
    found = asked(Settings(), None, lambda: late)
    assert found.instant == late, "what was recorded this very minute counts"
    assert found.line == "At 2026-06-01 23:59 UTC (now; set as_of in kb.toml for a fixed date)"


@pytest.mark.parametrize("text", ["2026-02-30", "2026-06-01T10:00", "yesterday", ""])
def test_anything_else_is_refused(text):
    with pytest.raises(UsageError, match="--at: "):
        asked(Settings(), text, never)


@pytest.mark.parametrize(
    "text", ["9999-12-31", "0001-01-01", "9999-12-31T00:00Z", "0001-01-02T00:00Z", "9001-01-01", "1899-12-31"]
)
def test_the_ends_of_the_calendar_are_not_answered_for(text):
    with pytest.raises(UsageError, match=r"--at: the year \d+ lies beyond those that are answered for, 1900 to 9000"):
        asked(Settings(), text, never)


def test_a_day_says_which_option_is_wrong():
    assert day("--by", "9000-12-31") == date(9000, 12, 31)
    with pytest.raises(UsageError, match="--by: 'soon' is not a date"):
        day("--by", "soon")
