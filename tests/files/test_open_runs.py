"""Runs under way, as their journals say."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from kb.analyses.rehearsal.plan import Plan
from kb.files.open_runs import open_runs
from kb.files.rehearsals import coding
from kb.model.words import Evidence

START = datetime(2026, 6, 1, 9, tzinfo=UTC)
PLAN = Plan("fix", "Fix", Evidence.DRILL, "ann", "bob", START, "abc", ())


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "runbooks" / "log" / ".open"
    found.mkdir(parents=True)
    return found


def test_the_runs_under_way_are_listed_oldest_first(tmp_path, folder):
    (folder / "a.jsonl").write_bytes(coding.plan_line(PLAN._replace(started=START + timedelta(hours=1), by="cy")))
    (folder / "b.jsonl").write_bytes(coding.plan_line(PLAN))
    first, second = open_runs(tmp_path)
    assert (first.runbook, first.by, first.observer, first.started) == ("fix", "ann", "bob", START)
    assert str(first.source) == "runbooks/log/.open/b.jsonl:1"
    assert second.by == "cy"


def test_where_nothing_is_under_way_there_is_nothing(tmp_path):
    assert open_runs(tmp_path) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}\n",
        b"\xff\n",
        b"[" * 50_000 + b"\n",
        coding.plan_line(PLAN).replace(b'"fix"', b"[1]"),
        coding.plan_line(PLAN).replace(b"+00:00", b""),
    ],
)
def test_what_is_no_journal_is_passed_over(tmp_path, folder, data):
    (folder / "a.jsonl").write_bytes(data)
    assert open_runs(tmp_path) == ()


def test_links_and_pipes_are_not_followed(tmp_path, folder):
    elsewhere = tmp_path / "real.jsonl"
    elsewhere.write_bytes(coding.plan_line(PLAN))
    (folder / "a.jsonl").symlink_to(elsewhere)
    os.mkfifo(folder / "b.jsonl")
    assert open_runs(tmp_path) == ()
