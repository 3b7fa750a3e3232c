"""What every page says of itself: the moment it tells of, short, and true for as long as it is read."""

from datetime import UTC, datetime

import pytest

from kb import testing
from kb.publish.source import read
from kb.publish.told import told

NOW = datetime(2026, 11, 21, 17, 6, 30, tzinfo=UTC)


@pytest.fixture
def said(tmp_path):
    def made(settings="", **asked):
        root = testing.tree(tmp_path / "base", testing.written("ann operates pay") | {"kb.toml": settings})
        return told(read(root, lambda: NOW, **asked))

    return made


def test_where_nobody_chose_a_date_it_is_that_of_the_build_and_grows_old(said):
    found = said()
    assert found["line"] == "As of 21 Nov 2026, 17:06 UTC"
    assert found["built"] == "2026-11-21T17:06+00:00"
    assert found["as_of"] == "2026-11-21"
    assert found["profile"] == "internal"


@pytest.mark.parametrize("word", ["today", "now", "kb.toml"])
def test_a_page_that_is_read_next_week_does_not_speak_of_today(said, word):
    assert word not in said()["line"]


def test_a_chosen_date_stays_true_for_ever(said):
    asked = said(at="2026-03-01")
    assert asked["line"] == "As of 1 Mar 2026"
    assert "built" not in asked
    settled = said('as_of = "2026-06-01"\n')
    assert settled["line"] == "As of 1 Jun 2026"
    assert "built" not in settled


def test_an_instant_is_told_in_utc_to_the_minute(said):
    assert said(at="2026-03-01T01:30+02:00")["line"] == "As of 28 Feb 2026, 23:30 UTC"


def test_a_build_at_noon_is_no_chosen_day(tmp_path):
    root = testing.tree(tmp_path / "base", testing.written("ann operates pay"))
    assert told(read(root, lambda: NOW.replace(hour=12, minute=0, second=0)))["line"] == "As of 21 Nov 2026, 12:00 UTC"


def test_the_notice_of_the_base_stays_with_it(said):
    assert said('notice = """Made up\nfor a test."""\n')["line"] == "As of 21 Nov 2026, 17:06 UTC. Made up for a test."
