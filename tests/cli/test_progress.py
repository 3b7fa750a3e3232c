"""A sign of life: after a while, to a terminal only, and gone when it is over."""

import time

import pytest

from kb.cli import progress
from kb.cli.progress import Progress

WAIT = 60.0
"""Seconds a slow machine has to say something."""


def terminal(monkeypatch):
    """Let standard error be a terminal: called by the test itself, for capsys puts another in place for each phase of one."""
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "AFTER", 0.01)


def shown(capsys):
    """Return what was said, once something is."""
    end = time.monotonic() + WAIT
    said = ""
    while not said and time.monotonic() < end:
        time.sleep(0.01)
        said = capsys.readouterr().err
    return said


def test_it_says_what_is_being_done_then_what_is_done_next_and_clears_the_line(capsys, monkeypatch):
    terminal(monkeypatch)
    with Progress("planning …") as said:
        assert shown(capsys) == "\r\033[Kplanning …"
        said.now("10 of 11 points")
        assert capsys.readouterr().err == "\r\033[K10 of 11 points"
    assert capsys.readouterr().err == "\r\033[K"


def test_the_line_is_cleared_before_what_went_wrong_is_told(capsys, monkeypatch):
    terminal(monkeypatch)

    def fail():
        with Progress("planning …"):
            assert shown(capsys)
            raise ValueError("no day")

    with pytest.raises(ValueError, match="no day"):
        fail()
    assert capsys.readouterr().err == "\r\033[K"


def test_what_is_quick_says_nothing(capsys, monkeypatch):
    terminal(monkeypatch)
    monkeypatch.setattr(progress, "AFTER", 60.0)
    with Progress("planning …") as said:
        said.now("10 of 11 points")
    assert capsys.readouterr().err == ""


def test_nothing_is_said_where_there_is_no_terminal(capsys, monkeypatch):
    terminal(monkeypatch)
    monkeypatch.setattr(progress.sys.stderr, "isatty", lambda: False, raising=False)
    with Progress("planning …") as said:
        time.sleep(0.1)
        said.now("10 of 11 points")
    assert capsys.readouterr().err == ""
