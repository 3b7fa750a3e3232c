"""What a page of the base's own may hold: formatted text, and in its front matter plain words.

Raw HTML in Markdown is judged as it comes out, so that no way of writing it is missed. What front matter says goes into the head of a page
and into every list of pages as it is, so that markup has no place in it; and a policy of the page does not stop everything (a `meta` that
leads elsewhere, say).
"""

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser
from typing import Any, Final

from kb.analyses.audience.names import strings
from kb.errors import NotInstalledError
from kb.files import nodes
from kb.publish import checked
from kb.render._clean import one_line

_ELEMENTS: Final = frozenset(
    re.findall(
        "[a-z0-9]+",
        "a abbr article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 "
        "hr i img input ins kbd label li mark nav ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead tr u ul "
        "var wbr",
    )
)
"""What Markdown and its extensions here write, and what formats a text."""
_ATTRIBUTES: Final = frozenset(
    re.findall(
        "[a-z0-9]+",
        "abbr alt align checked cite class colspan datetime dir disabled for headers height href id lang name open rel reversed role rowspan scope "
        "span src start tabindex title type value width",
    )
)
_LEADS: Final = frozenset({"href", "src", "cite"})
_CHECKBOX: Final = frozenset({"checkbox", "radio"})
"""Inputs that task lists and tabs are made of."""
_MATTER: Final = re.compile(r"\ufeff?-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_BUILT_IN: Final = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs uses whatever is configured."""


def authored(text: str, extensions: Sequence[Any]) -> tuple[str, ...]:
    """Return what in a page of Markdown is more than formatted text; see :func:`unsafe` and :func:`marked`.

    Front matter is judged as text, too: an engine may take it for that.

    Args:
        text: the page, with its front matter.
        extensions: of Markdown, as mkdocs.yml lists them: names, or a mapping of a name to its options.

    Raises:
        NotInstalledError: if Markdown is not installed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter = _MATTER.match(text)
    found = [*unsafe(_html(text, extensions))]
    if matter is not None:
        found += [*_read(matter[1]), *unsafe(_html(text[matter.end() :], extensions))]
    return tuple(dict.fromkeys(found))


def _html(text: str, extensions: Sequence[Any]) -> str:
    """Return a text as the engines make it of Markdown."""
    try:
        from markdown import markdown  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with the engines
    except ImportError:
        said = "pages in site/ are judged before they are written, and that needs Markdown"
        raise NotInstalledError(said, "site") from None
    listed = [next(iter(item.items())) if isinstance(item, dict) else (item, None) for item in extensions]
    names = dict.fromkeys([*_BUILT_IN, *(name for name, _ in listed)])
    return str(
        markdown(text, extensions=list(names), extension_configs={name: options or {} for name, options in listed})
    )


def _read(text: str) -> tuple[str, ...]:
    """Judge front matter by its text."""
    faults: list[str] = []
    found = nodes.read_text(text, lambda *fault: faults.append(str(fault[4])))
    return marked(found) if not faults else tuple(f"front matter that cannot be read ({fault})" for fault in faults[:1])


def marked(matter: Any) -> tuple[str, ...]:
    """Return the keys of front matter whose texts hold markup or quotation marks, each as a phrase."""
    return tuple(
        f"markup in {name} of its front matter"
        for name, value in (matter or {}).items()
        if not all(map(checked.text, strings(value))) or not checked.text(str(name))
    )


def told(path: str, found: Sequence[str]) -> str:
    """Return the sentence for a page of site/ that is refused."""
    return (
        f"site/{one_line(path)} holds HTML or addresses that could run in the browser of whoever reads the site, or lead them elsewhere: {', '.join(found[:8])}; "
        "write it as Markdown, titles as plain words, or, if you trust whoever wrote it, add --trust-templates"
    )


def unsafe(html: str) -> tuple[str, ...]:
    """Return what in a page made of Markdown is no formatting: scripts, frames, forms, handlers, styles, addresses that run."""
    parser = _Judge()
    parser.feed(html)
    parser.close()
    return tuple(dict.fromkeys(parser.found))


class _Judge(HTMLParser):
    """Gathers elements, attributes and addresses that are not on the lists above."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge one element."""
        if tag not in _ELEMENTS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith(("aria-", "data-")):
                continue
            if name == "style" and tag in ("td", "th", "col") and (value or "").startswith("text-align:"):
                continue  # written by the extension for tables
            if name not in _ATTRIBUTES:
                self.found.append(f"<{tag} {name}>")
            elif name in _LEADS and not _leads_well(value or ""):
                self.found.append(f"<{tag} {name}={value!r}>")
            elif tag == "input" and name == "type" and value not in _CHECKBOX:
                self.found.append(f"<input type={value!r}>")

    def handle_pi(self, data: str) -> None:
        """Processing instructions are no text."""
        self.found.append(f"<?{data[:20]}>")


def _leads_well(value: str) -> bool:
    plain = unescape("".join(sign for sign in value if sign > " "))
    return plain.startswith("#") or checked.address(plain.replace('"', "").replace("<", "").replace(">", ""))
