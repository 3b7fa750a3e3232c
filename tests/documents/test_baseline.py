"""What is said of a baseline: the numbers that matter, and no list longer than anyone reads."""

from datetime import date

from kb.analyses.check.report import BurnDown, CheckReport, Counts, Entry
from kb.documents import baseline, check
from kb.documents.document import Bullets, Paragraph, Table
from kb.model.baseline import Changed, Recorded, RiskComparison
from kb.model.finding import Finding, Severity
from kb.model.source import Source
from kb.model.words import RiskClass
from kb.testing import at

DAY = date(2026, 6, 1)


def texts(sections):
    (section,) = sections
    assert section.title == "Baseline of 2026-06-01"
    for block in section.blocks:
        yield from (block.items if isinstance(block, Bullets) else [block.text] if isinstance(block, Paragraph) else [])


def test_an_empty_one_says_that_everything_is_new():
    assert list(texts(baseline.burn_down(BurnDown(DAY, 0, 0, 0, {}, (), ())))) == [
        "It holds nothing: whatever is found is new."
    ]


def test_what_is_mended_is_listed_up_to_ten():
    gone = tuple(Entry("tier-known", f"c-{number:02}", 1 + (number == 0)) for number in range(13))
    said = list(texts(baseline.burn_down(BurnDown(DAY, 20, 5, 15, {"tier-known": 5}, gone, ()))))
    assert said[0] == "[###############.....] 5 of 20 left: 15 mended."
    assert "tier-known: c-00 (2)" in said
    assert (said[-1], len(said)) == ("3 more (json has all)", 14)


def test_what_outgrew_it_is_explained():
    said = list(texts(baseline.burn_down(BurnDown(DAY, 1, 1, 0, {}, (), (Entry("alert-answered", "pay", 1),)))))
    assert said[1:] == [
        "More is found than it holds, and which of them is new cannot be told, so that all count:",
        "alert-answered: pay",
    ]


def test_a_comparison_says_what_was_and_what_is():
    was, stands = Recorded(RiskClass.THIN, 2, 1), Recorded(RiskClass.UNKNOWN, None, 3)
    worse = tuple(Changed(f"c-{number:02}", was, stands, True, True) for number in range(12))
    names = tuple(f"n-{number:02}" for number in range(11))
    sections = baseline.comparison(RiskComparison(DAY, 4, 1, worse, names, 3, 2, ("old",), 1))
    said = list(texts(sections))
    assert said[0].startswith(
        "Against kb-baseline.toml: 12 worse, 11 new, 3 better, 1 not to be compared, for something was or is unknown, 2 as before. 1 component orphaned"
    )
    assert "… and 2 more (json has all)." in said
    assert said[-2].endswith("n-09 and 1 more (json has all).")
    assert said[-1] == "No more: old; `kb risk --write-baseline` drops them."
    (table,) = (block for block in sections[0].blocks if isinstance(block, Table))
    assert [cell.text for cell in table.rows[0]] == [
        "c-00",
        "thin, bus factor <= 2 (1 unknown)",
        "unknown, bus factor unknown",
    ]


def test_nothing_to_compare_is_said():
    assert "nothing to compare" in next(texts(baseline.comparison(RiskComparison(DAY, 0, 0, (), (), 0, 0, ()))))


def test_what_it_lets_be_is_not_said_to_be_missing():
    held = BurnDown(DAY, 6_000, 6_000, 0, {"tier-known": 6_000}, (), ())
    report = CheckReport(at(), 1, Counts(0, 2, 0, 0), (), 6_002, True, 0, (), held)
    shown = [
        block.text
        for block in check.describe(report._replace(counts=Counts(0, 0, 0, 0)), "", {}).blocks
        if isinstance(block, Paragraph)
    ]
    assert shown == []
    finding = Finding("tier-known", Severity.WARNING, "pay", "no tier", Source("a.yml", 1, 1), "write it")
    report = report._replace(findings=(finding,))
    (said,) = [block.text for block in check.describe(report, "", {}).blocks if isinstance(block, Paragraph)]
    assert said == "1 more findings are not shown."
