"""The blocks of a document as Markdown, for the formats that write it: each a list of parts, a part a list of lines."""

from typing import assert_never

from kb.documents.document import Block, Bullets, Code, Excerpt, Facts, Paragraph, Plot, Section, Table, Verdict
from kb.render._clean import one_line
from kb.render._excerpt import UNCUT, excerpt_lines, place
from kb.render._markdown import code, code_block, escape
from kb.render._paint import Paint
from kb.render._plot import plot_lines

_DEEPEST_HEADING = 6
_PLOT = 72  # columns of a plot


def parts_of(block: Block, level: int) -> list[list[str]]:  # noqa: PLR0911  one return per kind of block
    """Return the parts of a block, headings from a level down: each a list of lines, to be parted by empty ones."""
    match block:
        case Paragraph(text):
            return [[escape(line)] for line in text.split("\n") if one_line(line)]
        case Verdict(word, sentence):
            return [[f"> {': '.join(filter(None, (_strong(word), escape(sentence))))}"]]
        case Bullets(items, numbered):
            return [[f"{f'{at}.' if numbered else '-'} {escape(item)}".rstrip() for at, item in enumerate(items, 1)]]
        case Facts(pairs):
            # Another mark than bullets have: two lists in a row stay two.
            return [[f"* {_strong(name)}: {escape(cell.text)}".rstrip() for name, cell in pairs]]
        case Table():
            return _table(block)
        case Excerpt():
            above = [[code(place(block))]] if block.path else []
            return [*above, code_block("\n".join(excerpt_lines(block, UNCUT, Paint(False))))]
        case Code(path, text):
            return [*([[code(path)]] if path else []), code_block(text.rstrip("\n"))]
        case Plot():
            return [code_block("\n".join(plot_lines(block, _PLOT)))]
        case Section(title, blocks):
            return [heading(title, level), *(part for inner in blocks for part in parts_of(inner, level + 1))]
        case _:
            assert_never(block)


def heading(title: str, level: int) -> list[str]:
    """Return a heading, as deep as Markdown knows them."""
    return [f"{'#' * min(level, _DEEPEST_HEADING)} {escape(title)}".rstrip()]


def _strong(text: str) -> str:
    escaped = escape(text)
    return f"**{escaped}**" if escaped else ""


def _table(table: Table) -> list[list[str]]:
    parts = [[escape(table.caption)]] if one_line(table.caption) else []
    rules = ["---:" if column.right else "---" for column in table.columns]
    lines = [_row([escape(column.title, cell=True) for column in table.columns]), _row(rules)]
    lines += [_row([escape(cell.text, cell=True) for cell in row]) for row in table.rows]
    return [*parts, lines] if table.rows else [*parts, lines, ["(none)"]]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
