"""runbooks/*.md and runbooks/log/*.yml."""

from typing import Final

from kb.files import foreign, keys, nodes, prose, steps, syntax
from kb.files.context import Context
from kb.files.entities import RESERVED, bad_id
from kb.files.gather import Gathered
from kb.files.nodes import BROKEN, Map
from kb.files.shapes import is_slug, mark_of
from kb.files.syntax import visible
from kb.model.pattern import pattern
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.runbook import Runbook
from kb.model.source import Source
from kb.model.words import Kind

_TOP: Final = 0
_TAG: Final = pattern(r"<[A-Za-z/!?]")
_RULED: Final = pattern(r"\s+---\s*$|\s*(?:--|-{4,}|[–—]{1,3}|\.{3})\s*$")  # noqa: RUF001 - dashes that an editor makes of hyphens
_KEY: Final = pattern(r"[a-z_]+:(?: |$)")


def read_runbook(data: bytes, ctx: Context, into: Gathered) -> None:
    """Read one Markdown runbook; without front matter it is a runbook of which nothing is declared."""
    name = ctx.path.rpartition("/")[2]
    if not foreign.is_read(name):
        return
    stem = foreign.id_of(name[: -len(".md")])
    ctx.entity = stem
    text = syntax.decode(data, ctx.add_at)
    if text is None:
        into.rescue([stem])
        return
    if not is_slug(stem) or stem in RESERVED:
        bad_id(stem, _TOP, ctx)
        into.rescue([stem])
        return
    if not text.strip():
        ctx.add_at("empty-file", 1, 1, 1, "the file is empty", "write the runbook, or delete the file")
    lines = text.replace("\r\n", "\n").split("\n")
    end = _front_matter_end(lines) or _unread_front(lines, ctx)
    if ctx.careful:
        _check(lines, end, ctx)
    taken = into.claim(stem, Kind.RUNBOOK, _TOP, ctx)
    runbook = _declared("\n".join(["", *lines[1 : end - 1]]), stem, ctx) if end else None
    if runbook is None:
        runbook = keys.RUNBOOK_RECORD.fill(_nothing(), _TOP, ctx)
    sections, found, hashed = steps.sections_and_steps(lines, end, ctx.path)
    runbook = runbook._replace(sections=sections, steps=found, steps_hash=hashed)
    runbook = _by_name(_titled(runbook, lines[end:]), name[: -len(".md")])
    if taken is None:
        into.entities[Kind.RUNBOOK][stem] = runbook


def _check(lines: list[str], start: int, ctx: Context) -> None:
    """Note what the text of a runbook may not hold: secrets, phone numbers, characters that are not seen, raw HTML."""
    body = "\n".join(lines[start:])
    kinds = prose.narrowed(ctx.suspects, body)
    for number, line in enumerate(lines[start:], start + 1) if any(kinds) or prose.is_odd(body) else ():
        for fault in prose.faults(line.rstrip("\r"), kinds):
            ctx.add_at(fault.rule, number, fault.offset + 1, min(fault.width, 80), fault.message, fault.fix)
    if "<" in body and _TAG.search(body):
        from kb.files import raw_html  # noqa: PLC0415 - most runbooks hold nothing that looks like it

        raw_html.check(lines, start, body, ctx)


def _unread_front(lines: list[str], ctx: Context) -> int:
    """Note front matter that lacks its first or last line; return 0, the lines it takes."""
    if lines[0].rstrip() == "---":
        near = next((number for number, line in enumerate(lines[1:], 2) if _RULED.match(line)), None)
        fix = f"write line {near} as `---`" if near else "end it with a line `---`"
        ctx.add_at("yaml-syntax", 1, 1, 3, "the front matter opened here is never closed", fix)
    elif _unopened(lines):
        ctx.add_at(
            "yaml-syntax", 1, 1, 1, "front matter begins here without its opening line", "put a line `---` above it"
        )
    return 0


def _unopened(lines: list[str]) -> bool:
    """Whether a file begins with keys of front matter that a line ``---`` ends: its first line was lost."""
    end = next((number for number, line in enumerate(lines) if line.rstrip() == "---"), 0)
    return (
        end > 0
        and all(line[:1] in ("", " ", "-", "#") or _KEY.match(line) for line in lines[:end])
        and bool(_KEY.match(lines[0]))
    )


def _titled(runbook: Runbook, body: list[str]) -> Runbook:
    """Take the title from the first heading where none is declared."""
    if runbook.about is not NO_ABOUT and runbook.about.title is not None:
        return runbook
    title = next((line[2:].strip() for line in body if line.startswith("# ")), None)
    return runbook._replace(about=runbook.about._replace(title=title))


def _by_name(runbook: Runbook, stem: str) -> Runbook:
    """Take the alert from a file's name where that is not the id and no alert is declared."""
    return (
        runbook if runbook.alerts is not None or stem == runbook.id else runbook._replace(alerts=foreign.alert_of(stem))
    )


def _nothing() -> Map:
    node = Map()
    node.mark, node.places = _TOP, []
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
    if foreign.is_foreign(root):
        root = foreign.shared(root)
    same_id(root, stem, ctx)
    runbook: Runbook = keys.RUNBOOK_RECORD.fill(root, _TOP, ctx)
    return runbook


def same_id(root: Map, stem: str, ctx: Context) -> None:
    """Note that the id in a file is not the one its name gives."""
    if root.get("id", stem) not in (stem, BROKEN):
        ctx.fault(
            "bad-id",
            mark_of(root, "id"),
            f"the id `{visible(str(root['id']))}` differs from the file's name",
            f"write `id: {stem}`, or rename the file",
            len(str(root["id"])),
        )


def read_run(root: Map, ctx: Context, into: Gathered) -> None:
    """Read one record of a finished run."""
    ctx.provenance = NO_PROVENANCE
    mark = root.places[0] if root.places else root.mark
    run = keys.RUN.fill(root, mark, ctx)
    if run is None:
        return
    into.runs.append(run._replace(source=Source(ctx.path, 1, 1)))
