"""What becomes markup is counted with the Markdown the site is rendered with, over all naughty strings."""

import json
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml

from kb.pages._escape import code, esc_attr, esc_md, fence, front_matter, link, safe_url
from kb.render._clean import one_line

NAUGHTY = json.loads((Path(__file__).parents[1] / "corpus/naughty-strings/blns.json").read_text("utf-8"))
PAYLOADS = [
    *NAUGHTY,
    '*t*{: onclick="alert(1)" }',
    '--8<-- "secret.txt"',
    "</title><script>alert(1)</script>",
    "a | b",
    "`` ` ``` <b>",
    "[x](javascript:alert(1))",
    "[x]: data:text/html,<script>",
    "line\n\n# heading\n\n    code",
    "1. one",
    "- one",
    ":smile: ==mark== ^^ins^^ ~~del~~ H~2~O",
    "!!! note",
    "=== tab",
    "*[HTML]: abbreviation",
    "[^1]: note",
    "&lt;b&gt; &#60;b&#62;",
    "ends in \\",
]
PARTS = 4
"""Tests the payloads are parted among: one test each would take longer to start than to run."""
EXTENSIONS = [
    "admonition", "attr_list", "md_in_html", "tables", "footnotes", "abbr", "def_list", "toc", "smarty", "fenced_code",
    "pymdownx.superfences", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark", "pymdownx.magiclink", "pymdownx.details",
]  # fmt: skip
"""More than the site has on: the escape must not lean on what is off."""


class Seen(HTMLParser):
    """Gathers tags with their attributes and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


CONVERTER = markdown.Markdown(extensions=EXTENSIONS)


def rendered(text: str) -> Seen:
    return Seen(CONVERTER.reset().convert(text))


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("part", range(PARTS))
def test_prose_cell_and_code_show_a_text_and_nothing_else(part: int) -> None:
    for text in PAYLOADS[part::PARTS]:
        paragraph = rendered(f"x {esc_md(text)} x")
        assert paragraph.tags == ["p"]
        assert flat(paragraph.text) == flat(f"x {one_line(text)} x")
        cell = rendered(f"| a | b |\n|---|---|\n| x {esc_md(text)} | y |\n")
        assert cell.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
        assert flat(rendered(f"x {code(text)} x").text) == flat(f"x {one_line(text)} x")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_line_of_its_own_starts_nothing(part: int) -> None:
    for text in PAYLOADS[part::PARTS]:
        line = esc_md(text)
        if line:
            assert rendered(line).tags == ["p"]
            assert rendered(f"# {line}").tags == ["h1"]


@pytest.mark.parametrize("part", range(PARTS))
def test_an_attribute_keeps_its_text(part: int) -> None:
    for text in PAYLOADS[part::PARTS]:
        for escaped in (esc_attr(text), esc_md(text)):
            seen = Seen(f'<span title="{escaped}"></span>')
            assert seen.tags == ["span"]
            assert seen.attributes == [("title", one_line(text))]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_fence_is_not_left(part: int) -> None:
    for text in PAYLOADS[part::PARTS]:
        seen = rendered(fence(f"before\n{text}\nafter", "yaml"))
        assert not {"script", "img", "h1", "a", "iframe"} & set(seen.tags)
        assert "before" in seen.text
        assert "after" in seen.text


@pytest.mark.parametrize("part", range(PARTS))
def test_front_matter_is_read_back_escaped(part: int) -> None:
    for text in PAYLOADS[part::PARTS]:
        page = front_matter(text, search={"boost": 2}, tags=[text], hide=["toc"])
        first, body, rest = page.split("---\n", 2)
        assert (first, rest) == ("", "")
        read = yaml.safe_load(body)
        assert read["search"] == {"boost": 2}
        assert read["hide"] == ["toc"]
        seen = Seen(f"<i>{read['title']}</i>")
        assert seen.tags == ["i"]
        assert seen.text == one_line(text)
        assert not set('<>"') & set(read["title"] + read["tags"][0])


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://example.org/a?b=c&d=e", "https://example.org/a?b=c&amp;d=e"),
        ("  HTTP://example.org ", "HTTP://example.org"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ('https://example.org/"onmouseover="x', "https://example.org/%22onmouseover=%22x"),
        ("https://example.org/a b(c)", "https://example.org/a%20b%28c%29"),
        ("javascript:alert(1)", None),
        ("&#106;avascript:alert(1)", None),
        ("&amp;#106;avascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("vbscript:x", None),
        ("//example.org", None),
        ("https:example.org", None),
        ("../up", None),
        ("", None),
        ("https://example.org/\u202e", None),
        ("https://example.org/" + "a" * 2_000, None),
    ],
)
def test_only_three_schemes_leave_the_site(url: str, found: str | None) -> None:
    assert safe_url(url) == found


def test_a_link_that_is_not_allowed_is_text() -> None:
    assert rendered(f"x {link('board', 'https://example.org')} x").tags == ["p", "a"]
    refused = rendered(f"x {link('board', 'javascript:alert(1)')} x")
    assert refused.tags == ["p", "code"]
    assert "javascript:alert(1)" in refused.text


def test_ids_and_dates_stay_readable() -> None:
    assert esc_md("spaces-audio 2023-05-23, 0.5") == "spaces-audio 2023-05-23, 0.5"
