"""One HTML page that needs nothing else: to mail, to print, to read on a phone.

*What*: the whole document as one file without scripts, without requests, in light and dark, and with a style for paper.

*Why*: who decides on an event reads a page, not a terminal; and a page that loads nothing still opens when the network does
not. Names and sentences come from files that anybody may propose to change: all of them are escaped, and the page forbids
itself everything but its own style.
"""

from html import escape
from typing import Final, assert_never

from kb.documents.document import (
    Block,
    Bullets,
    Cell,
    Code,
    Document,
    Excerpt,
    Facts,
    Paragraph,
    Plot,
    Section,
    Table,
    Tone,
    Verdict,
)
from kb.render import Format
from kb.render._clean import clean, one_line
from kb.render._excerpt import UNCUT, excerpt_lines, place
from kb.render._page import opening, safe
from kb.render._paint import Paint
from kb.render._svg import svg

_DEEPEST_HEADING: Final = 6
_STYLE: Final = """
:root{--good:#176b2c;--caution:#8a5300;--bad:#b3141d;--unknown:#6b2fa0}
@media (prefers-color-scheme:dark){:root{--good:#7fd694;--caution:#f0b95c;--bad:#ff8f8a;--unknown:#cfa6ff}}
.good{color:var(--good)}.caution{color:var(--caution)}.bad{color:var(--bad)}.unknown{color:var(--unknown)}
.verdict{border:.15rem solid;border-left-width:.6rem;padding:.5rem .8rem}.verdict strong{display:block;font-size:1.9em;line-height:1.2}.verdict span{color:var(--ink)}
dl{display:grid;grid-template-columns:minmax(6rem,max-content) 1fr;gap:.2rem 1rem;margin:.8rem 0}dt{font-weight:600}dd{margin:0}
ul,ol{padding-left:1.3rem}li{margin:.25rem 0}.number{text-align:right}caption{text-align:left;padding:.3rem 0}svg{max-width:100%;height:auto}
@media (max-width:30rem){dl{display:block}dd{margin:0 0 .4rem}}
@media print{:root{--good:#0d4a1d;--caution:#5e3900;--bad:#8c0d15;--unknown:#4c1f75}@page{margin:12mm}body{font-size:9.5pt;line-height:1.35}
h1{font-size:15pt;margin:0 0 .3em}h2{font-size:11.5pt;margin:.7em 0 .25em}h3{font-size:10.5pt;margin:.6em 0 .2em}p,ul,ol,dl{margin:.35em 0}
li{margin:.1em 0}.verdict,dl{break-inside:avoid}.verdict{padding:.3rem .6rem}.verdict strong{font-size:16pt}dl{display:grid}}
""".strip()


class Html(Format):
    """Draws a document as a page of HTML."""

    def render(self, report: object, document: Document) -> str:
        """Return the document as HTML; see :meth:`Format.render`."""
        del report
        at = f'\n<p class="notice">{safe(document.at)}</p>' if one_line(document.at) else ""
        head = f"<header>\n<h1>{safe(document.title)}</h1>{at}\n</header>\n<main>"
        parts = [opening(document.title, _STYLE), head]
        parts += [part for block in document.blocks for part in _block(block, 2)]
        return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def _block(block: Block, level: int) -> list[str]:  # noqa: PLR0911  one return per kind of block
    """Return a block as elements; headings in it begin at a level."""
    match block:
        case Paragraph(text, tone):
            return [f"<p{_class(tone)}>{safe(line)}</p>" for line in text.split("\n") if one_line(line)]
        case Verdict(word, sentence, tone):
            strong = f"<strong>{safe(word)}</strong>"
            return [f"<p{_class(tone, 'verdict')}>{strong} <span>{safe(sentence)}</span></p>"]
        case Bullets(items, numbered):
            tag = "ol" if numbered else "ul"
            return [f"<{tag}>", *(f"<li>{safe(item)}</li>" for item in items), f"</{tag}>"]
        case Facts(pairs):
            return ["<dl>", *(_fact(name, cell) for name, cell in pairs), "</dl>"]
        case Table():
            return _table(block)
        case Excerpt():
            above = [f"<p><code>{safe(place(block))}</code></p>"] if block.path else []
            return [*above, _pre("\n".join(excerpt_lines(block, UNCUT, Paint(False))))]
        case Code(path, text):
            return [*([f"<p><code>{safe(path)}</code></p>"] if path else []), _pre(text.rstrip("\n"))]
        case Plot():
            return [f"<figure>\n{svg(block)}</figure>"]
        case Section(title, blocks):
            tag = f"h{min(level, _DEEPEST_HEADING)}"
            inner = [part for found in blocks for part in _block(found, level + 1)]
            return ["<section>", f"<{tag}>{safe(title)}</{tag}>", *inner, "</section>"]
        case _:
            assert_never(block)


def _class(tone: Tone, *names: str) -> str:
    """Return the attribute for a tone and other classes; nothing where there are none."""
    found = [*names, *([] if tone is Tone.PLAIN else [tone.value])]
    return f' class="{" ".join(found)}"' if found else ""


def _fact(name: str, cell: Cell) -> str:
    return f"<dt>{safe(name)}</dt>\n<dd{_class(cell.tone)}>{safe(cell.text)}</dd>"


def _pre(text: str) -> str:
    # The newline after the tag is dropped by every reader, so that one the text begins with is kept.
    return f"<pre>\n{escape(clean(text), quote=True)}</pre>"


def _table(table: Table) -> list[str]:
    caption = f"<caption>{safe(table.caption)}</caption>\n" if one_line(table.caption) else ""
    heads = "".join(f'<th scope="col"{_number(column.right)}>{safe(column.title)}</th>' for column in table.columns)
    rows = [
        f"<tr>{''.join(_cell(cell, column.right) for column, cell in zip(table.columns, row, strict=True))}</tr>"
        for row in table.rows
    ] or [f'<tr><td colspan="{len(table.columns)}">(none)</td></tr>']
    return [
        f'<div class="scroll"><table>\n{caption}<thead><tr>{heads}</tr></thead>\n<tbody>',
        *rows,
        "</tbody>\n</table></div>",
    ]


def _number(right: bool) -> str:
    return ' class="number"' if right else ""


def _cell(cell: Cell, right: bool) -> str:
    return f"<td{_class(cell.tone, *(['number'] if right else []))}>{safe(cell.text)}</td>"
