"""The nearest repair of a component where somebody who can help is only away."""

import pytest

from kb.analyses.risk.assess import Assessment
from kb.testing import at, base, read

PEOPLE = "ann in web; bob in web; cid in web; pay tier 0; pay owner web; "


def sentence(text, day="2026-06-01", without=()):
    return Assessment(base(PEOPLE + text), at(day), without).component("pay").repair.sentence


def test_who_is_only_away_can_teach_once_they_are_back():
    away = "ann operates pay; ann away 2026-05-20/2026-06-07"
    assert sentence(away) == (
        "the one who can operate it, ann, is away until 2026-06-07: plan for 2026-06-08 to pair bob or cid with them, "
        "write a runbook for pay together, then drill it"
    )
    assert (
        sentence(away, "2026-06-08")
        == "pair bob or cid with ann on pay, write a runbook for pay together, then drill it"
    )


def test_the_first_who_is_back_of_those_who_can_and_none_who_leaves_before():
    text = (
        "ann operates pay; ann away 2026-05-20/2026-06-20; bob expert pay; bob away 2026-05-20/2026-06-10; "
        "cid operates pay; cid away 2026-05-20/2026-06-05; cid until 2026-06-05"
    )
    assert "bob, is away until 2026-06-10: plan for 2026-06-11 to name someone for them to teach" in sentence(text)


@pytest.mark.parametrize(
    "text",
    [
        "ann operates pay; ann until 2026-05-01",
        "ann operates pay; ann away 2026-05-20/2026-06-07; ann until 2026-06-07",
        "ann assists pay; ann away 2026-05-20/2026-06-07",
    ],
)
def test_else_it_is_rediscovered(text):
    assert sentence(text) == "nobody left who can teach it: rediscover it from code and graph"


def test_a_drill_by_who_can_assist_says_who_can_operate_it_and_is_away():
    text = "bob assists pay; ann operates pay; ann away 2026-05-20/2026-06-07"
    assert sentence(text).endswith(
        "with bob, who can already assist; ann, who can operate it, is away until 2026-06-07"
    )


def test_nobody_is_free_until_who_knows_some_of_it_is_back():
    text = "ann operates pay; bob until 2026-05-01; cid assists pay; cid away 2026-05-20/2026-06-07"
    assert sentence(text).startswith(
        "nobody else in team web is free to learn it until cid, who knows some of it, is back on 2026-06-08"
    )


def test_a_vendor_is_named_only_where_there_is_one():
    files = {
        "architecture/a.yml": "services: {pay: {tier: 0, needs: [psp]}}\nvendors: {psp: {}}\n",
        "ownership/a.yml": "knowledge: {pay: none}\n",
    }
    repair = Assessment(read(files).base, at()).component("pay").repair
    assert repair.sentence == "nobody left who can teach it: rediscover it from code, graph and vendor"


def test_whom_the_asker_takes_away_comes_back_to_nothing():
    away = "ann operates pay; ann away 2026-05-20/2026-06-07"
    assert sentence(away, without=("ann",)).startswith("pair bob or cid with those who go before they go")


def test_who_is_about_to_go_is_not_asked_to_learn():
    text = "ann operates pay; cid until 2026-08-30"
    assert sentence(text) == "pair bob with ann on pay, write a runbook for pay together, then drill it"
    assert sentence(text.replace("08-30", "08-31")).startswith("pair bob or cid with ann")  # 91 days
    assert sentence("ann operates pay; bob until 2026-06-20; cid until 2026-06-30").startswith(
        "nobody else in team web is free to learn it"
    )
    helped = "ann operates pay; bob assists pay; bob until 2026-06-20; cid aware pay"
    assert sentence(helped).startswith("pair cid with ann")


LAST = "ann operates pay; ann until 2026-06-15; "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "pair bob or cid with ann on pay, write a runbook for pay together, then drill it"),
        (
            "bob operates pay; bob until 2026-06-10",
            "pair cid with ann on pay, write a runbook for pay together, then drill it",
        ),
        ("cid assists pay", "write a runbook for pay, then drill it with cid, who can already assist"),
        (
            "cid assists pay; bob operates pay; bob away 2026-05-20/2026-07-30",
            "write a runbook for pay, then drill it with cid, who can already assist; bob, who can operate it, is away until 2026-07-30",
        ),
        (
            "bob until 2026-06-10; cid until 2026-05-01",
            "nobody else in team web is free to learn it: name someone for ann to teach",
        ),
    ],
)
def test_while_the_last_who_operate_it_are_there_somebody_who_stays_learns_it(text, expected):
    assert sentence(LAST + text) == f"nobody is left after 2026-06-15: {expected}"


def test_what_three_hold_who_all_go_is_not_to_be_proved_but_taught():
    going = "; ".join(f"{who} operates pay; {who} until 2026-06-15" for who in ("ann", "bob", "dot"))
    said = sentence(f"{going}; dot in web")
    assert said.startswith("nobody is left after 2026-06-15: pair cid with ann on pay")
