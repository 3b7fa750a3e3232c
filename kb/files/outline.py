"""The block structure of a Markdown text: where its headings and the items of its lists stand.

markdown-it-py decides what is a heading and what is not. It takes some 25 ms to import, a third of what a whole
``kb check`` may take, so a text that keeps to a plain form (almost every runbook) is read line by line instead:
:func:`plain` reads it, or gives up as soon as it meets a line it is not sure of. A property test holds the two
equal (docs/decisions/0020-runbook-bodies.md).
"""

import re
from collections.abc import Sequence
from typing import Final

from kb.model.noun import NamedTuple
from kb.model.pattern import pattern

ITEM: Final = 0
_DEEPEST: Final = 6


class Mark(NamedTuple):
    """A top-level heading (level 1 to 6) or list item (level 0): lines from ``start`` to before ``end``, 0-based."""

    level: int
    title: str
    start: int
    end: int


def outline(lines: Sequence[str]) -> list[Mark]:
    """Return the headings and list items at the top level of a text, in order."""
    found = plain(lines)
    return by_library(lines) if found is None else found


_FENCE: Final = re.compile(r"(`{3,}|~{3,})([^`]*)").fullmatch
_TEXT: Final = re.compile(r"""[^\W\d_]|[("'\[{|]|\*\*?[^\s*]|_[^\s_]|`{1,2}[^`]|\d+(?![\d.)])""").match
"""How a line begins that can be nothing but text (or a row of a table)."""


def plain(lines: Sequence[str]) -> list[Mark] | None:  # noqa: C901 - one branch for each form of line
    """Return what :func:`outline` does for a text in the plain form, None for any other.

    The plain form: headings ``## so``, lists of ``- items`` at the margin with whatever stands indented below them, fenced
    code and paragraphs at the margin; no tab, no HTML, no numbered list, no underlined heading.
    """
    found: list[Mark] = []
    fence = ""  # opens the code we are in
    item = -1  # where the list item begins that is open
    blank = True  # whether the line before was
    for number, line in enumerate(lines):
        if fence:
            if _closes(line, fence):
                fence = ""
            continue
        first = line[:1]
        if first in ("", " "):
            blank = not line or line.isspace()
            if "\t" in line or (not blank and (line[:2] != "  " if item >= 0 else line[:4] != "    ")):
                return None
            continue
        is_item = line[:2] == "- " and _is_text(line[2:])
        heading = _heading(line, number) if first == "#" else None
        opened = _FENCE(line) if first in "`~" else None
        marked = is_item or heading is not None or opened is not None
        if "\t" in line or (not marked and (not _is_text(line) or (item >= 0 and not blank))):
            return None
        if item >= 0:
            found.append(Mark(ITEM, "", item, _last(lines, number)))
        item = number if is_item else -1
        blank = False
        if heading is not None:
            found.append(heading)
        elif opened is not None:
            fence = opened[1]
    if item >= 0:
        found.append(Mark(ITEM, "", item, _last(lines, len(lines))))
    return found


def _heading(line: str, number: int) -> Mark | None:
    """Return the heading in a line: up to six ``#``, a space, and a title that neither begins nor ends with one."""
    rest = line.lstrip("#")
    title = rest.strip(" ")
    level = len(line) - len(rest)
    if level > _DEEPEST or rest[:1] != " " or not title or title != title.strip() or "#" in title[0] + title[-1]:
        return None
    return Mark(level, title, number, number + 1)


def _is_text(line: str) -> bool:
    """Whether a line can be nothing but text (or a row of a table); most begin with a letter."""
    return line[:1].isalpha() or _TEXT(line) is not None


def _closes(line: str, fence: str) -> bool:
    bare = line.strip(" ")
    return bare.startswith(fence) and not bare.strip(fence[0]) and not line.startswith("    ")


def _last(lines: Sequence[str], end: int) -> int:
    """Return the end of a block without the blank lines below it."""
    while not lines[end - 1].strip():
        end -= 1
    return end


_QUOTES: Final = pattern(r"^([ \t*+-]*(?: {0,3}> ?){4})(?: {0,3}> ?)+", re.MULTILINE)
"""Quotes in quotes beyond the fourth: each is read line by line, and nothing in them is at the top."""
_LONG: Final = 20_000
"""Characters from which on they are left out; else they take no time."""


def by_library(lines: Sequence[str]) -> list[Mark]:
    """Return what :func:`outline` does for any text, asking markdown-it-py for its blocks (not for what stands in them)."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, rarely needed

    reader = MarkdownIt("commonmark")
    reader.core.ruler.enableOnly(["normalize", "block"])
    text = "\n".join(lines)
    tokens = reader.parse(_QUOTES.sub(r"\1", text) if len(text) > _LONG else text)
    found = []
    for index, token in enumerate(tokens):
        if token.map is None or token.level > 1:
            continue
        start, end = token.map
        if token.type == "heading_open" and token.level == 0:
            found.append(Mark(int(token.tag[1]), tokens[index + 1].content, start, end))
        elif token.type == "list_item_open":
            found.append(
                Mark(ITEM, "", start, _last(lines, end) if any(line.strip() for line in lines[start:end]) else end)
            )
    return found
