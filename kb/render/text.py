"""Plain text for a terminal, a log or a mail: the format people live in.

*What*: headings underlined, tables that fit the width, the verdict behind a heavy bar, excerpts
with a caret. As wide as the terminal, from 60 to 120 columns, and 80 where there is none. Legible in
black and white; colour only repeats what a word says, and ``NO_COLOR`` switches it off.

*Why*: at three in the morning the answer must be readable over a serial console, in a ticket and in a
build log alike.
"""

from typing import assert_never

from kb.documents.document import (
    Block,
    Bullets,
    Code,
    Document,
    Excerpt,
    Facts,
    Paragraph,
    Plot,
    Section,
    Table,
    Verdict,
)
from kb.render import Format
from kb.render._clean import clean, one_line
from kb.render._paint import Paint
from kb.render._table import pair_lines, table_lines
from kb.render._width import width, wrap

_LEAST_WIDTH = 20
_DEEPEST_INDENT = 3


class Text(Format):
    """Draws a document as text.

    Attributes:
        width: no line is longer than this many columns; at least 20 are used.
        colour: whether to add ANSI colour codes.
    """

    width: int = 80
    colour: bool = False

    def render(self, report: object, document: Document) -> str:
        """Return the document as text; see :meth:`Format.render`."""
        del report
        size, paint = max(self.width, _LEAST_WIDTH), Paint(self.colour)
        lines = _heading(document.title, size, paint, "━")
        lines += wrap(clean(document.at), size) if document.at else []
        for block in document.blocks:
            lines += ["", *_block(block, size, paint, 1)]
        return "\n".join(lines) + "\n"


def _block(block: Block, size: int, paint: Paint, level: int) -> list[str]:  # noqa: PLR0911  one return per kind
    match block:
        case Paragraph(text, tone):
            return [paint.tone(line, tone) for line in wrap(clean(text), size)]
        case Verdict():
            return _verdict(block, size, paint)
        case Bullets():
            return _bullets(block, size)
        case Facts(pairs):
            return pair_lines(list(pairs), size, paint)
        case Table():
            return table_lines(block, size, paint)
        case Excerpt():
            from kb.render._excerpt import excerpt_lines, place  # noqa: PLC0415 - what finds nothing shows none

            above = [paint.bold(line) for line in wrap(place(block), size)] if block.path else []
            return above + excerpt_lines(block, size, paint)
        case Code(path, text):
            above = [paint.faint(line) for line in wrap(one_line(path), size)] if path else []
            return above + _code(clean(text).rstrip("\n").split("\n"), size)
        case Plot():
            from kb.render._plot import plot_lines  # noqa: PLC0415 - few reports draw one

            return plot_lines(block, size)
        case Section():
            return _section(block, size, paint, level)
        case _:
            assert_never(block)


def _code(lines: list[str], size: int) -> list[str]:
    """Draw lines as they are: set in by as much as leaves them whole; what is still too long keeps its indentation."""
    longest = max(map(width, lines))
    gutter = " " * max(0, min(4, size - longest))
    drawn = []
    for line in lines:
        inner = line[: min(len(line) - len(line.lstrip(" ")), size // 2)]
        room = size - len(gutter) - len(inner)
        first, *rest = [line.strip()] if width(line.strip()) <= room else wrap(line.strip(), max(1, room - 2))
        drawn += [gutter + inner + first, *(f"{gutter}{inner}  {more}" for more in rest)]
    return [line.rstrip(" ") for line in drawn]


def _heading(title: str, size: int, paint: Paint, rule: str) -> list[str]:
    lines = wrap(one_line(title), size)
    return [*map(paint.bold, lines), paint.faint(rule * max(map(width, lines)))]


def _section(section: Section, size: int, paint: Paint, level: int) -> list[str]:
    """Draw a section: the first level underlined, deeper ones by indenting what belongs to them."""
    if level == 1:
        lines, indent = _heading(section.title, size, paint, "─"), ""
    else:
        lines = [paint.bold(line) for line in wrap(one_line(section.title), size)]
        indent = "  " if level - 1 <= _DEEPEST_INDENT else ""
    for at, block in enumerate(section.blocks):
        # Two headings in a row need air between them; a heading and its first text do not.
        lines += [""] if at or isinstance(block, Section) else []
        lines += [f"{indent}{line}".rstrip(" ") for line in _block(block, size - len(indent), paint, level + 1)]
    return lines


def _verdict(verdict: Verdict, size: int, paint: Paint) -> list[str]:
    """Draw the answer where the eye falls first: alone on its line, behind a heavy bar."""
    word = [paint.tone(line, verdict.tone, bold=True) for line in wrap(one_line(verdict.word), size - 2)]
    sentence = wrap(clean(verdict.sentence), size - 2) if verdict.sentence else []
    return [f"{paint.tone('┃', verdict.tone, bold=True)} {line}".rstrip(" ") for line in word + sentence]


def _bullets(bullets: Bullets, size: int) -> list[str]:
    digits = len(str(len(bullets.items)))
    lines: list[str] = []
    for number, item in enumerate(bullets.items, 1):
        mark = f"{number:>{digits}}. " if bullets.numbered else "- "
        for at, line in enumerate(wrap(clean(item), size - len(mark))):
            lines.append(f"{mark if at == 0 else ' ' * len(mark)}{line}".rstrip(" "))
    return lines
