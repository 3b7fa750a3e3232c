from kb.analyses.check.report import CheckReport, Counts
from kb.model.finding import Severity
from kb.render._json_schema import schema


def test_at_or_over():
    counts = Counts(1, 2, 4, 8)
    assert [counts.at_or_over(severity) for severity in Severity] == [1, 3, 7]


def test_the_report_has_a_json_schema():
    assert schema(CheckReport)["title"] == "check-report"
