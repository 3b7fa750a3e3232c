"""What a page of the base's own may hold, as it comes out of Markdown and in its front matter."""

import pytest

from kb.publish import judge
from kb.publish.config import DEFAULTS

PASS = [
    '<h1 id="a">A<a class="headerlink" href="#a" title="Permanent link">¶</a></h1>',
    '<table><tr><th style="text-align: right;">x</th></tr></table>',
    '<ul class="task-list"><li><input type="checkbox" disabled checked> x</li></ul>',
    '<p><a href="../other/#x">x</a> <a href="https://example.org/?a=1&amp;b=2">y</a> <a href="mailto:a@example.org">z</a></p>',
    '<p><img alt="x" src="x.png"></p><pre><code class="language-sh">&lt;script&gt;</code></pre><!-- a note -->',
    '<div class="admonition note" data-x="1" aria-label="y"><details open><summary>x</summary></details></div>',
]
STOP = {
    "<p><script>x()</script></p>": "<script>",
    "<SCRIPT SRC=//evil.example>": "<script>",
    '<img src="x" onerror="x()">': "<img onerror>",
    "<img src=x:x onerror=x()//": "<img",
    '<iframe srcdoc="x">': "<iframe>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">': "<meta>",
    '<a href="javascript:x()">x</a>': "<a href=",
    '<a href="&#106;ava&#10;script:x()">x</a>': "<a href=",
    '<a href=" data:text/html,x">x</a>': "<a href=",
    '<a href="//evil.example">x</a>': "<a href=",
    '<em style="position:fixed">x</em>': "<em style>",
    '<form action="https://evil.example"><button>x</button></form>': "<form>",
    "<svg><animate onbegin=x()></svg>": "<svg>",
    '<input type="password">': "<input type=",
    '<base href="https://evil.example/">': "<base>",
    "<style>*{}</style>": "<style>",
    "<link rel=stylesheet href=x>": "<link>",
    "<p><object data=x></p>": "<object>",
    "<?php x ?>": "<?",
}


@pytest.mark.parametrize("html", PASS)
def test_what_markdown_writes_passes(html: str) -> None:
    assert judge.unsafe(html) == ()


@pytest.mark.parametrize(("html", "named"), STOP.items())
def test_what_could_run_is_named(html: str, named: str) -> None:
    found = judge.unsafe(html + "\n<p>end</p>")
    assert found
    assert found[0].startswith(named)


EXTENSIONS = DEFAULTS["markdown_extensions"]
MATTER = {
    "title: </title><script>x()</script>": "title",
    r'title: "\x3cimg src=x onerror=x()\x3e"': "title",
    "description: '\"><meta http-equiv=refresh content=0>'": "description",
    "tags: [a, '<b>']": "tags",
    "search: {'a<b': 1}": "search",
    "title: '&lt;script&gt;'": "title",
}


def test_a_page_of_formatted_text_passes() -> None:
    text = "---\ntitle: Who answers, and when\ntags: [call, night]\nsearch: {boost: 2}\n---\n# `List<T>` & more\n\n- a [link](other.md)\n\n```\n<script>\n```\n"
    assert judge.authored(text, EXTENSIONS) == ()
    assert judge.authored("# No front matter\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n", EXTENSIONS) == ()


@pytest.mark.parametrize(("line", "key"), MATTER.items())
@pytest.mark.parametrize("end", ["---\n", "...\n", "---"])
def test_markup_in_front_matter_is_named(line: str, key: str, end: str) -> None:
    assert f"markup in {key} of its front matter" in judge.authored(f"---\n{line}\n{end}", EXTENSIONS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("# Hi\n\n<script>x()</script>\n", "<script>"),
        ("title: A <meta http-equiv=refresh content=0>\n\n# Hi\n", "<meta>"),
        ("---\nx: |\n  ```\n---\n<iframe src=x></iframe>\n\n```\n", "<iframe>"),
        ("---\r\ntitle: x\r\n---\r\n<iframe src=x></iframe>\r\n", "<iframe>"),
        ("[x](javascript:x())\n", "<a href="),
        ("*t*{: onclick='x()' }\n", "<em onclick>"),
        ("---\na: !x b\n---\n# Hi\n", "front matter that cannot be read"),
    ],
)
def test_what_a_page_comes_to_is_judged(text: str, named: str) -> None:
    assert any(found.startswith(named) for found in judge.authored(text, EXTENSIONS))
