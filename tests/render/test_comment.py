"""A comment is short, folded, and does nothing: whatever the files say."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.documents.document import Bullets, Cell, Code, Column, Document, Paragraph, Section, Table, Verdict
from kb.render.comment import _CUT, Comment

EXPECTED = Path(__file__).parent / "expected" / "specimen-comment.md"
ENGINE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OWN = re.compile(r"<details(?: open)?><summary>(?:[^<>]|</?code>)*</summary>|</details>")


def kinds(markdown):
    """How often each kind of thing occurs, and every piece of HTML."""
    found, html = Counter(), []
    todo = ENGINE.parse(markdown)
    while todo:
        token = todo.pop()
        todo += token.children or []
        found[token.type] += 1
        html += [token.content.strip()] if token.type.startswith("html") else []
    return found, html


def test_the_specimen_reads_as_agreed(report, specimen):
    drawn = Comment().render(report, specimen)
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.write_text(drawn, encoding="utf-8")
    assert drawn == EXPECTED.read_text(encoding="utf-8")


@pytest.mark.no_cover
def test_no_naughty_text_brings_html_a_link_or_an_image(naughty, poisoned):
    for text in naughty:
        found, html = kinds(Comment().render(None, poisoned(text, "y")))
        assert not {"link_open", "image", "s_open", "em_open", "html_inline"} & set(found), text
        assert all(OWN.fullmatch(piece) for piece in html), (text, html)


def document(text):
    table = Table((Column("A"),), ((Cell(text),), (Cell("b"),)))
    return Document(text, text, (Paragraph(text), Section(text, (Bullets((text, "b")), table)), Verdict("word", text)))


LIVE = re.compile(r"@\w|://|www\.|(?<!&)#\d|\bGH-\d|\$\w")


@settings(deadline=None)
@given(st.data())
def test_no_mixture_acts_not_even_in_the_title_of_a_fold(naughty, data):
    text = "".join(data.draw(st.lists(st.sampled_from(naughty) | st.text(max_size=3), min_size=1, max_size=5)))
    drawn = Comment().render(None, document(text))
    found, html = kinds(drawn)
    assert not {"link_open", "image", "html_inline"} & set(found)
    assert all(OWN.fullmatch(piece) for piece in html)
    for piece in html:  # what GitHub would act on after the Markdown is read stands in code only
        assert not LIVE.search(re.sub(r"<code>.*?</code>", "", piece))


@settings(deadline=None)
@given(st.data(), st.integers(1_000, 4_000))
def test_it_is_never_larger_than_it_may_be_and_always_closed(naughty, data, most):
    texts = data.draw(st.lists(st.sampled_from(naughty) | st.text(), min_size=1, max_size=40))
    blocks = (
        Bullets(tuple(texts)),
        Section("one", (Paragraph("p"), Bullets(tuple(texts)))),
        Section("two", (Code("", "\n".join(texts)),)),
    )
    drawn = Comment(most=most).render(None, Document("t", "at", blocks))
    assert len(drawn.encode()) <= most
    assert len(re.findall("<details(?: open)?>", drawn)) == drawn.count("\n</details>\n")


@pytest.mark.no_cover
@pytest.mark.parametrize("most", range(1_000, 1_200))
def test_many_small_sections_fit_too(most):
    sections = tuple(Section(f"s-{number}", (Paragraph("p"),)) for number in range(60))
    drawn = Comment(most=most).render(None, Document("t", "at", sections))
    assert len(drawn.encode()) <= most
    assert drawn.count("<details open>") == drawn.count("</details>")


def test_what_does_not_fit_is_cut_between_lines_and_that_is_said():
    rows = tuple((Cell(f"row-{number}"), Cell("x" * 50)) for number in range(100))
    table = Table((Column("A"), Column("B")), rows)
    drawn = Comment(most=2_000).render(
        None, Document("t", "at", (Section("Rows", (table,)), Section("Never", (Paragraph("seen"),))))
    )
    assert "row-10 " in drawn
    assert "row-99" not in drawn
    assert "Never" not in drawn
    assert drawn.endswith(f"\n\n</details>\n\n{_CUT}\n")
    assert "html_inline" not in kinds(drawn)[0]


def test_what_has_to_stay_whole_is_left_out_whole():
    drawn = Comment(most=1_000).render(None, Document("t", "at", (Code("a.yml", "x\n" * 900),)))
    assert "```" not in drawn
    assert drawn.endswith(f"{_CUT}\n")


def test_long_texts_are_cut():
    drawn = Comment().render(None, Document("t", "", (Paragraph("wörd " * 500),)))
    assert (len(drawn) < 450, drawn.endswith("…\n")) == (True, True)


def test_verdicts_come_first():
    blocks = (Paragraph("later"), Section("s", (Paragraph("folded"),)), Verdict("1 error", "mend it"))
    assert Comment().render(None, Document("Check", "At noon", blocks)) == (
        "### Check\n\nAt noon\n\n> **1 error**: mend it\n\nlater\n\n"
        "<details open><summary>s</summary>\n\nfolded\n\n</details>\n"
    )


@pytest.mark.parametrize("title", ["@team", "<img src=x>", "a & b", "see https://a.example now", '"x"'])
def test_the_title_of_a_fold_is_text(title):
    drawn = Comment().render(None, Document("t", "", (Section(title, (Paragraph("p"),)),)))
    assert "<img" not in drawn
    summary = re.search("<summary>(.*)</summary>", drawn)[1]
    assert not LIVE.search(re.sub(r"<code>.*?</code>", "", summary))
