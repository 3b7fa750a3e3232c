"""The body of a runbook as Markdown of the site: as its authors wrote it, with nothing in it that a browser would obey.

Authors are trusted to write Markdown, not HTML: a tag is shown as text, a link goes to a runbook, or out over https, http or
mailto, or is shown as text; what a Markdown extension would read as attributes of an element is shown as text, too. Steps can be
linked to by their ids, and runbooks and components named in prose are links.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Final

from kb.model.base import Base
from kb.model.runbook import ESCALATE, Runbook
from kb.pages import _uris
from kb.pages._escape import esc_md, fence, safe_url
from kb.render._clean import clean

_FENCE: Final = re.compile(r"^(?P<indent> *)(?P<marker>(?:[-*+] +|\d+[.)] +)*)(?P<fence>`{3,}|~{3,})(?P<language>.*)$")
_SPAN: Final = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_TARGET: Final = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?((?:[^()\s<>]|\([^()\s<>]*\))*)>?(?:\s+[\"'(][^)]*)?\)")
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]]+\]:\s*\S")
_TAG: Final = re.compile(r"<(?!https?://[^\s<>]+>)(?=[A-Za-z/!?])")
_LABEL: Final = re.compile(r"^(\s*- )(do|expect|if not|undo|minutes|two-person|two_person):(?= |$)(.*)$")
_HEADING: Final = re.compile(r"^#{1,6} +(\S*)")
_STEP: Final = re.compile(r"^### +([a-z][a-z0-9-]*)(?=\s|$)", re.MULTILINE)
_ID: Final = re.compile(r"(?<![\w./#&@-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w/@-]|\.[a-z])")
"""What may be an id; not in an address, nor the end of an entity."""
_ESCALATE: Final = "Escalate"


def body(base: Base, runbook: Runbook) -> str:
    """Return the body of a runbook, headings a level below the title of its page."""
    line = _Line(base, runbook)
    parts = []
    for section in runbook.sections:
        text = "\n".join(_guarded(clean(section.text.expandtabs(4)).split("\n"), line))
        if section.title:
            parts.append(f"## {esc_md(section.title)}")
        parts.append(_untitled(text) if not section.title else text)
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _untitled(text: str) -> str:
    """Return what stands before the first section without its first-level heading: the page has its title already."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("# "))


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


class _Line:
    """Shows lines of prose of one runbook: code spans as they are, all else harmless, and what is named as a link.

    Linked are runbooks and components whose ids no sentence contains by chance, since they have a hyphen, and what ``if not`` leads to.
    """

    def __init__(self, base: Base, runbook: Runbook) -> None:
        self.path = runbook.source.path
        self.books = {item.source.path: item.id for item in base.runbooks.values()}
        headed = {name for section in runbook.sections for name in _STEP.findall(section.text)}
        self.steps = {step.id: f"#{step.id}" for step in runbook.steps if step.id in headed}
        escalates = any(section.title == _ESCALATE for section in runbook.sections)
        self.ways = self.steps | ({ESCALATE: f"#{ESCALATE}"} if escalates else {})
        self.base, self.own = base, runbook.id

    def __call__(self, line: str) -> str:
        """Return a line as Markdown."""
        if _DEFINITION.match(line):
            return esc_md(line)
        label = _LABEL.match(line)
        if label is not None:
            begin, name, rest = label.groups()
            said = _ID.sub(self._way, self._spans(rest, linked=False)) if name == "if not" else self._spans(rest)
            return f'{begin}<strong class="kb-step kb-step-{name.split(" ")[0]}">{name}:</strong> {said.lstrip()}'
        heading = _HEADING.match(line)
        if heading is not None:
            anchor = f" {{ #{heading[1]} }}" if heading[1] in self.steps else ""
            return self._spans(line, linked=False) + anchor
        return self._spans(line)

    def _way(self, found: re.Match[str]) -> str:
        word = found.group()
        return f"[{word}]({self.ways[word]})" if word in self.ways else word

    def _spans(self, line: str, *, linked: bool = True) -> str:
        made, end = [], 0
        for span in _SPAN.finditer(line):
            made += [self._text(line[end : span.start()], linked=linked), span.group()]
            end = span.end()
        return "".join([*made, self._text(line[end:], linked=linked)])

    def _text(self, text: str, *, linked: bool) -> str:
        made, end = [], 0
        for found in _TARGET.finditer(text):
            made += [self._words(text[end : found.start()], linked=linked), self._link(found)]
            end = found.end()
        return "".join([*made, self._words(text[end:], linked=linked)])

    def _words(self, text: str, *, linked: bool) -> str:
        plain = _plain(text)
        return _ID.sub(self._mention, plain) if linked else plain

    def _mention(self, found: re.Match[str]) -> str:
        name = found.group()
        if "-" not in name or name == self.own:
            return name
        if name in self.base.runbooks:
            return f"[{name}]({_uris.relative(_uris.RUNBOOKS, _uris.runbook(name))})"
        return (
            f"[{name}]({_uris.relative(_uris.RUNBOOKS, _uris.component(name))})"
            if name in self.base.components
            else name
        )

    def _link(self, found: re.Match[str]) -> str:
        image, text, target = found.groups()
        shown = _plain(text)
        goal, sharp, anchor = unescape(unescape(target)).partition("#")
        if not goal and anchor:
            return f"[{shown}](#{re.sub(r'[^a-z0-9_-]', '', anchor.lower())})" if not image else shown
        other = self.books.get(posixpath.normpath(posixpath.join(posixpath.dirname(self.path), goal)))
        if other is not None and not image:
            return f"[{shown}]({_uris.relative(_uris.RUNBOOKS, _uris.runbook(other))})"
        address = safe_url(goal + sharp + anchor)
        if address is None or image:
            return f"{shown} ({esc_md(target)})"
        return f'<a href="{address}" rel="noopener noreferrer">{shown}</a>'


def _plain(text: str) -> str:
    """Return a piece of prose in which no tag, no list of attributes and no half of a link is left."""
    return _TAG.sub("&lt;", text.replace("{", "&#123;").replace("](", "]&#40;").replace("][", "]&#91;"))
