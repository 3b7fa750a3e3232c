"""What of a check is asked for."""

import pytest

from kb.analyses.check.narrow import Narrow, narrowed
from kb.analyses.check.report import CheckReport, Counts
from kb.model.finding import Finding, Severity, Suppression
from kb.model.source import Source
from kb.testing import at

HERE = Source("architecture/a.yml", 3, 5)
ERROR = Finding("unknown-key", Severity.ERROR, "pay", "m", HERE, "f")
WARNING = Finding("tier-known", Severity.WARNING, "pay", "m", HERE._replace(path="architecture/ab.yml"), "f")
ADVICE = Finding("run-steps", Severity.INFO, "pay", "m", HERE._replace(path="kb.toml"), "f")
LET_BE = ADVICE._replace(suppressed=Suppression("later", "2026-12-31", HERE))
WHOLE = CheckReport(at(), 3, Counts(1, 1, 1, 1), (ERROR, WARNING, ADVICE, LET_BE), 0, True, 0, ())


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        (Narrow(), (ERROR, WARNING, ADVICE, LET_BE)),
        (Narrow((".",)), (ERROR, WARNING, ADVICE, LET_BE)),
        (Narrow(("architecture",)), (ERROR, WARNING)),
        (Narrow(("architecture/a.yml",)), (ERROR,)),
        (Narrow(("architecture/a",)), ()),
        (Narrow(("kb.toml", "architecture/a.yml")), (ERROR, ADVICE, LET_BE)),
        (Narrow((), ("run-steps", "tier-known")), (WARNING, ADVICE, LET_BE)),
        (Narrow(("architecture",), ("run-steps", "tier-known")), (WARNING,)),
    ],
)
def test_what_is_asked_for_is_kept_and_counted_anew(narrow, found):
    report = narrowed(WHOLE, narrow)
    assert report.findings == found
    assert sum(report.counts) == len(found)
    assert report.more == 0


def test_beyond_what_a_report_holds_is_counted():
    report = narrowed(WHOLE._replace(findings=(ERROR,) * 5_001), Narrow())
    assert (len(report.findings), report.more, report.counts.errors) == (5_000, 1, 5_001)
