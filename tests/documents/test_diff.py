"""How a comparison is said: numbers of things, one and many, and what is too much for a page."""

import pytest

from kb.analyses.diff.compare import compare
from kb.analyses.diff.report import What
from kb.analyses.diff.side import Side
from kb.documents import diff, diff_words
from kb.documents.document import Bullets, Document, Paragraph, Section, Tone
from kb.testing import at, base


def told(before: str, after: str) -> Document:
    return diff.describe(compare(Side(base(before), at(), "old"), Side(base(after), at(), "new")), "At some date")


def headings(document: Document) -> list[str]:
    outer = [block for block in document.blocks if isinstance(block, Section)]
    return [inner.title for block in outer for inner in (block, *block.blocks) if isinstance(inner, Section)]


@pytest.mark.parametrize(
    ("before", "after", "word", "tone", "heading"),
    [
        ("ann operates a", "ann assists a", "Worse", Tone.BAD, "1 component lost its last operator"),
        ("ann operates a, b", "ann assists a, b", "Worse", Tone.BAD, "2 components lost their last operator"),
        ("ann operates a; bob operates a", "ann operates a; bob in t", "Worse", Tone.BAD, "1 component is down to one operator"),
        ("ann operates a", "ann operates a; b is service", "Worse", Tone.BAD,
         "1 component is new, and nothing is written about who can operate it"),
        ("ann operates a", "ann operates a; nobody operates b, c", "Worse", Tone.BAD,
         "2 components are new, and nobody can operate them"),
        ("ann operates a; eve operates a; eve is external", "ann operates a", "Slightly worse", Tone.CAUTION,
         "1 component has no expert outside any more"),
        ("ann assists a", "ann operates a", "Not worse", Tone.GOOD, "1 component has an operator again"),
        ("ann assists a, b", "ann operates a, b", "Not worse", Tone.GOOD, "2 components have an operator again"),
    ],
)  # fmt: skip
def test_one_and_many(before: str, after: str, word: str, tone: Tone, heading: str) -> None:
    document = told(before, after)
    verdict = document.blocks[0]
    assert (verdict.word, verdict.tone) == (word, tone)  # type: ignore[union-attr]
    assert heading in headings(document)


def test_nothing_changed() -> None:
    document = told("ann operates a", "ann operates a")
    assert document.blocks[0].word == "Nothing changed"  # type: ignore[union-attr]
    assert headings(document) == []


def test_a_page_holds_a_dozen_of_each_and_counts_the_rest() -> None:
    many = ", ".join(f"s-{number}" for number in range(20))
    document = told(f"ann operates {many}", f"ann assists {many}")
    section = next(block for block in document.blocks if isinstance(block, Section)).blocks[0]
    assert isinstance(section, Section)
    assert isinstance(section.blocks[0], Bullets)
    assert len(section.blocks[0].items) == 12
    assert section.blocks[1] == Paragraph("… and 8 more; --format csv or json has them all.")


def test_many_lines_are_counted() -> None:
    people = [f"p-{number}" for number in range(8)]
    document = told(
        "; ".join(f"{name} operates a" for name in people), "; ".join(f"{name} assists a" for name in people)
    )
    section = next(block for block in document.blocks if isinstance(block, Section)).blocks[0]
    said = section.blocks[0].items[0]  # type: ignore[union-attr]
    assert said.count("→") == 5
    assert said.endswith("; and 4 more lines")


def test_rows_hold_every_line() -> None:
    report = compare(
        Side(base("ann operates a; bob operates a"), at(), "x"), Side(base("ann assists a; bob assists a"), at(), "y")
    )
    rows = diff.describe_rows(report, "").blocks[0].rows  # type: ignore[union-attr]
    assert [[cell.text for cell in row][9] for row in rows] == [
        "`ann`: operate, claimed → assist, claimed",
        "`bob`: operate, claimed → assist, claimed",
    ]


def test_every_kind_of_change_has_its_words() -> None:
    kinds = set(What) - {What.IDENTITY}
    assert set(diff_words.LOST) == set(diff_words.GAINED) == kinds
