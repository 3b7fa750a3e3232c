from pathlib import Path

from kb.files.load import load
from tests.pages.conftest import BASES, composed, site_of


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
