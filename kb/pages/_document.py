"""A described report as Markdown of the site: the same words as every other format, with links and marks where they help."""

from collections.abc import Callable, Iterator
from typing import assert_never

from kb.documents.document import Block, Bullets, Cell, Code, Excerpt, Facts, Paragraph, Plot, Section, Table, Verdict
from kb.pages import _parts
from kb.pages._escape import code, esc_md, fence
from kb.pages._escape import sentence as whole

Word = Callable[[str], str]
"""How to show a text: plain in, Markdown out."""
_DEEPEST = 6


def draw(blocks: tuple[Block, ...], level: int = 2, word: Word = esc_md, *, searched: bool = True) -> str:
    """Return blocks as Markdown. ``word`` shows a text, sections begin at ``level``; ``searched``: whether the search finds them."""
    return "\n\n".join(part for block in blocks for part in _block(block, level, word, searched=searched) if part)


def _block(block: Block, level: int, word: Word, *, searched: bool) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield from _paragraph(text, word)
        case Verdict(said, sentence, tone):
            yield f"{_parts.judged(said, tone)} {word(whole(sentence))}"
        case Bullets(items, numbered):
            yield _parts.bullets((word(item) for item in items), numbered=numbered)
        case Facts(pairs):
            yield _parts.bullets(f"**{esc_md(name)}**: {_cell(cell, word)}" for name, cell in pairs)
        case Table():
            yield from _table(block, word)
        case Code(path, text):
            yield code(path) if path else ""
            yield fence(text, "yaml" if path.endswith((".yml", ".toml")) else "text")
        case Excerpt() | Plot():
            return  # a page shows files by their place, and plots as pictures
        case Section(title, inner):
            yield _parts.heading(title, min(level, _DEEPEST), searched=searched)
            yield draw(inner, level + 1, word, searched=searched)
        case _:
            assert_never(block)


def _paragraph(text: str, word: Word) -> Iterator[str]:
    """Yield a paragraph; lines that are items of a list become one."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(line.startswith("- ") for line in lines[1:]):
        yield word(lines[0].removeprefix("- ")) if not lines[0].startswith("- ") else ""
        yield _parts.bullets(word(line.removeprefix("- ")) for line in lines if line.startswith("- "))
        return
    for line in lines:
        yield word(line)


def _table(table: Table, word: Word) -> Iterator[str]:
    yield word(table.caption) if table.caption else ""
    right = [number for number, column in enumerate(table.columns) if column.right]
    rows = [[_cell(cell, word) for cell in row] for row in table.rows]
    yield _parts.table([column.title for column in table.columns], rows, right)


def _cell(cell: Cell, word: Word) -> str:
    plain = word(" ".join(cell.text.split("\n")))
    return plain if cell.tone.value == "plain" else f'<span class="kb-tone-{cell.tone.value}">{plain}</span>'
