import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kb.documents.document import Document, Paragraph
from kb.render._clean import one_line
from kb.render._markdown import QUOTED, code, escape
from kb.render.markdown import Markdown

EXPECTED = Path(__file__).parent / "expected" / "specimen.md"
ENGINE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def tokens(markdown):
    for token in ENGINE.parse(markdown):
        yield token
        yield from token.children or ()


def shape(markdown):
    """How often each kind of thing occurs; text and code spans are the same to a reader."""
    counted = Counter(token.type for token in tokens(markdown))
    for kind in ("text", "text_special", "code_inline"):
        del counted[kind]
    return counted


def bare(text):
    """A text on one line, without the backticks of what is shown as code."""
    return QUOTED.sub(r"\1", one_line(text))


def shown(markdown):
    return "".join(token.content for token in tokens(markdown) if token.type in {"text", "text_special", "code_inline"})


def test_the_specimen_reads_as_agreed(report, specimen):
    drawn = Markdown().render(report, specimen)
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.write_text(drawn, encoding="utf-8")
    assert drawn == EXPECTED.read_text(encoding="utf-8")


@pytest.mark.no_cover
def test_no_naughty_text_changes_the_structure(naughty, poisoned):
    harmless = shape(Markdown().render(None, poisoned("x")))
    for text in naughty:
        if one_line(text) and "\n" not in text:
            assert shape(Markdown().render(None, poisoned(text))) == harmless, text


@pytest.mark.no_cover
@pytest.mark.parametrize("live", ["html_inline", "html_block", "link_open", "image", "s_open", "em_open"])
def test_no_naughty_text_acts(naughty, poisoned, live):
    for text in naughty:
        assert live not in shape(Markdown().render(None, poisoned(text, "y"))), text


@settings(deadline=None)
@given(st.data())
def test_any_mixture_of_naughty_texts_keeps_the_structure(naughty, poisoned, data):
    parts = data.draw(st.lists(st.sampled_from(naughty) | st.text(max_size=3), min_size=1, max_size=5))
    text = f"a{data.draw(st.sampled_from(['', ' ']))}{''.join(parts).replace(chr(10), ' ')}"
    assert shape(Markdown().render(None, poisoned(text))) == shape(Markdown().render(None, poisoned("x")))


@given(st.text("a1 `*_[]()<>#+-.!|~&@:$\\{}=^;/", max_size=20))
def test_an_escaped_text_reads_as_it_was(text):
    drawn = escape(text)
    assert [token.type for token in ENGINE.parse(drawn)] == (
        ["paragraph_open", "inline", "paragraph_close"] if one_line(text) else []
    )
    assert shown(drawn).split() == bare(text).split()


@given(st.text("a1 `*_[]|\\@:$", max_size=20), st.text("a|`\\@", max_size=6))
def test_a_cell_reads_as_it_was(text, other):
    drawn = f"| h | i |\n| --- | --- |\n| {escape(text, cell=True)} | {escape(other, cell=True)} |"
    cells = [t.children for t in ENGINE.parse(drawn) if t.type == "inline"]
    assert len(cells) == 4
    assert "".join(token.content for token in cells[2]).split() == bare(text).split()
    assert "".join(token.content for token in cells[3]).split() == bare(other).split()


@pytest.mark.parametrize(
    "live", ["@team", "a@b.example", "https://a.example", "www.a.b", "a/b#12", "#1", "GH-7", "$x$"]
)
def test_what_github_acts_on_after_reading_becomes_code(live):
    assert escape(f"see {live} now") == f"see `{live}` now"


@pytest.mark.parametrize(
    "plain",
    [
        "`pay-core` is down",
        "the alert `OrdersStuck` of `order-entry`: see (`kb explain step-keys`).",
        "`kb check --rule owner-known`, `a.b:c=1`",
        "nothing is wrong; `kb check .` shows it.",
        "(`x`)",
    ],
)
def test_what_a_sentence_quotes_is_code(plain):
    assert escape(plain) == plain
    assert [t.type for t in tokens(escape(plain)) if t.type == "code_inline"] == ["code_inline"] * (
        plain.count("`") // 2
    )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a`x`", r"a\`x\`"),
        ("`x`y", r"\`x\`y"),
        ("` x `", r"\` x \`"),
        ("`a` b`", r"`a` b\`"),
        ("` `a`", r"\` `a`"),
        ("``a``", r"\`\`a\`\`"),
        ("`a  b`", r"\`a  b\`"),
        ("`<b>`", r"\`&lt;b&gt;\`"),
        ("`a|b`", r"\`a&#124;b\`"),
    ],
)
def test_what_is_no_quotation_is_shown_as_it_stands(text, escaped):
    assert escape(text) == escaped


@pytest.mark.parametrize("plain", ["load-tested", "a_b_c", "spaces.yaml:4", "50 % (3 of 6)", "a - b", "C++", "x = 1"])
def test_ordinary_texts_stay_readable_in_the_source(plain):
    assert escape(plain) == plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("!!! note", "\\!!! note"),
        ("=== tab", "&#61;== tab"),
        ("??? note", "&#63;?? note"),
        (": x", "&#58; x"),
        ("10. x", "10\\. x"),
        ("1) x", "1\\) x"),
        ("text {: .x}", "text &#123;: .x&#125;"),
    ],
)
def test_what_begins_a_block_in_either_engine_is_escaped(text, escaped):
    assert escape(text) == escaped


def test_code_keeps_backticks():
    assert code("a``b`") == "``` a``b` ```"
    assert code("") == ""


def test_an_excerpt_cannot_close_its_fence(poisoned):
    drawn = Markdown().render(None, poisoned("```\n</pre>"))
    assert "html_block" not in shape(drawn)


def test_each_line_of_a_paragraph_is_a_paragraph():
    assert Markdown().render(None, Document("t", "", (Paragraph("a\n\n- b"),))) == "# t\n\na\n\n\\- b\n"
