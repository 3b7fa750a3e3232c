"""The body of a runbook as Markdown of the site: as its authors wrote it, with nothing in it that a browser would obey.

Authors are trusted to write Markdown, not HTML: a tag is shown as text, a link goes to a runbook, or out over https, http or
mailto, or is shown as text; what a Markdown extension would read as attributes of an element is shown as text, too.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Final

from kb.model.base import Base
from kb.model.runbook import Runbook
from kb.pages import _uris
from kb.pages._escape import esc_md, fence, safe_url
from kb.render._clean import clean

_FENCE: Final = re.compile(r"^(?P<indent> *)(?P<marker>(?:[-*+] +|\d+[.)] +)*)(?P<fence>`{3,}|~{3,})(?P<language>.*)$")
_SPAN: Final = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_TARGET: Final = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?((?:[^()\s<>]|\([^()\s<>]*\))*)>?(?:\s+[\"'(][^)]*)?\)")
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S")
_TAG: Final = re.compile(r"<(?!https?://[^\s<>]+>)(?=[A-Za-z/!?])")
_LABEL: Final = re.compile(r"^(\s*- )(do|expect|if not|undo|minutes|two-person|two_person):(?= |$)")


def body(base: Base, runbook: Runbook) -> str:
    """Return the body of a runbook, headings a level below the title of its page."""
    books = {item.source.path: item.id for item in base.runbooks.values()}
    parts = []
    for section in runbook.sections:
        text = _lines(section.text, runbook.source.path, books)
        if section.title:
            parts.append(f"## {esc_md(section.title)}")
        parts.append(_untitled(text) if not section.title else text)
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _untitled(text: str) -> str:
    """Return what stands before the first section without its first-level heading: the page has its title already."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("# "))


def _lines(text: str, path: str, books: Mapping[str, str]) -> str:
    return "\n".join(_guarded(clean(text.expandtabs(4)).split("\n"), lambda line: _prose(line, path, books)))


def _guarded(lines: list[str], prose: Callable[[str], str]) -> Iterator[str]:
    """Yield lines, those outside of fenced code treated as prose; a fence left open ends with the section.

    Engines differ in what closes a fence, and in whether one may be set in. So each is written anew: at the margin fenced by more
    than it holds, set in as an element whose every sign is an entity.
    """
    made: list[str] = []
    rest = iter(lines)
    for line in rest:
        found = _FENCE.match(line)
        if found is None or "`" in found["language"]:
            made.append(prose(line))
            continue
        text = "\n".join(_inside(rest, found["fence"], len(found["indent"])))
        if found["indent"] or found["marker"]:
            made.append(_set_in(prose(found["indent"] + found["marker"]), text, made))
        else:
            made += ["", *fence(text, found["language"].strip().partition(" ")[0].lower()).split("\n"), ""]
    yield from made


def _inside(rest: Iterator[str], opened: str, indent: int) -> Iterator[str]:
    """Yield the lines of a fence, its indent taken off, up to the line that closes it."""
    for line in rest:
        bare = line.strip()
        if bare.startswith(opened) and not bare.strip(opened[0]):
            return
        yield line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _set_in(before: str, text: str, made: list[str]) -> str:
    """Return code inside of a list: on the line before it, or not at the start of its own, where it would end the list."""
    shown = "&#10;".join(f"{'&#32;' * (len(line) - len(line.lstrip()))}{esc_md(line)}" for line in text.split("\n"))
    element = f"<pre><code>{shown}</code></pre>"
    if before.strip():
        return f"{before}{element}"
    if made and made[-1].strip():
        return f"{made.pop()} {element}"
    return f"{before}<span></span>{element}"


def _prose(line: str, path: str, books: Mapping[str, str]) -> str:
    """Return a line with code spans as they are, all else made harmless."""
    if _DEFINITION.match(line):
        return esc_md(line)
    line = _LABEL.sub(r"\1**\2:**", line)
    made, end = [], 0
    for span in _SPAN.finditer(line):
        made += [_text(line[end : span.start()], path, books), span.group()]
        end = span.end()
    return "".join([*made, _text(line[end:], path, books)])


def _text(text: str, path: str, books: Mapping[str, str]) -> str:
    made, end = [], 0
    for found in _TARGET.finditer(text):
        made += [_plain(text[end : found.start()]), _link(found, path, books)]
        end = found.end()
    return "".join([*made, _plain(text[end:])])


def _plain(text: str) -> str:
    """Return a piece of prose in which no tag, no list of attributes and no half of a link is left."""
    return _TAG.sub("&lt;", text.replace("{", "&#123;").replace("](", "]&#40;").replace("][", "]&#91;"))


def _link(found: re.Match[str], path: str, books: Mapping[str, str]) -> str:
    image, text, target = found.groups()
    shown = _plain(text)
    goal, sharp, anchor = unescape(unescape(target)).partition("#")
    if not goal and anchor:
        return f"[{shown}](#{re.sub(r'[^a-z0-9_-]', '', anchor.lower())})" if not image else shown
    other = books.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), goal)))
    if other is not None and not image:
        return f"[{shown}]({_uris.relative(_uris.RUNBOOKS, _uris.runbook(other))})"
    address = safe_url(goal + sharp + anchor)
    if address is None or image:
        return f"{shown} ({esc_md(target)})"
    return f'<a href="{address}" rel="noopener noreferrer">{shown}</a>'
