import re
from html import unescape
from pathlib import Path

from kb import testing
from kb.analyses.readiness.assess import assess
from kb.documents.readiness import spoken
from kb.files.load import load
from tests.pages.conftest import BASES, ROOT, composed, site_of


def lantern(profile="internal", day="2026-09-14"):
    return composed(site_of(load(Path(BASES["lantern"])).base, day, profile))


def test_an_event_has_its_verdict_what_blocks_and_every_check_with_evidence():
    pages = lantern()
    page = pages["readiness/lecture-night.md"].markdown
    assert "kb-verdict" in page
    checklist = page[page.index("## Checklist") :]
    assert checklist.count('<span class="kb-box"></span>') > 15
    assert "../manual/checks.md#load-tested" in checklist
    assert "observed" in checklist
    assert 'kind: "checklist"' in page


def plain(markdown):
    return unescape(re.sub(r"<[^>]+>|\[|\]\([^)]*\)", "", markdown)).replace("`", "")


def test_it_counts_what_a_check_says_as_the_command_line_does():
    base = load(ROOT).base
    report = assess(base, base.events["presidential-announcement"], testing.at("2023-05-23"))
    page = plain(composed(site_of(base, "2023-05-23"))["readiness/presidential-announcement.md"].markdown)
    several = 0
    for result in report.results:
        answer, more = spoken(result)
        several += bool(more)
        if result.outcome.blocks:
            assert f"{answer.value}{more}".replace("`", "") in page, result.check
    assert several > 5
    assert "(and 17 more)" not in page.partition("Checklist")[0].partition("C1")[2].partition("\n")[0]


def test_the_list_puts_what_is_coming_first():
    rows = lantern()["readiness/index.md"].markdown.partition("| ---")[2]
    assert rows.index("lecture-night.md") < rows.index("(over)".replace("(", "&#40;").replace(")", "&#41;"))


def test_leadership_reads_outcomes_without_names():
    page = lantern("leadership")["readiness/lecture-night.md"].markdown
    assert "kb-outcome" in page
    assert "Mend" not in page
    assert "Said no-go" not in page


def test_the_public_reads_no_readiness():
    assert not [uri for uri in lantern("public") if uri.startswith("readiness/")]
