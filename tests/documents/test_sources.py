"""What manual pages cite stands in docs/reference/sources.md, and what stands there is cited."""

import re
from pathlib import Path

import pytest

from kb.cli.explain import pages

ROOT = Path(__file__).resolve().parents[2]
NAMES = re.findall(r"^\| (?!Name |---)(.+?) \| ", (ROOT / "docs/reference/sources.md").read_text("utf-8"), re.MULTILINE)
PARTS = {page.id: {name: " ".join(text.split()) for name, text in page.parts} for page in pages()}
_YEAR = re.compile(r"(?<!/)\b(?:19|20)\d\d\b(?!-)")
CODE = " ".join(" ".join(path.read_text("utf-8").split()) for path in sorted((ROOT / "kb").rglob("*.py")))


def sources(text):
    return [name for name in NAMES if name in text]


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_cited(name):
    assert name in CODE, f"nothing cites {name}: remove its row"


@pytest.mark.parametrize("page", [page for page, parts in PARTS.items() if _YEAR.search(parts.get("Why", ""))])
def test_what_has_a_date_has_a_source(page):
    why = PARTS[page]["Why"]
    assert sources(why), f"{page}: look it up, and add it to docs/reference/sources.md: {why}"


@pytest.mark.parametrize("page", [page for page, parts in PARTS.items() if "Source of thresholds" in parts])
def test_a_threshold_has_a_source_or_is_ours(page):
    said = PARTS[page]["Source of thresholds"]
    assert sources(said) or re.search(r"\bours?\b|\bas for every\b", said), f"{page}: whose is it? {said}"


def test_the_rows_of_a_table_are_in_order():
    text = (ROOT / "docs/reference/sources.md").read_text("utf-8")
    for table in text.split("\n## ")[1:]:
        names = re.findall(r"^\| (?!Name |---)(.+?) \| ", table, re.MULTILINE)
        assert names == sorted(names)
