"""Tables and lists of generated pages as HTML, drawn at once instead of by a Markdown engine.

A page per component is mostly tables, and an engine that knows all of Markdown takes most of a build to read them. What our
own parts write is a small part of Markdown (see :mod:`kb.pages._parts`): this draws exactly that part, with the same
result, and leaves every block it does not know for certain to the engine. A test compares the two on every page.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from typing import Final, NamedTuple

from kb.pages import _columns, _parts

Address = Callable[[str], str]
"""From the target of a link as Markdown writes it to the address HTML writes."""

_FENCE: Final = re.compile(r"^(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"^#{1,6} .*$")
_ITEM: Final = re.compile(r"^(?:- |\d+\. )(.*)$")
_PARAGRAPH: Final = re.compile(r"^(?:[A-Z][a-z]|\*\*|`|\[|[a-z]{2,} |<(?:span|code|a)\b)")
"""How a paragraph begins that nothing but a paragraph begins with."""
_NOTE: Final = re.compile(r'^!!! ([a-z][a-z -]*) "([^"]*)"$')
_INLINE: Final = re.compile(r"`([^`]+)`|\[((?:[^\[\]`])*)\]\(([^()\s]*)\)|\*\*(.+?)\*\*")
_ALIGNED: Final = {"--:": ' style="text-align: right;"', "---": ""}
_NOTHING: Final = frozenset("-\N{EN DASH}")
"""Cells that say that there is nothing: on a phone they are left out."""
_UNSURE: Final = re.compile(r"\\|!\[|<https?:|(?<!\*)\*(?!\*)|__")


class Drawn(NamedTuple):
    """A page with its tables and lists taken out.

    Attributes:
        markdown: what is left for the engine, each part taken out replaced by an insert.
        searched: per mark the HTML of parts that the search reads.
        plain: the same for parts that it does not.
    """

    markdown: str
    searched: dict[str, str]
    plain: dict[str, str]


def draw(markdown: str, address: Address, *, searched: bool = True) -> Drawn:
    """Take the tables and lists out of a page and draw them.

    ``markdown`` is without front matter; ``searched``: whether the page is in the search at all.
    """
    kept: list[str] = []
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    reads, run = searched, ""
    for block in _blocks(markdown):
        html = _block(block, address)
        if html is not None:
            run += html + "\n"
            continue
        run = _taken(run, found[not reads], kept)
        kept.append(block)
        if _HEADING.match(block):
            reads = searched and "data-search-exclude" not in block
    _taken(run, found[not reads], kept)
    return Drawn("\n\n".join(kept) + "\n", *found)


def _taken(run: str, into: dict[str, str], kept: list[str]) -> str:
    """Leave a mark for what was drawn since the last block that was not; return what is drawn from here on: nothing."""
    if run:
        mark = f"drawn-{len(kept)}"
        into[mark] = run
        kept.append(_parts.insert(mark))
    return ""


def _blocks(markdown: str) -> Iterator[str]:
    """Yield the blocks of a page; what is set in belongs to the block before, and a fence is one block."""
    block: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            fence = "" if opened and line.strip() == fence else fence
        elif opened:
            fence = opened[1]
        elif line.strip() and block and not block[-1].strip() and not line.startswith("    "):
            yield from _joined(block)
            block = []
        block.append(line)
    yield from _joined(block)


def _joined(lines: list[str]) -> Iterator[str]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield text


def _block(block: str, address: Address) -> str | None:
    lines = block.split("\n")
    if block.startswith("!!! "):
        return _note(lines, address)
    if _UNSURE.search(block):
        return None
    if len(lines) > 1 and all(line.startswith("| ") for line in lines):
        return _table(lines, address)
    if _PARAGRAPH.match(block):
        return f"<p>{_inline(block, address)}</p>" if len(lines) == 1 else None
    items = [_ITEM.match(line) for line in lines]
    if all(items) and len({line[0] == "-" for line in lines}) == 1:
        tag = "ul" if lines[0][0] == "-" else "ol"
        inner = "".join(f"<li>{_inline(item[1], address)}</li>" for item in items if item)
        return f"<{tag}>{inner}</{tag}>"
    return None


def _note(lines: list[str], address: Address) -> str | None:
    """Return a box with its title, if all in it can be drawn."""
    head = _NOTE.match(lines[0])
    if head is None or any(line and not line.startswith("    ") for line in lines[1:]):
        return None
    inner = [_block(block, address) for block in _blocks("\n".join(line[4:] for line in lines[1:]))]
    if None in inner:
        return None
    body = "\n".join(filter(None, inner))
    return f'<div class="admonition {head[1]}">\n<p class="admonition-title">{head[2]}</p>\n{body}\n</div>'


def _table(lines: list[str], address: Address) -> str | None:
    rows = [line[2:].removesuffix(" |").split(" | ") for line in lines]
    looks = [_ALIGNED.get(rule.strip()) for rule in rows[1]]
    if None in looks or any(len(row) != len(looks) for row in rows):
        return None
    heads, *cells = [[_inline(cell, address) for cell in row] for row in (rows[0], *rows[2:])]
    top = "".join(f"<th{look}>{head}</th>" for head, look in zip(heads, looks, strict=True))
    looked = _columns.attributes(heads, cells, (place for place, look in enumerate(looks) if look))
    body = _columns.body([f"<tr>{''.join(map(_cell, row))}</tr>" for row in cells])
    return f"<table{looked}><thead><tr>{top}</tr></thead>{body}</table>"


def _cell(cell: str) -> str:
    return f"<td{' data-none' if unescape(cell) in _NOTHING else ''}>{cell}</td>"


def _inline(text: str, address: Address) -> str:
    def part(found: re.Match[str]) -> str:
        code, label, target, strong = found.groups()
        if code is not None:
            return f"<code>{escape(code, quote=False)}</code>"
        if strong is not None:
            return f"<strong>{_inline(strong, address)}</strong>"
        return f'<a href="{escape(address(target))}">{label}</a>'

    return _INLINE.sub(part, text.strip())
