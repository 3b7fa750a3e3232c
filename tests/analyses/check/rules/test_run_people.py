import pytest

from kb.testing import check

FILES = {
    "ownership/a.yml": "people: {ann: {from: 2026-03-01, until: 2026-05-11}, bob: {}, cid: {from: 2026-06-01}}\n",
    "runbooks/fix.md": "## Steps\n1. Switch.\n",
}


def said(record):
    run = f"{{runbook: fix, kind: drill, help: none, outcome: pass, {record}}}\n"
    return [found.message for found in check("run-people", {**FILES, "runbooks/log/one.yml": run})]


@pytest.mark.parametrize(
    "record",
    [
        "by: ann, ended: 2026-05-11T20:00Z",  # their last day
        "by: ann, started: 2026-05-11T23:30Z, ended: 2026-05-12T00:30Z",  # which went on past midnight
        "by: ann, ended: 2026-03-01T00:00Z, observer: bob",
        "by: bob, ended: 2020-01-01T00:00Z",
    ],
)
def test_who_was_there(record):
    assert said(record) == []


def test_who_had_left_or_was_not_there_yet():
    assert said("by: ann, ended: 2026-05-12T10:00Z, observer: cid") == [
        "a run of `fix` on 2026-05-12 was run by `ann`, who left on 2026-05-11: it counts for nothing",
        "a run of `fix` on 2026-05-12 was watched by `cid`, who came on 2026-06-01",
    ]


def test_who_watched_themselves():
    (only,) = said("by: bob, ended: 2026-05-12T10:00Z, observer: bob")
    assert only == "a run of `fix` by `bob` was watched by nobody else: `observer` names them, too"


def test_both_at_once():
    first, second = said("by: ann, ended: 2026-05-12T10:00Z, observer: ann")
    assert first == "a run of `fix` on 2026-05-12 was run by `ann`, who left on 2026-05-11: it counts for nothing"
    assert "watched by nobody else" in second
