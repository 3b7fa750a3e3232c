"""Texts of the files inside Markdown, HTML and front matter, so that they are shown and never obeyed.

Python-Markdown passes raw HTML through, obeys `{: onclick=… }`, and MkDocs' templates do not escape; see site.md. So every
text goes through one of these: ``esc_md`` anywhere in a page, ``esc_attr`` in a tag we write ourselves, ``safe_url`` for
whatever becomes an address, ``front_matter`` for what MkDocs reads. Characters that steer a terminal, a bidi algorithm or
nothing visible at all become visible first.
"""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any, Final

from kb.render._clean import clean, one_line

_MARKUP: Final = re.compile(r"(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])|(?<![0-9])\.|\.(?![0-9])|[!-+/:-@\[-`{-~]")
"""All of ASCII that is no letter, digit, blank or comma; ``-`` unless inside of a word, ``.`` unless inside of a number."""
_SCHEMES: Final = ("https", "http", "mailto")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_OUTSIDE: Final = re.compile(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}]")
_LONGEST_URL: Final = 2_000


def esc_md(text: str) -> str:
    """Return a text on one line that any place of a Markdown page shows as it is: prose, table cell, heading, attribute.

    Punctuation becomes numeric entities, so that nothing is left that Markdown, one of its extensions or HTML could read as
    markup. Commas, hyphens inside of words and points inside of numbers stay: they mean nothing there, and ids and dates can be read.
    """
    return _MARKUP.sub(_entity, one_line(text))


def esc_attr(text: str) -> str:
    """Return a text on one line for the content or a quoted attribute of an HTML tag."""
    return escape(one_line(text), quote=True)


def code(text: str) -> str:
    """Return a text on one line as inline code, without backticks that it could close."""
    return f"<code>{esc_md(text)}</code>"


def quoted(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a text, and whether each stands between backticks; one left open is a sign like others."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    for number, part in enumerate(parts):
        yield bool(number % 2) and bool(part.strip()), part


def marked(text: str) -> str:
    """Return a sentence of ours as Markdown: what it has between backticks as code, all else as :func:`esc_md` shows it."""
    edge = {True: " ", False: ""}
    return "".join(
        code(part)
        if odd
        else f"{edge[part[:1].isspace()]}{esc_md(part)}{edge[part[-1:].isspace() and bool(part.strip())]}"
        for odd, part in quoted(text)
    ).strip()


def sentence(text: str) -> str:
    """Return a clause of ours as a sentence, unescaped: its first letter large unless it begins a name, a full stop at its end.

    A name is what holds more than letters, such as an id with a hyphen, or is followed by a colon.
    """
    found = text.strip()
    first = re.match(r"[a-z]+(?=[\s,]|$)", found)
    return (found[:1].upper() + found[1:] if first else found).removesuffix(".") + ("." if found else "")


def fence(text: str, language: str = "") -> str:
    """Return a block of code, fenced by more backticks than any run of them in the text."""
    body = clean(text).rstrip("\n")
    longest = max((len(run) for run in re.findall(r"`+", body)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{re.sub(r'[^a-z0-9-]', '', language)}\n{body}\n{marks}"


def safe_url(url: str) -> str | None:
    """Return an address ready for a quoted attribute or a Markdown link, None where its scheme is not allowed.

    Only https, http and mailto leave the site. Entities and blanks around it are removed first, as a browser does; what may not
    stand in an address is percent-encoded.
    """
    plain = unescape(unescape(url)).strip()
    found = _SCHEME.match(plain)
    if found is None or found[1].lower() not in _SCHEMES or len(plain) > _LONGEST_URL or clean(plain) != plain:
        return None
    rest = plain[found.end() :]
    if found[1].lower() != "mailto" and not rest.startswith("//"):
        return None
    encoded = _OUTSIDE.sub(_percent, plain).replace("(", "%28").replace(")", "%29").replace("*", "%2A")
    return escape(encoded, quote=True)


def link(text: str, url: str) -> str:
    """Return a link out of the site as HTML, or the text and the address as plain text where that is not allowed."""
    address = safe_url(url)
    if address is None:
        return esc_md(text) if one_line(text) == one_line(url) else f"{esc_md(text)} {code(url)}"
    return f'<a href="{address}" rel="noopener noreferrer">{esc_md(text)}</a>'


def front_matter(title: str, **meta: Any) -> str:
    """Return the front matter of a page, the line after it included.

    MkDocs' templates put it raw into every page's navigation, so every text is escaped as for an attribute. JSON is YAML too:
    nothing in it can end the block or become a tag. The title is given unescaped.
    """
    plain = {key: _escaped(value) for key, value in {"title": title, **meta}.items()}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}" for key, value in plain.items()]
    return "\n".join(("---", *lines, "---", ""))


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escape(one_line(value), quote=True)
    if isinstance(value, Mapping):
        return {_escaped(str(key)): _escaped(item) for key, item in value.items()}
    return [_escaped(item) for item in value] if isinstance(value, list | tuple) else value


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())
