"""runbooks/*.md and runbooks/log/*.yml."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.files import keys, nodes, prose, steps, syntax
from kb.files.context import Context
from kb.files.entities import RESERVED, bad_id
from kb.files.gather import Gathered
from kb.files.nodes import Map
from kb.files.shapes import is_slug, mark_of
from kb.files.syntax import visible
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.runbook import Runbook
from kb.model.source import Source
from kb.model.words import Kind


class _Mark(NamedTuple):
    line: int
    column: int


_TOP: Final = _Mark(0, 0)


def read_runbook(data: bytes, ctx: Context, into: Gathered) -> None:
    """Read one Markdown runbook; without front matter it is a runbook of which nothing is declared."""
    stem = ctx.path.rpartition("/")[2][: -len(".md")]
    ctx.entity = stem
    text = syntax.decode(data, ctx.add_at)
    if text is None:
        into.rescue([stem])
        return
    if not is_slug(stem) or stem in RESERVED:
        bad_id(stem, _TOP, ctx)
        into.rescue([stem])
        return
    lines = text.replace("\r\n", "\n").split("\n")
    end = _front_matter_end(lines)
    if end is None:
        end = 0
        if lines[0].rstrip() == "---":
            ctx.add_at("yaml-syntax", 1, 1, 3, "the front matter opened here is never closed", "end it with a line `---`")
    if ctx.careful:
        _check_body(lines, end, ctx)
    taken = into.claim(stem, Kind.RUNBOOK, _TOP, ctx)
    runbook = _declared("\n".join(["", *lines[1 : end - 1]]), stem, ctx) if end else None
    if runbook is None:
        runbook = keys.RUNBOOK_RECORD.fill(_nothing(), _TOP, ctx)
    sections, found, hashed = steps.sections_and_steps(lines, end, ctx.path)
    runbook = runbook._replace(sections=sections, steps=found, steps_hash=hashed)
    if runbook.about is NO_ABOUT or runbook.about.title is None:
        title = next((line[2:].strip() for line in lines[end:] if line.startswith("# ")), None)
        runbook = runbook._replace(about=runbook.about._replace(title=title))
    if taken is None:
        into.entities[Kind.RUNBOOK][stem] = runbook


def _nothing() -> Map:
    node = Map()
    node.mark, node.marks = _TOP, []
    return node


def _front_matter_end(lines: list[str]) -> int | None:
    """Return the number of lines the front matter takes, None if there is none."""
    if lines[0].rstrip() != "---":
        return None
    return next((number + 1 for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)


def _declared(front: str, stem: str, ctx: Context) -> Runbook | None:
    if not front.strip():
        return None
    root = nodes.read(front.encode(), ctx.add_at)
    if root is None:
        return None
    ctx.provenance = NO_PROVENANCE
    same_id(root, stem, ctx)
    runbook: Runbook = keys.RUNBOOK_RECORD.fill(root, _TOP, ctx)
    return runbook


def same_id(root: Map, stem: str, ctx: Context) -> None:
    """Note that the id in a file is not the one its name gives."""
    if root.get("id", stem) != stem:
        ctx.fault("bad-id", mark_of(root, "id"), f"the id `{visible(str(root['id']))}` differs from the file's name", f"write `id: {stem}`, or rename the file", len(str(root["id"])))


def _check_body(lines: list[str], start: int, ctx: Context) -> None:
    for number, line in enumerate(lines[start:], start + 1):
        for fault in prose.faults(line.rstrip("\r"), html=False, patterns=ctx.patterns):
            ctx.add_at(fault.rule, number, fault.offset + 1, min(fault.width, 80), fault.message, fault.fix)
    if any("<" in line for line in lines[start:]):
        _check_html("\n".join(lines[start:]), start, ctx)


def _check_html(body: str, start: int, ctx: Context) -> None:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import, rarely needed

    for token in MarkdownIt("commonmark").enable("table").parse(body):
        inner = [token, *(token.children or ())]
        for part in inner:
            if part.type in ("html_block", "html_inline"):
                line = start + (token.map[0] if token.map else 0) + 1
                ctx.add_at("raw-html", line, 1, 1, f"raw HTML (`{visible(part.content.strip(), 20)}`) in a runbook",
                           "write Markdown; put a placeholder into `backticks`")  # fmt: skip


def read_run(root: Map, ctx: Context, into: Gathered) -> None:
    """Read one record of a finished run."""
    ctx.provenance = NO_PROVENANCE
    mark = root.marks[0] if root.marks else root.mark
    run = keys.RUN.fill(root, mark, ctx)
    if run is None:
        return
    into.runs.append(run._replace(source=Source(ctx.path, 1, 1)))
