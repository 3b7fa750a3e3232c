"""Load a knowledge base: every file read, every fault collected, one base linked from what could be read.

Longer than the usual 150 lines: the way of a file from its bytes to a base, with all that can go wrong on it.
"""

import contextlib
import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kb.files import direct, entities, events, keys, links, nodes, runbooks, settings, tree
from kb.files.context import Context
from kb.files.gather import Gathered
from kb.files.syntax import Stopped
from kb.model.base import Base
from kb.model.event import OfflineCopy, Poll, Sign, Waive
from kb.model.finding import Finding, Suppression
from kb.model.noun import NamedTuple
from kb.model.settings import Suppress
from kb.model.words import Kind

if TYPE_CHECKING:
    from pathlib import Path

MAX_FINDINGS: Final = 5_000
"""Faults a load returns: enough to show that something is wrong on the whole."""


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


def load(root: "str | Path | tree.Store") -> Loaded:
    """Read the knowledge base below a folder, or wherever else its files lie.

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


def _load(root: "str | Path | tree.Store") -> Loaded:
    store = root if isinstance(root, tree.Store) else tree.Disk(root)
    gathered = Gathered()
    ctx = Context("kb.toml", near=gathered.near)
    chosen = settings.read(store, ctx)
    if any(finding.rule == "newer-schema" for finding in ctx.findings):
        return Loaded(Base(), tuple(ctx.findings), 0)
    found = tree.entries(store, ctx, gathered)
    gathered.findings.extend(ctx.findings)
    for entry in found:
        read_entry(entry, gathered)
    orphaned_papers(gathered)
    links.check_references(gathered)
    links.check_nobody(gathered)
    links.check_parents(gathered)
    base = links.link(gathered, chosen)
    return Loaded(base, _sorted(map(_LetBe(base.suppressions), gathered.findings)), len(found))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by place, each once (an alias is read wherever it stands), no more than anyone can use."""
    kept = sorted(dict.fromkeys(findings), key=lambda finding: (finding.source, finding.rule, finding.message))
    if len(kept) > MAX_FINDINGS:
        first, more = kept[MAX_FINDINGS], len(kept) - MAX_FINDINGS
        message, fix = f"{more:,} more faults from here on are not shown", "mend those shown and look again"
        kept[MAX_FINDINGS:] = [Finding("too-large", first.severity, first.source.path, message, first.source, fix)]
    return tuple(kept)


SUPPRESSIBLE: Final = frozenset({"secret", "phone-number", "raw-html", "confusable"})
"""Faults found by a pattern, which can be mistaken. The others are certain and cannot be let be."""


class _LetBe:
    """Marks a fault that a written suppression lets be. Its end date is for `kb check`: a load knows no date.

    Args:
        written: the suppressions, those that come first win. They are looked up by what they name: a file may hold a
            thousand of them, and as many faults.
    """

    def __init__(self, written: Iterable[Suppress]) -> None:
        self.named: dict[tuple[str, str | None, int | None, str | None], tuple[int, Suppress]] = {}
        for number, item in enumerate(written):
            self.named.setdefault((item.rule, item.path, item.line, item.subject), (number, item))

    def __call__(self, finding: Finding) -> Finding:
        """Return the fault, marked if it is let be."""
        rule, path, line, subject = finding.rule, finding.source.path, finding.source.line, finding.subject
        if rule not in SUPPRESSIBLE or not self.named:
            return finding
        keys: list[tuple[str, str | None, int | None, str | None]]
        keys = [(rule, path, line, None)]
        keys += [(rule, place, None, whom) for place in (None, path) for whom in (None, subject)]
        found = [self.named[key] for key in keys if key in self.named]
        if not found:
            return finding
        item = min(found, key=lambda pair: pair[0])[1]
        return finding._replace(suppressed=Suppression(item.reason, item.until.isoformat(), item.source))


