"""Raw HTML in the text of a runbook: a page would show it as what it is, or not at all."""

import re
from typing import Final

from kb.files import prose
from kb.files.context import Context
from kb.files.nodes import LINE
from kb.files.syntax import visible
from kb.model.pattern import pattern

_FENCE: Final = pattern(r" {0,3}(`{3,}|~{3,})")
_CODE: Final = pattern(r"`[^`]+`")
_SPANNING: Final = pattern(
    r"""<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^'<>]*'|"[^"<>]*"))?)*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>|!--)"""
)
"""A tag as CommonMark defines one, over line ends too."""
_BLANK: Final = pattern(r"\n[ \t]*(?:\n|>)")
"""What ends a paragraph, and with it what was no tag: an empty line, or a quotation."""
_CODE_SPAN: Final = pattern(r"`(?:[^`\n]|\n(?![ \t]*\n))+`")
MAX_PARSED: Final = 20_000
"""Characters of a runbook's body that a Markdown parser searches for raw HTML; a longer one is searched line by line."""


def check(lines: list[str], start: int, body: str, ctx: Context) -> None:
    """Note raw HTML in the lines of a runbook from the line ``start`` (0-based) on, which joined are its body."""
    if len(body) > MAX_PARSED:
        _long(lines, start, ctx)
    else:
        _html(body, start, ctx)


def _long(lines: list[str], start: int, ctx: Context) -> None:
    """Look for raw HTML without the parser, which takes time in the square of what is nested: outside of fences and code."""
    fence = ""
    outside: list[str] = []
    for number, line in enumerate(lines[start:], start + 1):
        outside.append("")
        opened = _FENCE.match(line)
        if opened and (not fence or (opened[1].startswith(fence) and not line[opened.end() :].strip())):
            fence = "" if fence else opened[1]
        elif not fence and "<" in line:
            bare = outside[-1] = _CODE.sub(lambda code: " " * len(code.group()), line)
            for fault in prose.faults(bare):
                if fault.rule == "raw-html":
                    ctx.add_at("raw-html", number, fault.offset + 1, min(fault.width, 80), fault.message, fault.fix)
        elif not fence:
            outside[-1] = line
    _spanning("\n".join(outside), start, ctx)


def _spanning(text: str, start: int, ctx: Context) -> None:
    """Look for tags that end on a later line than they begin; a line by itself shows only a part of them."""
    text = _CODE_SPAN.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), text)
    for match in _SPANNING.finditer(text):
        if "\n" in match.group() and not _BLANK.search(match.group()):
            line = text.count("\n", 0, match.start())
            column = match.start() - text.rfind("\n", 0, match.start())
            message = f"raw HTML (`{visible(match.group(), 20)}`) in text"
            ctx.add_at("raw-html", start + line + 1, column, 1, message, "write plain Markdown")


def _html(body: str, start: int, ctx: Context) -> None:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, rarely needed

    for token in MarkdownIt("commonmark").enable("table").parse(body):
        inner = [token, *(token.children or ())]
        for part in inner:
            if part.type in ("html_block", "html_inline"):
                shown = visible(part.content.strip(), 20)
                place = ctx.place_of(
                    part.content.strip().split("\n")[0], start + (token.map[0] if token.map else 0) << LINE
                )
                ctx.add(
                    "raw-html",
                    place,
                    f"raw HTML (`{shown}`) in a runbook",
                    "write Markdown; put a placeholder into `backticks`",
                )
