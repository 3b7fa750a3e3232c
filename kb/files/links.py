"""Whether what the files refer to exists and is of the right kind, and the base they add up to."""

import re
from typing import Any

from kb.files.context import Context, Kinds, nearest
from kb.files.gather import Gathered
from kb.files.prose import visible
from kb.files.shapes import with_article
from kb.model.base import Base
from kb.model.settings import Settings
from kb.model.words import COMPONENT_KINDS, Kind


def check_references(gathered: Gathered) -> None:
    """Note every reference that leads nowhere or to the wrong kind of thing."""
    allowed: dict[Kinds, set[str]] = {}
    for path, kinds, refs in gathered.refs:
        known = allowed.get(kinds)
        if known is None:
            known = allowed[kinds] = {name for name, (kind, _) in gathered.ids.items() if kind in kinds}
        missing = set(refs[::2]) - known
        if missing:
            ctx = Context(path)
            for name, mark in zip(refs[::2], refs[1::2], strict=True):
                if name in missing and name not in gathered.rescued_ids:
                    _unknown(name, kinds, known, mark, ctx, gathered)
            gathered.findings.extend(ctx.findings)


def _unknown(name: str, kinds: Kinds, known: set[str], mark: Any, ctx: Context, gathered: Gathered) -> None:
    ctx.entity = name
    expected = with_article(kinds)
    if name in gathered.ids:
        kind, source = gathered.ids[name]
        ctx.fault("unknown-reference", mark, f"`{name}` is a {kind.value} ({source}), but {expected} is expected here", f"name {expected}", len(name))
        return
    hint = nearest(name, known)
    where = "remove the reference" if hint else f"add {expected} with this id, or remove the reference"
    ctx.fault("unknown-reference", mark, f"there is no {re.sub(r'\ban? ', '', expected)} `{visible(name)}`{hint}", f"correct the id, or {where}", len(name))


def link(gathered: Gathered, settings: Settings) -> Base:
    """Return the base the gathered entities add up to, sorted by id."""
    entities = {kind: dict(sorted(table.items())) for kind, table in gathered.entities.items()}
    components = dict(sorted(item for kind in COMPONENT_KINDS for item in entities.get(kind, {}).items()))
    return Base(
        settings=settings,
        systems=entities.get(Kind.SYSTEM, {}),
        components=components,
        vendors=entities.get(Kind.VENDOR, {}),
        references=entities.get(Kind.SOURCE, {}),
        teams=entities.get(Kind.TEAM, {}),
        people=entities.get(Kind.PERSON, {}),
        knowledge={name: dict(sorted(gathered.knowledge[name].items())) for name in sorted(gathered.knowledge)},
        rotations=entities.get(Kind.ROTATION, {}),
        runbooks=entities.get(Kind.RUNBOOK, {}),
        runs=tuple(sorted(gathered.runs, key=lambda run: run.source)),
        events=entities.get(Kind.EVENT, {}),
        signs=tuple(sorted(gathered.signs, key=lambda paper: paper.source)),
        waives=tuple(sorted(gathered.waives, key=lambda paper: paper.source)),
        polls=tuple(sorted(gathered.polls, key=lambda paper: paper.source)),
        knowledge_sources=dict(sorted(gathered.knowledge_sources.items())),
        suppressions=(*settings.suppress, *sorted(gathered.suppressions, key=lambda item: item.source)),
    )