def read_entry(entry: tree.Entry, gathered: Gathered) -> None:
    """Read one file: what it says, refers to and gets wrong goes to what is gathered."""
    ctx = Context(entry.path, near=gathered.near)
    data = tree.read_bytes(entry, ctx)
    if data is None:
        tree.unread(entry.path, gathered)
    else:
        ctx.data = data
        with contextlib.suppress(Stopped):
            _dispatch(entry.path, data, ctx, gathered)
        if ctx.findings:
            _after_a_break(ctx, gathered)
    gathered.close(ctx)


def _dispatch(path: str, data: bytes, ctx: Context, gathered: Gathered) -> None:
    folder, _, rest = path.partition("/")
    if path.endswith(".md"):
        if folder == "runbooks" and not rest.startswith("log/"):
            if b"kb: ignore" in data:
                from kb.files.comments import front_suppressions  # noqa: PLC0415 - few files hold any

                gathered.suppressions.extend(front_suppressions(data.decode("utf-8", "replace"), ctx))
            runbooks.read_runbook(data, ctx, gathered)
        return
    if b"#" in data and b"kb: ignore" in data:
        from kb.files.comments import inline_suppressions  # noqa: PLC0415 - likewise

        gathered.suppressions.extend(inline_suppressions(data.decode("utf-8", "replace"), ctx))
    _yaml(folder, rest, data, ctx, gathered)


def _yaml(folder: str, rest: str, data: bytes, ctx: Context, gathered: Gathered) -> None:
    text = nodes.text_of(data, ctx.add_at)
    if text is None or (folder in keys.SECTIONS and direct.read(text, folder, ctx, gathered)):
        return
    root = nodes.read_text(text, ctx.add_at)
    if root is None:
        return
    if folder in keys.SECTIONS:
        entities.read_file(root, folder, ctx, gathered)
    elif folder == "events":
        if "/" in rest:
            events.read_paper(root, rest.partition("/")[0], ctx, gathered)
        else:
            events.read_event(root, ctx, gathered)
    elif rest.startswith("log/"):
        runbooks.read_run(root, ctx, gathered)
    else:
        ctx.add_at(
            "unknown-key",
            1,
            1,
            1,
            "a YAML file does not belong here",
            "runbooks are Markdown; the record of a run goes to runbooks/log/",
        )


_BREAKING: Final = frozenset(
    {"yaml-syntax", "yaml-subset", "unreadable", "hidden-character", "too-large", "duplicate-key"}
)


def _after_a_break(ctx: Context, gathered: Gathered) -> None:
    """Keep what could not be read in one file from showing as faults elsewhere, or as things missing in it."""
    rules = {finding.rule for finding in ctx.findings}
    if rules.isdisjoint(_BREAKING):
        return
    folder, _, rest = ctx.path.partition("/")
    if folder in keys.SECTIONS:
        gathered.rescue_from(ctx.data)
    elif "/" not in rest:
        tree.unread(ctx.path, gathered)
    gathered.nobody = [(name, source) for name, source in gathered.nobody if source.path != ctx.path]
    if not rules.isdisjoint(("yaml-syntax", "yaml-subset", "too-large")):
        ctx.findings = [finding for finding in ctx.findings if finding.rule != "missing-key"]


def orphaned_papers(gathered: Gathered) -> None:
    """Note the papers that lie in the folder of an event there is not."""
    known = gathered.entities[Kind.EVENT]
    papers: list[Sign | Waive | Poll | OfflineCopy] = [
        *gathered.signs,
        *gathered.waives,
        *gathered.polls,
        *gathered.copies,
    ]
    for paper in papers:
        if paper.event not in known and paper.event not in gathered.rescued_ids:
            ctx = Context(paper.source.path)
            ctx.add("unknown-reference", paper.source, f"there is no event `{paper.event}`, whose folder this file lies in",
                    f"write events/{paper.event}.yml, or move the file")  # fmt: skip
            gathered.findings.extend(ctx.findings)
