"""What `kb risk` names first, where a plan begins with something else: the truth about why."""

from datetime import date
from pathlib import Path

import pytest

from kb.analyses.plan.gather import gather
from kb.analyses.plan.propose import propose
from kb.analyses.plan.risk_first import _first
from kb.analyses.plan.scope import Scope, asked
from kb.analyses.risk.assess import Assessment
from kb.files.load import load
from kb.model.moment import noon
from kb.model.words import RiskClass

ROOT = Path(__file__).parents[3]
AT = noon(date(2026, 6, 1))
DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"


def said(base, by=date(2026, 6, 28), **more):
    return propose(base, AT, Scope(by=by, **more), options=False).risk_first


@pytest.mark.parametrize(
    ("folder", "at"), [(".", date(2023, 4, 24)), (".", date(2023, 5, 23)), ("examples/lantern", date(2026, 9, 1))]
)
def test_it_is_the_one_kb_risk_names_first(folder, at):
    base = load(ROOT / folder).base
    question = asked(base, noon(at), Scope())
    rows = Assessment(gather(question).known, noon(at)).report("scope", tuple(question.targets)).rows
    held = rows[0].risk_class is RiskClass.HELD
    assert held == (folder != ".")
    assert _first(question, gather(question)) == (None if held else rows[0].component)


def test_nothing_is_said_where_the_plan_begins_with_it(make):
    assert said(make(f"people: {{ann: {{}}, bob: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: assist}}}}")) == ""


def test_nothing_is_said_where_all_is_held(make):
    people = ", ".join(f"{name}: {DRILLED}" for name in ("ann", "bob", "cy", "dan"))
    assert said(make(f"people: {{ann: {{}}, bob: {{}}, cy: {{}}, dan: {{}}}}\nknowledge: {{pay: {{{people}}}}}")) == ""


def test_claims_of_its_learner_come_before_it(make):
    base = make(
        "people: {ann: {}}\nknowledge: {pay: {ann: aware}, wiki: {ann: operate}, blog: {ann: operate}}",
        architecture="services: {pay: {tier: 0}, wiki: {tier: 1}, blog: {tier: 1}}",
        runbooks=("a: [pay]", "b: [wiki]", "c: [blog]"),
    )
    assert said(base, target=1) == (
        "kb risk names pay first: its 4 rediscovery sessions begin in week 2, because until then ann proves blog, wiki, where a "
        "drill is enough"
    )


def test_leave_of_its_learner_is_the_reason_where_it_is(make):
    base = make(
        "people: {ann: {away: [2026-06-01/2026-06-14]}}\nknowledge: {pay: {ann: operate}}",
        runbooks=("fix: [pay]",),
    )
    assert said(base, target=1) == (
        "kb risk names pay first: its sessions begin in week 3, because ann has no hours to learn before then"
    )


def test_what_finds_no_room_is_said_with_the_reason_it_stays_open(make):
    base = make("people: {ann: {}}\nknowledge: {pay: {ann: aware}}")
    told = said(base, by=date(2026, 6, 7), target=1)
    assert told == "kb risk names pay first: it has no session here, for the weeks until 2026-06-07 have no room for it"


def test_the_command_is_that_of_the_scope(make):
    base = make("people: {ann: {team: till}}\nknowledge: {pay: {ann: aware}}")
    assert said(base, by=date(2026, 6, 7), team="till").startswith("kb risk --team till names pay first: ")


def test_enough_by_the_target_asked_for_is_said(make):
    base = make(f"people: {{ann: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}")
    assert (
        said(base, target=1) == "kb risk names pay first: it has the operators asked for on 2026-06-28 as things stand"
    )
