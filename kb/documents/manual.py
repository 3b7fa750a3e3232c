"""Manual pages: the docstring of a module, read into its parts and described.

A page is a first sentence (*what*), then parts. A part begins with its name and a colon at the start of a line
(`Why: ...`). The parts `Passes` and `Fails` hold small knowledge bases: their files one after the other, each
headed by a comment with its path (`# architecture/pay.yml`). The same text is printed by `kb explain`, shown on the site, and
executed by our tests.
"""

import inspect
import re
import textwrap
from collections.abc import Iterator
from itertools import groupby
from types import ModuleType
from typing import Any, Final, NamedTuple

from kb import plugs
from kb.documents.document import Block, Code, Document, Paragraph, Section

EXAMPLE_DAY: Final = "2026-06-01"
"""The date examples are looked at, unless they set ``as_of`` in a kb.toml."""

EXAMPLES: Final = ("Passes", "Fails")

_FILES: Final = (*EXAMPLES, "Reads", "Gives")
"""Parts that hold files."""

PARTS: Final = (
    "What",
    "Why",
    "How to fix",
    "How it is computed",
    "Source of thresholds",
    "Source",
    "Options",
    "Reads",
    "Gives",
    *EXAMPLES,
)
"""Every part a page may have."""

_PART: Final = re.compile(rf"^\*{{0,2}}({'|'.join(PARTS)})\*{{0,2}}:(?:[ \t]+|$)", re.MULTILINE)
_PATH: Final = re.compile(r"^# ((?:architecture|ownership|runbooks|events)/\S+|kb\.toml)$", re.MULTILINE)
_FOREIGN: Final = re.compile(r"^# file: (\S+)$", re.MULTILINE)
_TABLES: Final = {"rule": ("rules", "find"), "check": ("checks", "look")}
"""Kind of page -> the table of `kb.toml` in which its options are set, and the method that tells the plug in its module."""
_BREAK: Final = re.compile(r"\n[ \t]*\n")


class Manual(NamedTuple):
    """A manual page.

    Attributes:
        id: what `kb explain` prints it for.
        kind: what it explains: rule, fault, word or format.
        summary: the first sentence.
        body: what follows it before the first part; may be empty.
        parts: name and text of each part, in order.
    """

    id: str
    kind: str
    summary: str
    body: str
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str:
        """Return the text of a part, empty if there is none of that name."""
        return next((text for found, text in self.parts if found == name), "")

    def files(self, name: str) -> dict[str, str]:
        """Return the files of an example (path -> text), empty if it has none; foreign ones are headed ``# file: PATH``."""
        found = (_FOREIGN if name == "Reads" else _PATH).split(self.part(name))
        return {path: text.removeprefix("\n") for path, text in zip(found[1::2], found[2::2], strict=True)}


def of(module: ModuleType, name: str, kind: str) -> Manual:
    """Return the manual page of a module: its docstring and, of a plug that has options in `kb.toml`, those with their defaults."""
    page = parse(name, kind, module.__doc__ or "")
    if kind not in _TABLES:
        return page
    table, method = _TABLES[kind]
    options = "\n".join(_options(module, method))
    if not options:
        return page
    said = f"In `kb.toml`, under `[{table}.{name}]`:\n\n{options}"
    place = next((number for number, (title, _) in enumerate(page.parts) if title in EXAMPLES), len(page.parts))
    return page._replace(parts=(*page.parts[:place], ("Options", said), *page.parts[place:]))


def _options(module: ModuleType, method: str) -> Iterator[str]:
    """Yield a line for each option of the plug of a module: name, default and what its class says of it."""
    here = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
    kind: Any = next(each for each in here if hasattr(each, method))
    said: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        said |= plugs.meanings(each)
    for name, default in kind.options().items():
        what = said.get(name, "")
        yield f"- `{name}`, {_shown(default)} unless set{': ' if what else ''}{what}"


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return f"[{', '.join(map(_shown, default))}]"
    if isinstance(default, str):
        return f'"{default}"'
    return f"{default:g}" if isinstance(default, float) else str(default)


def parse(name: str, kind: str, docstring: str) -> Manual:
    """Read a docstring into a manual page."""
    text = inspect.cleandoc(docstring)
    head, *rest = _PART.split(text)
    summary, _, body = head.partition("\n\n")
    parts = tuple((title, _part(title, inner)) for title, inner in zip(rest[::2], rest[1::2], strict=True))
    return Manual(name, kind, " ".join(summary.split()), body.strip(), parts)


def _part(title: str, text: str) -> str:
    if title not in _FILES:
        return text.strip()
    lines = text.strip("\n").split("\n")
    return "\n".join(line.removeprefix("    ") for line in lines) + "\n"


def describe(page: Manual) -> Document:
    """Describe a manual page."""
    blocks: list[Block] = [Paragraph(page.summary), *_paragraphs(page.body)]
    for title, text in page.parts:
        inner = (
            tuple(Code(*file) for file in page.files(title).items()) if title in _FILES else tuple(_paragraphs(text))
        )
        blocks.append(Section(title, inner))
    return Document(page.id, f"Manual page of {'an' if page.kind[0] in 'aeiou' else 'a'} {page.kind}", tuple(blocks))


def describe_all(pages: tuple[Manual, ...], titles: dict[str, str]) -> Document:
    """Describe a list of manual pages: per kind, each id with its first line. ``titles`` is the heading of each kind, in order."""
    from kb.documents.document import Cell, Facts  # noqa: PLC0415 - used here only

    sections = []
    for kind, title in titles.items():
        pairs = tuple((page.id, Cell(page.summary)) for page in pages if page.kind == kind)
        sections.append(Section(f"{title} ({len(pairs)})", (Facts(pairs),)))
    at = "`kb explain ID` prints the page of an id"
    return Document("Manual", at, tuple(sections))


def _paragraphs(text: str) -> list[Block]:
    """Return the paragraphs of a part; lines set in by four blanks are code and stay as they are, blank ones between them too."""
    runs: list[tuple[bool, str]] = []
    for paragraph in _BREAK.split(text):
        if not paragraph.strip():
            continue
        for is_code, lines in groupby(paragraph.strip("\n").split("\n"), key=lambda line: line.startswith("    ")):
            run = "\n".join(lines)
            if is_code and runs and runs[-1][0]:
                runs[-1] = (True, f"{runs[-1][1]}\n\n{run}")
            else:
                runs.append((is_code, run))
    blocks: list[Block] = [Code("", textwrap.dedent(run)) if code else Paragraph(_flow(run)) for code, run in runs]
    return [_capital(block) if number == 0 else block for number, block in enumerate(blocks)]


def _capital(block: Block) -> Block:
    return block._replace(text=block.text[:1].upper() + block.text[1:]) if isinstance(block, Paragraph) else block


def _flow(paragraph: str) -> str:
    """Join the lines of a paragraph; the items of a list stay lines of their own."""
    lines: list[str] = []
    for line in paragraph.split("\n"):
        if lines and not line.startswith("- "):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.rstrip())
    return "\n".join(lines)
