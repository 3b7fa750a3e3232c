"""Coverage by hand-computed cases."""

from datetime import datetime
from pathlib import Path

import pytest

from kb.analyses.coverage import Cover, Coverage, classify
from kb.files.load import load
from kb.model.moment import is_past, noon, parse_day, parse_instant
from kb.model.words import Evidence, Level, RiskClass
from kb.testing import tree

REPOSITORY = Path(__file__).parents[2]

FILES = {
    "architecture/a.yml": """\
services:
  pay: {}
  ship: {}
  mail: {}
  bare: {}
""",
    "ownership/a.yml": """\
teams: {berlin: {timezone: Europe/Berlin}}
people:
  ann: {}
  bob: {until: 2026-08-31}
  cid: {away: [2026-09-10/2026-09-20]}
  dot: {kind: external}
  eve: {kind: contractor}
  fay: {team: berlin, until: 2026-09-14}
knowledge:
  pay:
    ann: {level: operate, by: drill, last: 2026-08-01, ref: notes 7}
    bob: {level: expert, by: incident, last: 2026-08-01, ref: notes 7}
    cid: operate
    dot: operate
    eve: {level: operate, by: drill, last: 2026-03-17, ref: notes 7}
    fay: {level: assist, by: drill, last: 2026-09-01}
  ship: {ann: {level: operate, by: deployed, last: 2026-09-01}, eve: {level: operate, by: drill, last: 2026-03-18, ref: notes 7}}
  mail: none
""",
}


def at(text: str) -> datetime:
    return noon(parse_day(text)) if len(text) == 10 else parse_instant(text)


