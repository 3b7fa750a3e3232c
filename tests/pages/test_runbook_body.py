"""A runbook's body does nothing to whoever reads it, and says what its authors wrote."""

import pytest

from kb import testing
from kb.pages._runbook_body import body

markdown = pytest.importorskip("markdown")
from html.parser import HTMLParser  # noqa: E402

EXTENSIONS = ["admonition", "attr_list", "tables", "fenced_code", "sane_lists", "toc"]


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text.append(data)


def drawn(text, **others):
    files = {"runbooks/r.md": text, "runbooks/other.md": "# Other\n", **others}
    base = testing.read(files).base
    made = body(base, base.runbooks["r"])
    return made, Parsed(markdown.markdown(made, extensions=EXTENSIONS))


PAYLOADS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>",
    "<style>*{display:none}</style>",
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](JaVaScRiPt:alert(1) 'title')",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](<javascript:alert(1)>)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "[x][ref]\n\n[ref]: javascript:alert(1)",
    '*x*{: onclick="alert(1)" }',
    '# Title {: onclick="alert(1)" }',
    '- item\n{: onmouseover="alert(1)" }',
    "``` {: onclick='alert(1)' }\ncode\n```",
    '```html onclick="alert(1)"\ncode\n```',
    "<javascript:alert(1)>",
    "text <b\nonclick=alert(1)>bold</b>",
    "`unclosed <script>alert(1)</script>",
    "``` unclosed fence\n<script>alert(1)</script>",
    "[a [b](x) c](javascript:alert(1))",
    "[x\\](javascript:alert(1))",
    "[x](javascript:alert\\(1\\))",
    "| a |\n| --- |\n| <script>alert(1)</script> [x](javascript:alert(1)) |",
    '!!! note "<script>alert(1)</script>"\n    <script>alert(1)</script>',
    "<!-- --><script>alert(1)</script>",
    "<https://example.org/<script>alert(1)</script>>",
    "~~~\n<b>\n~~~~ x\n<script>alert(1)</script>\n~~~",
]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("frame", ["{}", "# T\n\n## Steps\n\n{}\n", "## Steps\n\n- do: {}\n", "> {}\n", "1. {}\n"])
def test_nothing_a_browser_would_obey(payload, frame):
    _, html = drawn(frame.format(payload) + "\n\nend\n")
    assert not {"script", "iframe", "style", "img", "object", "svg", "details"} & set(html.tags)
    assert not [name for name, _ in html.attributes if name.startswith("on")]
    assert not [value for name, value in html.attributes if name in ("href", "src") and ":" in value.partition("/")[0]
                and not value.startswith(("https:", "http:", "mailto:"))]  # fmt: skip


def test_markdown_stays_markdown():
    text = "## Steps\n\n### s1 · Look\n\n- do: read `GET /x?a={b}` **now**\n- expect: below 5 %\n\n```sh\ncurl {x} | jq '<y>'\n```\n"
    _, html = drawn(text)
    assert html.tags[:5] == ["h2", "h3", "ul", "li", "strong"]
    said = "".join(html.text)
    assert "read GET /x?a={b} now" in said
    assert "curl {x} | jq '<y>'" in said


def test_links_lead_to_runbooks_or_out():
    made, html = drawn(
        "[see](other.md) and [this](../runbooks/other.md), [out](https://example.org/a_(b)), [not](../secret.txt), [here](#verify)"
    )
    assert "[see](other.md)" in made
    assert "[this](other.md)" in made
    assert ("href", "#verify") in html.attributes
    assert any(value.startswith("https://example.org/a") for _, value in html.attributes)
    assert "secret.txt" in "".join(html.text)
    assert not [value for _, value in html.attributes if "secret" in value]


def test_the_title_is_not_said_twice():
    made, _ = drawn("# Other title\n\nfirst words\n\n## Steps\n\nx\n")
    assert made.startswith("first words")


def test_code_set_in_a_list_stays_code_of_its_item():
    _, html = drawn("## Steps\n\n- do: run\n  ```sh\n  a <b>\n    c\n  ```\n- expect: 1 line\n")
    assert html.tags.count("li") == 2
    assert "a <b>\n  c" in "".join(html.text)


def test_a_fence_left_open_is_closed():
    made, html = drawn("## Steps\n\n```\nopen\n\n## Verify\n\nlast\n")
    assert made.count("```") % 2 == 0
    assert "last" in "".join(html.text)


STEPS = "## Steps\n\n### s1 · Look\n\n- do: read room-state, not `room-state`\n- if not: s2, s9 or escalate\n\n### s2 · Act {: onclick='x()' }\n\n- do: x\n- expect: 1\n\n## Escalate\n\nsee fail-over and r\n"


def test_steps_can_be_linked_to_and_what_prose_names_is_a_link():
    made, html = drawn(
        STEPS, **{"runbooks/fail-over.md": "# F\n", "architecture/a.yml": "services: {room-state: {needs: []}}\n"}
    )
    goals = [value for name, value in html.attributes if name == "href"]
    assert goals == ["../components/room-state.md", "#s2", "#escalate", "fail-over.md"]
    assert {("id", "s1"), ("id", "s2"), ("id", "escalate")} <= set(html.attributes)
    assert ("onclick", "x()") not in html.attributes
    assert "read [room-state](../components/room-state.md), not `room-state`" in made


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/room-state",
        "room-state.example.org",
        "a/room-state",
        "room-state@x",
        "[x](https://x.example/room-state)",
        "[room-state]: x",
    ],
)
def test_a_part_of_something_else_is_no_name(text):
    made, _ = drawn(f"## Steps\n\n{text}\n", **{"architecture/a.yml": "services: {room-state: {needs: []}}\n"})
    assert "components/room-state.md" not in made
