import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.documents.document import Cell, Code, Column, Document, Facts, Paragraph, Section, Table, Tone, Verdict
from kb.render._clean import one_line
from kb.render.html import Html

EXPECTED = Path(__file__).parent / "expected" / "specimen.html"
ALLOWED = {"class", "scope", "colspan", "lang", "charset", "name", "content", "http-equiv"}
DRAWING = {"svg", "g", "title", "desc", "text", "line", "polyline", "polygon"}


class Shape(HTMLParser):
    """The tags with their attributes, in order, and the text between them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.said, self.others = [], set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update((tag, name) for name, _ in attrs)

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_data(self, data):
        self.said.append(data)

    def handle_comment(self, data):
        self.others.append(data)

    def handle_pi(self, data):
        self.others.append(data)

    def unknown_decl(self, data):
        self.others.append(data)


def draw(*blocks):
    return Html().render(None, Document("t", "", blocks))


def test_the_specimen_reads_as_agreed(report, specimen):
    drawn = Html().render(report, specimen)
    if os.environ.get("UPDATE_EXPECTED"):
        EXPECTED.write_text(drawn, encoding="utf-8")
    assert drawn == EXPECTED.read_text(encoding="utf-8")


def test_every_tag_is_closed_in_order(report, specimen):
    depth = []
    for tag in Shape(Html().render(report, specimen)).tags:
        if tag.startswith("/"):
            assert depth.pop() == tag[1:]
        elif tag != "meta":
            depth.append(tag)
    assert depth == []


def test_no_naughty_text_becomes_a_tag_or_an_attribute(naughty, poisoned):
    harmless = Shape(Html().render(None, poisoned("x")))
    for text in naughty:
        found = Shape(Html().render(None, poisoned(text)))
        assert found.others == []
        assert found.attributes == harmless.attributes, text
        if one_line(text) and "\n" not in text:
            assert found.tags == harmless.tags, text


def test_the_page_asks_for_nothing_and_runs_nothing(report, specimen, naughty, poisoned):
    for drawn in (Html().render(report, specimen), *(Html().render(None, poisoned(text)) for text in naughty)):
        shape = Shape(drawn)
        assert not {"script", "link", "img", "iframe", "a", "base", "form", "object"} & set(shape.tags)
        assert {name for tag, name in shape.attributes if tag not in DRAWING} <= ALLOWED
        assert not [name for _, name in shape.attributes if name.startswith("on") or name in ("href", "src", "style")]
        assert "default-src 'none'; style-src 'unsafe-inline'" in drawn
        style = drawn[drawn.index("<style>") : drawn.index("</style>")]
        assert not re.search(r"url\(|@import|expression", style)


def test_every_text_of_the_files_can_be_read(naughty, poisoned):
    for text in naughty:
        if one_line(text):
            assert one_line(text) in [part.strip() for part in Shape(Html().render(None, poisoned(text))).said], text


@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.PLAIN])
def test_a_tone_is_a_class_beside_the_word(tone):
    drawn = draw(Verdict("NO-GO", "three fail", tone), Facts((("State", Cell("fails", tone)),)), Paragraph("p", tone))
    assert f'<p class="verdict {tone.value}"><strong>NO-GO</strong> <span>three fail</span></p>' in drawn
    assert f'<dd class="{tone.value}">fails</dd>' in drawn
    assert f'<p class="{tone.value}">p</p>' in drawn
    assert f".{tone.value}{{color:var(--{tone.value})}}" in drawn


def test_the_heads_of_a_table_have_a_scope():
    drawn = draw(Table((Column("A"), Column("N", right=True)), ((Cell("x"), Cell("1")),)))
    assert '<th scope="col">A</th><th scope="col" class="number">N</th>' in drawn
    assert '<tr><td>x</td><td class="number">1</td></tr>' in drawn


def test_an_empty_table_says_so():
    assert '<td colspan="2">(none)</td>' in draw(Table((Column("A"), Column("B")), ()))


def test_code_keeps_its_lines_and_blanks():
    assert "<pre>\n\na:\n  - &lt;b&gt;</pre>" in draw(Code("", "\na:\n  - <b>\n"))


def test_headings_go_no_deeper_than_six():
    deep = Section("last", ())
    for _ in range(8):
        deep = Section("s", (deep,))
    assert "<h6>last</h6>" in draw(deep)


def test_it_prints_and_fits_a_phone():
    drawn = draw()
    for part in ("@media print", "@page", "max-width:30rem", "prefers-color-scheme:dark", "width=device-width"):
        assert part in drawn
