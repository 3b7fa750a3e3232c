"""Markdown short enough for a comment on a pull request, or the summary of a build.

*What*: the title, the verdicts and what stands outside of sections; each section below its title, folded up where it
has more than 25 lines. Texts of more than 400 characters are cut, and so is the whole at 30,000 bytes, with a line
that says so.

*Why*: a comment that is longer than the change is not read, and one longer than 65,536 characters is refused. Names
and sentences come from files that anybody may propose to change, so all of them are escaped as in Markdown: none brings
HTML, a link, an image or a mention into the comment.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any, Final

from kb.documents.document import Code, Document, Excerpt, Section, Verdict
from kb.render import Format
from kb.render._blocks import heading, parts_of
from kb.render._clean import one_line
from kb.render._markdown import LIVE, escape

_LONGEST: Final = 400
_SHORT: Final = 25
_LEVEL: Final = 3  # a comment has headings of its own above
_CUT: Final = "*Cut here: the rest does not fit. Run the command for all of it.*"
_END: Final = "</details>"
_IN_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Comment(Format):
    """Draws a document as short Markdown.

    Attributes:
        most: bytes (UTF-8) it may have; at least 1,000.
    """

    most: int = 30_000

    def render(self, report: object, document: Document) -> str:
        """Return the document as short Markdown; see :meth:`Format.render`."""
        del report
        document = _shortened(document)
        sections = [block for block in document.blocks if isinstance(block, Section)]
        rest = [block for block in document.blocks if not isinstance(block, Section)]
        first = sorted(rest, key=lambda block: not isinstance(block, Verdict))
        sheet = _Sheet(self.most)
        sheet.add(heading(document.title, _LEVEL))
        sheet.add([escape(document.at)] if one_line(document.at) else [])
        for block in first:
            sheet.add_all(parts_of(block, _LEVEL + 1))
        for section in sections:
            sheet.fold(section.title, [part for block in section.blocks for part in parts_of(block, _LEVEL + 1)])
        return sheet.text()


class _Sheet:
    """Parts of Markdown, as many as fit; what does not is cut, and that is said."""

    def __init__(self, most: int) -> None:
        self.parts: list[str] = []
        self.room = most - len(_CUT) - len(_END) - 6
        self.full = False

    def add(self, lines: list[str]) -> None:
        """Add a part, or as many of its lines as fit where each line stands for itself."""
        if self.full or not lines:
            return
        fitting = _fitting(lines, self.room)
        self.full = len(fitting) < len(lines)
        if fitting:
            self.parts.append("\n".join(fitting))
            self.room -= _size(self.parts[-1]) + 2

    def add_all(self, parts: Iterable[list[str]]) -> None:
        """Add parts."""
        for part in parts:
            self.add(part)

    def fold(self, title: str, parts: list[list[str]]) -> None:
        """Add parts below a title that unfolds them."""
        before = len(self.parts)
        is_open = " open" if sum(map(len, parts)) <= _SHORT else ""
        self.add([f"<details{is_open}><summary>{_in_html(title)}</summary>"])
        if len(self.parts) > before:
            self.room -= len(_END) + 2
            self.add_all(parts)
            self.parts.append(_END)

    def text(self) -> str:
        """Return what has been added."""
        return "\n\n".join([*self.parts, *([_CUT] if self.full else [])]) + "\n"


def _fitting(lines: list[str], room: int) -> list[str]:
    """Return the lines that fit: all, the first ones of a list or table, or none of what has to stay whole."""
    if _size("\n".join(lines)) + 2 <= room:
        return lines
    if not lines[0].startswith(("- ", "* ", "1. ", "| ")):
        return []
    kept: list[str] = []
    for line in lines:
        room -= _size(line) + 1
        if room < 2:
            break
        kept.append(line)
    return kept if len(kept) > 2 else []


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _in_html(text: str) -> str:
    """Return text as HTML in which nothing acts; what GitHub would act on becomes code."""
    words = (word.translate(_IN_HTML) for word in one_line(text).split(" "))
    return " ".join(f"<code>{word}</code>" if LIVE.search(word) else word for word in words)


def _shortened(value: Any) -> Any:
    """Return a document whose texts are cut; code and excerpts are cut by lines elsewhere or not at all."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"
    if isinstance(value, Enum | Excerpt | Code) or not isinstance(value, tuple):
        return value
    items = (_shortened(item) for item in value)
    return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