@pytest.fixture
def covered(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    return lambda when="2026-09-14", without=(): Coverage(loaded.base, at(when), frozenset(without))


def test_those_who_left_are_away_external_or_below_operate_do_not_count(covered):
    assert covered().cover("pay") == Cover(known=True, coverage=2, proven=1, externals=1)


def test_a_written_none_is_known_and_an_absent_entry_is_not(covered):
    assert covered().cover("mail") == Cover(known=True, coverage=0, proven=0, externals=0)
    assert covered().cover("mail").risk_class is RiskClass.ORPHANED
    assert covered().cover("bare").risk_class is RiskClass.UNKNOWN


def test_evidence_is_proof_until_the_last_of_its_180_days(covered):
    # 2026-03-18 + 180 days = 2026-09-14: the last day it proves; 2026-03-17 is a day too old, `deployed` never proves
    assert covered().cover("ship").proven == 1
    assert covered("2026-09-15").cover("ship").proven == 0


def test_evidence_later_than_the_date_proves_nothing_yet(covered):
    assert covered("2026-07-31").cover("pay").proven == 1  # eve's drill of March; ann's and bob's are still to come
    assert covered("2026-07-31").cover("pay").coverage == 4


def test_the_last_day_is_a_day_of_presence_in_the_persons_own_zone(covered):
    assert "fay" in covered("2026-09-14T21:59Z").available  # 23:59 in Berlin
    assert "fay" not in covered("2026-09-14T22:00Z").available  # midnight in Berlin


def test_both_ends_of_an_absence_are_absent(covered):
    present = {day: "cid" in covered(day).available for day in ("2026-09-09", "2026-09-10", "2026-09-20", "2026-09-21")}
    assert present == {"2026-09-09": True, "2026-09-10": False, "2026-09-20": False, "2026-09-21": True}


def test_without_takes_people_away(covered):
    assert covered(without={"ann"}).cover("pay") == Cover(known=True, coverage=1, proven=0, externals=1)


def test_cover_and_operators_tell_the_same(covered):
    for when in ("2026-07-31", "2026-09-14", "2026-12-01"):
        coverage = covered(when)
        for component in ("pay", "ship", "mail"):
            counting = [operator for operator in coverage.operators(component) if operator.counts]
            assert coverage.cover(component).coverage == len(counting)
            assert coverage.cover(component).proven == sum(operator.proven for operator in counting)


RUN = """\
runbook: restore
kind: {kind}
by: {by}
started: 2026-09-01T10:00Z
ended: 2026-09-01T11:00Z
help: {help}
outcome: {outcome}
"""


@pytest.mark.parametrize(
    ("kind", "help_taken", "outcome", "proves"),
    [
        ("drill", "none", "pass", True),
        ("gameday", "none", "pass", True),
        ("incident", "none", "pass", True),
        ("tabletop", "none", "pass", False),
        ("drill", "asked", "pass", False),
        ("drill", "took_over", "pass", False),
        ("drill", "none", "partial", False),
        ("drill", "none", "fail", False),
    ],
)
def test_only_a_passed_unaided_run_proves_operate(tmp_path, kind, help_taken, outcome, proves):
    files = FILES | {
        "runbooks/restore.md": "---\nid: restore\ncomponents: [bare]\n---\n# Restore\n## Steps\n1. Restore it.\n",
        "runbooks/log/one.yml": RUN.format(kind=kind, by="ann", help=help_taken, outcome=outcome),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_text(text)
    loaded = load(tmp_path)
    assert loaded.findings == ()
    coverage = Coverage(loaded.base, at("2026-09-14"))
    assert coverage.cover("bare") == Cover(known=proves, coverage=int(proves), proven=int(proves), externals=0)
    if proves:
        (operator,) = coverage.operators("bare")
        assert (operator.level, operator.evidence) == (Level.OPERATE, Evidence(kind))
    assert Coverage(loaded.base, at("2026-08-31")).cover("bare").known is False  # the run was still to come


def test_a_run_lifts_whoever_was_said_to_know_less(tmp_path):
    files = FILES | {
        "runbooks/restore.md": "---\nid: restore\ncomponents: [pay]\n---\n# Restore\n## Steps\n1. Restore it.\n",
        "runbooks/log/one.yml": RUN.format(kind="drill", by="fay", help="none", outcome="pass"),
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_text(text)
    cover = Coverage(load(tmp_path).base, at("2026-09-14")).cover("pay")
    assert (cover.coverage, cover.proven) == (3, 2)


@pytest.mark.parametrize(("coverage", "word"), [(0, "orphaned"), (1, "single"), (2, "thin"), (3, "held"), (9, "held")])
def test_classes(coverage, word):
    assert classify(coverage).value == word


@pytest.mark.parametrize("root", [REPOSITORY, REPOSITORY / "examples" / "lantern"], ids=["founding", "lantern"])
def test_the_short_ways_say_what_the_operators_say(root):
    loaded, seen = load(root).base, set()
    for day in ("2022-10-01", "2023-05-23", "2026-09-14", "2027-06-01"):
        coverage = Coverage(loaded, at(day))
        for name in loaded.components:
            everybody = coverage.operators(name)
            counting = [one for one in everybody if one.counts]
            assert coverage.counting(name) == tuple((one.person, one.proven) for one in counting)
            ever = [
                one
                for one in everybody
                if one.level >= Level.OPERATE
                and one.evidence.proves_operate
                and one.last
                and is_past(one.last, at(day))
            ]
            dates = [one.last for one in counting if one.proven]
            assert coverage.proofs(name) == (dates, bool(ever))
            seen.add((bool(dates), bool(ever)))
    assert seen == {(False, False), (False, True), (True, True)}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("{ann: assist, basis: inferred}", RiskClass.UNKNOWN),
        ("{ann: {level: aware, basis: inferred}, eve: {level: assist, basis: inferred}}", RiskClass.UNKNOWN),
        ("{ann: {level: aware, basis: inferred}, eve: assist}", RiskClass.ORPHANED),
        ("{bob: operate, basis: inferred}", RiskClass.ORPHANED),
        ("{ann: operate, basis: inferred}", RiskClass.SINGLE),
        ("{ann: assist, basis: assumption}", RiskClass.ORPHANED),
        ("none", RiskClass.ORPHANED),
    ],
)
def test_what_is_inferred_of_less_than_operating_makes_nothing_known(tmp_path, lines, expected):
    """A draft of who reviews a component must not say that nobody can restore it."""
    files = {
        "architecture/a.yml": "services: {pay: {}}\n",
        "ownership/a.yml": f"people: {{ann: {{}}, bob: {{until: 2026-08-31}}, eve: {{}}}}\nknowledge:\n  pay: {lines}\n",
    }
    found = Coverage(load(tree(tmp_path, files)).base, noon(parse_day("2026-09-14")))
    assert found.cover("pay").risk_class is expected
    assert found.is_known("pay") is (expected is not RiskClass.UNKNOWN)
