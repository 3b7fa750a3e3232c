"""Every link of the texts that are read in a clone leads somewhere: to a file that is there, and to a heading it has."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "site" / "guide").rglob("*.md"),
        *(ROOT / "examples").glob("*/README.md"),
    ]
)
_CODE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1`*$|(`+)[^`\n](?:.*?[^`])?\2(?!`)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(<?([^)>\s]+)>?(?: \"[^\"]*\")?\)|^\[[^\]]+\]: +<?(\S+?)>?$", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def links(text):
    """Return where the links of a text lead that stay in the clone; code is no link."""
    found = (one or other for one, other in _LINK.findall(_CODE.sub("", text)))
    return [target for target in found if not _ELSEWHERE.match(target)]


def anchors(text):
    """Return the anchors of a page's headings, as it is read in a repository and on the site."""
    headings = re.findall(
        r"^#{1,6} +(.+?)(?: +\{ *#([\w-]+) *\})?$",
        _CODE.sub(lambda code: code[0] if code[2] else "", text),
        re.MULTILINE,
    )
    return {own or re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title, own in headings}


def leads(page, text, path, anchor):
    goal = (page.parent / path).resolve() if path else page
    if not (goal.is_relative_to(ROOT) and goal.exists()):
        return False
    return not anchor or goal.suffix != ".md" or anchor in anchors(text if goal == page else goal.read_text("utf-8"))


def dead(page, text):
    return [target for target in links(text) if not leads(page, text, *target.partition("#")[::2])]


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere_in_a_clone(page):
    assert dead(page, page.read_text("utf-8")) == []


def test_a_link_that_leads_nowhere_is_found():
    page = ROOT / "README.md"
    text = "[a](docs/ci.md#day-one) [b](docs/none.md) `[c](no.md)` [d](#here) [e](https://x.example)\n\n## Here\n\n[f]: ../beside.md\n"
    assert dead(page, text) == ["docs/none.md", "../beside.md"]
    assert dead(page, "[a](docs/ci.md#no-such) [b](#nor-this)\n```text\n[c](no.md)\n```\n") == [
        "docs/ci.md#no-such",
        "#nor-this",
    ]


def test_there_are_links_to_look_at():
    assert sum(len(links(page.read_text("utf-8"))) for page in TEXTS) > 35
