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
    assert lines[1:] == ["pay,0,single,0,8,1,0,0,0,0,1.0,0,pay", "ledger,,orphaned,0,12,1,0,0,0,1,1.0,1,pay > ledger"]
