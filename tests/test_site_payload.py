"""A site of payloads: every text of a knowledge base is hostile, and nothing of it may live in what is built.

The base is that of the example organisation with each free text replaced by the next of all naughty strings and some more, and every three of them
in a component of their own. What is built is parsed, pages, pictures, search index and data, for what a browser would run, load or obey.
"""

import itertools
import json
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kb.analyses.audience.names import Finder
from kb.files import load as loading
from kb.model.base import Base
from kb.model.provenance import About, Link
from kb.model.runbook import Section
from kb.model.service import Component, Contact, Edges
from kb.model.source import Source
from kb.publish import csp, source
from kb.publish.build import build

pytest.importorskip("material")
ROOT = Path(__file__).parents[1]
LANTERN = ROOT / "examples" / "lantern"
NAUGHTY: list[str] = json.loads((ROOT / "tests/corpus/naughty-strings/blns.json").read_text("utf-8"))
MORE = [
    "</title><script>alert(1)</script>",
    "--></style></script></svg><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    '*t*{: onclick="alert(1)" }',
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "![x](data:text/html,<script>alert(1)</script>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=https://evil.example><input></form>",
    "<style>*{background:url(https://evil.example)}</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>",
    "<svg onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    '--8<-- "kb.toml"',
    "```\n<script>alert(1)</script>\n```",
    "{{ config }}{% raw %}",
    "]]><script>alert(1)</script>",
    "kb-content-security-policy",
    "a | b\n|---|---|",
    '<div class="kb-insert" id="map-whole"></div>',
    "+49 30 1234567",
    "quux@evil.example",
]
PAYLOADS = [*NAUGHTY, *MORE]
PLACES = 3
"""Payloads in one component: its title, its alias, its description and links."""
STRUCTURAL = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*|[A-Z][A-Za-z]+/[A-Za-z_/]+|\d+ ?[hd]|[0-9a-f]{12}|")
"""Ids, words with a meaning, time zones, durations and fingerprints: what the reader lets through is no free text."""


class Poison:
    """Replaces every free text of a base."""

    def __init__(self) -> None:
        self.texts = itertools.cycle(PAYLOADS)
        self.used = 0

    def value(self, value: Any) -> Any:
        if isinstance(value, Section):
            return value._replace(title=self.text(), text=f"{value.text}\n\n{self.text()}\n\n- {self.text()}\n")
        if isinstance(value, Source | Enum) or value is None:
            return value
        if isinstance(value, str):
            return value if STRUCTURAL.fullmatch(value) else self.text()
        if isinstance(value, Mapping):
            return {key: self.value(item) for key, item in value.items()}
        if isinstance(value, About):
            return self.about()
        if hasattr(value, "_fields"):
            kept = {"x", "zone", "timezone", "until"}
            return value._replace(
                **{name: self.value(getattr(value, name)) for name in value._fields if name not in kept}
            )
        if isinstance(value, tuple | list | Edges):
            return type(value)(self.value(item) for item in value)
        return value

    def about(self) -> About:
        links = tuple(Link(self.text(), self.text()) for _ in range(2))
        return About(self.text(), (self.text(), self.text()), self.text(), links, (self.text(),), None)

    def text(self) -> str:
        self.used += 1
        return next(self.texts)


def poisoned() -> tuple[Base, int]:
    """Return the example with hostile texts, and with components of nothing else."""
    clean, poison = loading.load(LANTERN).base, Poison()
    made = clean._replace(
        **{name: poison.value(getattr(clean, name)) for name in clean._fields if name != "settings"},
    )
    first: Component = next(iter(made.components.values()))
    more = {}
    for number in range(0, len(PAYLOADS), PLACES):
        title, alias, text = (PAYLOADS[(number + place) % len(PAYLOADS)] for place in range(PLACES))
        name = f"naughty-{number}"
        about = About(title, (alias,), text, (Link(alias, text), Link(text, title), Link("docs", alias)), (text,), None)
        edge = first.needs[0] if first.needs else None
        needs = Edges((edge._replace(why=alias, fallback=None),) if edge else ())
        more[name] = first._replace(id=name, about=about, needs=needs, alerts=None, ladder=None, lifecycle=None)
    components = dict(sorted({**made.components, **more}.items()))
    settings = clean.settings._replace(notice="</script><script>alert(1)</script>")
    contact = tuple(
        Contact(kind, text)
        for kind, text in zip(itertools.cycle(("url", "chat", "mail", "pager")), PAYLOADS, strict=False)
    )
    vendors = {name: item._replace(contact=contact) for name, item in made.vendors.items()}
    return made._replace(components=components, settings=settings, vendors=vendors), poison.used


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("payloads") / "site"
    base, used = poisoned()
    assert used > len(PAYLOADS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "load", lambda _: loading.Loaded(base, (), 1))
        patch.setattr("kb.publish.audit.audit", lambda *_, **__: _Clean(), raising=False)
        build(LANTERN, folder, {"at": None, "profile": None}, strict=False)
    return folder


