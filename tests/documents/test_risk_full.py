"""What the full report says where numbers are missing, bounded or large."""

import pytest

from kb import testing
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.critical import Critical, CriticalSize
from kb.analyses.risk.full import Asked, full_report
from kb.documents.risk_full import _critical, describe, describe_rows
from kb.model.moment import noon, parse_day
from kb.render.csv import Csv
from kb.render.text import Text

AT = noon(parse_day(testing.TODAY))


def drawn(words, *names, **asked):
    assessment = Assessment(testing.base(words), AT)
    report = full_report(assessment, assessment.report("all", names or None), Asked(**asked))
    return Text().render(report, describe(report, "At a date"))


def flat(text):
    return " ".join(text.split())


def test_a_lone_operator():
    said = flat(drawn("ann operates pay; pay tier 0"))
    assert "To lose over 50 % 1 person; bound 1, gap 0 (proved)" in said
    assert (
        "1 component without an operator once they are gone (1 of tier 0), not listed: the set is smaller than 3 people."
        in said
    )
    assert "ann" not in said.split()


def test_nothing_known():
    said = flat(drawn("pay needs ledger"))
    assert "To lose over 50 % unknown: nothing is written about who can operate anything here" in said
    assert "no team and nobody is known here" in said


def test_an_empty_scope():
    assert "No component lies in this scope" in drawn("ann operates pay", "elsewhere")


def test_out_of_reach_is_said():
    assert "out of reach" in flat(drawn("ann operates pay; ledger tier 0; book tier 0"))


@pytest.mark.parametrize(
    ("exact", "said"),
    [(True, "43 people; bound 43, gap 0 (proved)"), (False, "43 people; bound 40, gap 3 (7 %; --exact searches on)")],
)
def test_the_gap_is_always_printed(exact, said):
    bound = 43 if exact else 40
    size = CriticalSize(10, 20, 0, True, 43, bound, exact, 43 - bound, 50, (), 10, (), False)
    facts = _critical(Critical(50, 99, 9, 0, size, size, (), True))[0]
    assert facts.pairs[0][1].text == said


def test_csv_is_the_order_of_consequence():
    assessment = Assessment(testing.base("ann operates pay; pay needs ledger; pay tier 0; nobody operates ledger"), AT)
    report = full_report(assessment, assessment.report("all"))
    lines = Csv().render(report, describe_rows(report, "x")).splitlines()
    assert lines[1:] == [
        "pay,0,single,0,8,1,0,0,0,0,1.0,0,pay,no",
        "ledger,,orphaned,0,12,1,0,0,0,1,1.0,1,pay > ledger,no",
    ]


def test_who_is_away_is_said_where_people_are_counted():
    words = "ann operates pay; bob operates pay; ann in t; bob in t; bob away 2026-06-01/2026-06-30"
    said = flat(drawn(words))
    assert "t 2, as listed; of them 1 away at this date, who can leave, too" in said
    assert "1 person available in the knowledge base" in said
    assert "who can leave, too" not in flat(drawn(words.rpartition(";")[0]))


def test_expected_losses_by_tier_have_a_total_where_there_are_several():
    several = flat(drawn("ann operates pay; pay tier 0; ann operates key; key tier 2"))
    assert "tier 0 1 1 tier 2 1 1 all 2 2" in several
    assert "all 1 1" not in flat(drawn("ann operates pay; pay tier 0"))


def test_teams_left_out_are_counted_so_that_the_sum_is_right():
    words = "; ".join(f"p{number} operates pay; p{number} in t{number}" for number in range(6))
    assert "6 people: t0 1, as listed; t1 1, as listed; t2 1, as listed; t3 1, as listed; 2 more teams 2 (json has all)" in flat(
        drawn(words)
    )  # fmt: skip
