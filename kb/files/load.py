"""Load a knowledge base: every file read, every fault collected, one base linked from what could be read."""

import gc
import re
from pathlib import Path
from typing import Final, NamedTuple

from kb.files import entities, events, links, nodes, prose, runbooks, settings, tree
from kb.files.comments import inline_suppressions
from kb.files.context import Context
from kb.files.gather import Gathered
from kb.model.base import Base
from kb.model.finding import Finding, Suppression
from kb.model.words import Kind

_MAYBE_ID: Final = re.compile(r"^\s*(?:- )?([a-z0-9]+(?:-[a-z0-9]+)*):", re.MULTILINE)


class Loaded(NamedTuple):
    """A base and the faults met while reading it (errors only; sorted by place).

    Attributes:
        base: what could be read; complete only if there are no findings.
        findings: every fault in the files.
        files: number of files read.
    """

    base: Base
    findings: tuple[Finding, ...]
    files: int


def load(root: Path) -> Loaded:
    """Read the knowledge base below a folder.

    Never raises for what stands in the files: faults become findings. The cyclic garbage collector rests
    meanwhile (a third of the time of a large load); it is put back as it was.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(root)
    finally:
        if collecting:
            gc.enable()


def _load(root: Path) -> Loaded:
    gathered = Gathered()
    ctx = Context("kb.toml")
    chosen = settings.read(root, ctx)
    found = tree.entries(root, ctx)
    gathered.findings.extend(ctx.findings)
    for entry in found:
        _read(entry, gathered)
    _orphaned_papers(gathered)
    links.check_references(gathered)
    base = links.link(gathered, chosen)
    marked = (_let_be(finding, base) for finding in gathered.findings)
    return Loaded(base, tuple(sorted(marked, key=lambda finding: (finding.source, finding.rule, finding.message))), len(found))


SUPPRESSIBLE: Final = frozenset({"secret", "phone-number", "raw-html", "confusable"})
"""Faults found by a pattern, which can be mistaken. The others are certain and cannot be let be."""


def _let_be(finding: Finding, base: Base) -> Finding:
    """Mark a fault that a written suppression lets be. Its end date is for `kb check`: a load knows no date."""
    if finding.rule in SUPPRESSIBLE:
        for item in base.suppressions:
            if item.means(finding.rule, finding.subject, finding.source):
                return finding._replace(suppressed=Suppression(item.reason, item.until.isoformat(), item.source))
    return finding


def _read(entry: tree.Entry, gathered: Gathered) -> None:
    ctx = Context(entry.path)
    data = tree.read_bytes(entry, ctx)
    if data is not None:
        ctx.careful = prose.suspicious(data)
        _dispatch(entry.path, data, ctx, gathered)
    gathered.close(ctx)


def _dispatch(path: str, data: bytes, ctx: Context, gathered: Gathered) -> None:
    folder, _, rest = path.partition("/")
    if path.endswith(".md"):
        if folder == "runbooks" and not rest.startswith("log/"):
            runbooks.read_runbook(data, ctx, gathered)
        return
    before = len(ctx.findings)
    root = nodes.read(data, ctx.add_at)
    if any(finding.rule in _BREAKING for finding in ctx.findings[before:]):
        gathered.rescued_ids.update(_MAYBE_ID.findall(data.decode("utf-8", "replace")))
    if b"kb: ignore" in data:
        gathered.suppressions.extend(inline_suppressions(data.decode("utf-8", "replace"), ctx))
    if root is None:
        return
    if folder in ("architecture", "ownership"):
        entities.read_file(root, folder, ctx, gathered)
    elif folder == "events":
        if "/" in rest:
            events.read_paper(root, rest.partition("/")[0], ctx, gathered)
        else:
            events.read_event(root, ctx, gathered)
    elif rest.startswith("log/"):
        runbooks.read_run(root, ctx, gathered)
    else:
        ctx.add_at("unknown-key", 1, 1, 1, "a YAML file does not belong here", "runbooks are Markdown; the record of a run goes to runbooks/log/")


_BREAKING: Final = frozenset({"yaml-syntax", "yaml-subset", "unreadable", "hidden-character", "too-large"})


def _orphaned_papers(gathered: Gathered) -> None:
    known = gathered.entities[Kind.EVENT]
    for paper in (*gathered.signs, *gathered.waives, *gathered.polls):
        if paper.event not in known and paper.event not in gathered.rescued_ids:
            ctx = Context(paper.source.path)
            ctx.add("unknown-reference", paper.source, f"there is no event `{paper.event}`, whose folder this file lies in",
                    f"write events/{paper.event}.yml, or move the file")  # fmt: skip
            gathered.findings.extend(ctx.findings)
