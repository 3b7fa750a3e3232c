"""What is gathered from all files before it is linked into a base."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from kb.files.context import Context, Kinds, Near
from kb.files.syntax import MAX_BYTES, visible
from kb.model.event import Event, OfflineCopy, Poll, Sign, Waive
from kb.model.finding import Finding
from kb.model.pattern import pattern
from kb.model.people import Knows
from kb.model.runbook import Run
from kb.model.settings import Suppress
from kb.model.source import Source
from kb.model.words import Kind

_MAYBE_ID: Final = pattern(r"""(?:^|[{,])[ \t]*(?:- )?["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ \t]*:""", re.MULTILINE)


class Gathered:
    """Entities, knowledge and references of all files read so far.

    ``nobody`` are the components of which some file says that none knows them; ``rescued_ids`` and ``unread`` (kind -> the first
    place where some of it may stand) keep the faults of one file from causing others elsewhere. ``near`` bounds what a load spends on guessing what was meant.
    """

    def __init__(self) -> None:
        self.entities: dict[Kind, dict[str, Any]] = defaultdict(dict)
        self.ids: dict[str, tuple[Kind, Source]] = {}
        self.knowledge: dict[str, dict[str, Knows]] = {}
        self.knowledge_sources: dict[str, Source] = {}
        self.events: dict[str, Event] = {}
        self.runs: list[Run] = []
        self.signs: list[Sign] = []
        self.waives: list[Waive] = []
        self.polls: list[Poll] = []
        self.copies: list[OfflineCopy] = []
        self.suppressions: list[Suppress] = []
        self.refs: list[tuple[str, Kinds, list[str], list[int | None]]] = []
        self.findings: list[Finding] = []
        self.nobody: list[tuple[str, Source]] = []
        self.rescued_ids: set[str] = set()
        self.unread: dict[Kind, Source] = {}
        self.near = Near()

    def rescue(self, ids: Iterable[str]) -> None:
        """Note ids that stand in a file that could not be read: a reference to them is no second fault."""
        self.rescued_ids.update(ids)

    def rescue_from(self, data: bytes) -> None:
        """Note all that may be an id in the bytes of such a file."""
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        self.rescue(_MAYBE_ID.findall(data[:MAX_BYTES].decode(encoding, "replace")))

    def give_up(self, kinds: Iterable[Kind], path: str) -> None:
        """Note that entities of some kinds may stand where nothing could be read at all."""
        for kind in kinds:
            self.unread.setdefault(kind, Source(path, 1, 1))

    def claim(self, name: str, kind: Kind, mark: Any, ctx: Context) -> Source | None:
        """Take an id; return the place that has it already, after noting the fault, or None."""
        taken = self.ids.get(name)
        if taken is None:
            self.ids[name] = (kind, ctx.source(mark))
            return None
        other, source = taken
        what = f"a {kind.value}" if other is kind else f"a {kind.value} here and a {other.value} there"
        ctx.fault(
            "duplicate-id",
            mark,
            f"the id `{visible(name)}` is taken: {what}, first at {source}",
            "keep one of the two, or give one another id"
            if other is kind
            else "give one of the two another id; ids are shared by all kinds",
            len(name),
        )
        ctx.findings[-1] = ctx.findings[-1]._replace(evidence=(source,))
        return source

    def close(self, ctx: Context) -> None:
        """Take over what reading one file has gathered in its context."""
        self.findings.extend(ctx.findings)
        self.refs.extend((ctx.path, *refs) for refs in ctx.refs.values())
