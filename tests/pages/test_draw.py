"""What is drawn without a Markdown engine is what the engine would have drawn."""

import re
from html import unescape

import pytest

from kb.pages._draw import draw
from kb.pages._parts import placed

markdown = pytest.importorskip("markdown")
EXTENSIONS = ["admonition", "attr_list", "tables", "fenced_code", "sane_lists", "toc"]


def engine(text):
    return markdown.Markdown(extensions=EXTENSIONS).convert(text)


def body(page):
    return page.markdown.partition("\n---\n")[2]


def same(html):
    """Reduce HTML to what a reader gets: no white space around tags, entities as signs."""
    html = re.sub(r"\s*(<[^>]*>)\s*", r"\1", html)
    html = re.sub(r"<(table|tbody|td)\b[^>]*>", r"<\1>", html).replace("</tbody><tbody>", "")  # see test_columns.py
    return re.sub(r"\s+", " ", unescape(html.replace("<p></p>", "")))


@pytest.mark.no_cover
def test_every_page_is_drawn_as_the_engine_draws_it(worked):
    _, pages = worked
    drawn_parts = 0
    for uri, page in pages.items():
        if uri.endswith(".md") and not page.authored:
            drawn = draw(body(page), lambda target: target)
            drawn_parts += len(drawn.searched) + len(drawn.plain)
            html = placed(placed(engine(drawn.markdown), drawn.searched), drawn.plain)
            assert same(html) == same(engine(body(page))), uri
    assert drawn_parts > 200


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- | --: |\n| [x](y.md) | **z** `c` |",
        '- one\n- <span class="k">two</span> `<three>`\n- **[four](4.md)**',
        "1. one\n2. two",
        "Plain words, a [link](x.md#y) and **strong** `code`.",
        '!!! kb-card "At 3 a&#46;m&#46;"\n\n    **What.** Words.\n\n    1. one\n    2. [two](2.md)\n\n    - three',
    ],
)
def test_a_block_is_drawn(text):
    drawn = draw(text, lambda target: target)
    assert list(drawn.searched) == ["drawn-0"]
    assert same(placed(drawn.markdown, drawn.searched)) == same(engine(text))


@pytest.mark.parametrize(
    "text",
    [
        "- one\n\n    more of one",
        "- one\n    - two",
        "| a |\n| :-: |\n| b |",
        "| a | b |\n| --- | --- |\n| c |",
        r"- a \* b",
        "- ![x](y)",
        "- *slanted*",
        "- <https://example.org>",
        "```text\n- one\n\n- two\n```",
        '!!! kb-card "x"\n\n    - one\n\n        - two',
        '!!! kb-card "x"\n\n    ![a](b)',
        "two\nlines",
        "a *slanted* word",
    ],
)
def test_what_is_not_known_for_certain_is_left_to_the_engine(text):
    drawn = draw(text, lambda target: target)
    assert (drawn.searched, drawn.plain) == ({}, {})
    assert same(engine(drawn.markdown)) == same(engine(text))


def test_what_the_search_leaves_out_is_put_in_after_it_has_read_the_page():
    drawn = draw("# t\n\n- found\n\n## h { data-search-exclude }\n\n- not found\n\n## i\n\n- found again", str)
    assert [len(drawn.searched), len(drawn.plain)] == [2, 1]
    assert "not found" in next(iter(drawn.plain.values()))
    assert not draw("- x", str, searched=False).searched


def test_links_are_given_their_address():
    drawn = draw("- [x](a/b.md#c)", lambda target: f"/{target}/")
    assert drawn.searched["drawn-0"] == '<ul><li><a href="/a/b.md#c/">x</a></li></ul>\n'