class _Clean:
    """An audit that found nothing: here everything is a leak."""

    clean = True
    leaks = ()
    unread = ()


BAD_TAGS = {
    "iframe",
    "object",
    "embed",
    "base",
    "applet",
    "frame",
    "frameset",
    "portal",
    "math",
    "foreignobject",
    "animate",
    "set",
    "style",
}
GOOD_FORMS = {"md-header__option", "md-search__form"}
BAD_SCHEMES = re.compile(r"[\x00-\x20]*(?:javascript|vbscript|data|file|about|blob|ws|ftp):", re.IGNORECASE)
ADDRESSES = {
    "href",
    "src",
    "xlink:href",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "ping",
    "srcset",
    "data-src",
}


class Alive(HTMLParser):
    """Gathers what of a page a browser would run, load or obey."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        looks = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if tag in BAD_TAGS:
            self.found.append(f"<{tag}>")
        if tag == "form" and not GOOD_FORMS & set(looks.get("class", "").split()):
            self.found.append(f"<form {looks}>")
        if tag == "meta" and looks.get("http-equiv", "").lower() == "refresh":
            self.found.append("refresh")
        if tag == "script" and "src" in looks and not re.fullmatch(r"[./]*/?assets/[\w./-]+", looks["src"]):
            self.found.append(f"script {looks['src']}")
        for name, value in looks.items():
            if name.startswith("on") or name in ("srcdoc", "formaction", "ping"):
                self.found.append(f"{tag} {name}={value[:40]}")
            if name in ADDRESSES and BAD_SCHEMES.match(value):
                self.found.append(f"{tag} {name}={value[:40]}")
            if name == "style" and re.search(r"url\(|expression|@import", value, re.IGNORECASE):
                self.found.append(f"{tag} style={value[:40]}")


def alive(texts: Mapping[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        for found in Alive(text).found:
            yield f"{name}: {found}"


def pages(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.html"))}


def test_the_check_finds_what_it_looks_for() -> None:
    found = [text for text in MORE if Alive(f"<p>{text}</p>").found]
    assert len(found) >= 8


def test_no_page_holds_a_live_payload(built: Path) -> None:
    found = pages(built)
    assert len([name for name in found if name.startswith("components/naughty-")]) == -(-len(PAYLOADS) // PLACES)
    assert list(alive(found)) == []


def test_every_inline_script_is_the_theme_s(built: Path) -> None:
    for name, text in pages(built).items():
        assert csp._scripts(text)[1] == [], name
        assert f'content="{csp.PLACEHOLDER}"' not in text, name
        assert text.count("default-src 'none'; script-src 'self'") == 1, name


def test_no_picture_holds_anything_but_shapes_and_links(built: Path) -> None:
    for name, text in pages(built).items():
        for picture in re.findall(r'<div class="kb-(?:graph|chart).*?</svg>', text, re.DOTALL):
            tags = Alive(picture).tags
            shapes = {"div", "svg", "g", "a", "rect", "path", "circle", "line", "polyline", "polygon", "text", "marker"}
            assert tags <= shapes, name


def test_the_search_index_holds_no_live_payload(built: Path) -> None:
    index = json.loads((built / "search/search_index.json").read_text("utf-8"))
    entries = {
        f"{entry['location']} {key}": str(entry.get(key, "")) for entry in index["docs"] for key in ("title", "text")
    }
    assert len(entries) > len(PAYLOADS)
    assert list(alive(entries)) == []
    assert not [name for name, text in entries.items() if "script" in Alive(text).tags]


def test_data_is_data(built: Path) -> None:
    for file in built.rglob("assets/data/*.json"):
        text = file.read_text("utf-8")
        assert isinstance(json.loads(text), dict)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)


def test_nothing_of_the_repository_was_included(built: Path) -> None:
    secret = Finder({"evidence_days"})
    assert not [
        name for name, text in pages(built).items() if name.startswith("components/naughty") and any(secret.found(text))
    ]
