"""What to take along for an event when nothing else can be reached: runbooks, contacts, what it stands on."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from kb.analyses.coverage import Coverage
from kb.analyses.freshness import verified_edges
from kb.analyses.runbooks.calls import Call, calls, window
from kb.analyses.runbooks.listing import RunbookRow, listing
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.event import Event, Venue
from kb.model.runbook import Runbook
from kb.model.words import RiskClass


class Stands(NamedTuple):
    """A component the event stands on: its class, its owner, and whom to call."""

    component: str
    title: str
    tier: int | None
    risk_class: RiskClass
    coverage: int
    proven: int
    owner: str | None
    rotations: tuple[str, ...]
    runbooks: tuple[str, ...]


class Bundle(NamedTuple):
    """Everything that goes into the file.

    Attributes:
        window: its first and last instant; None = unknown.
        profile: whom the file is for; only an internal one names people, a public one holds public runbooks only.
        stands: what the event stands on, by tier, then class.
        rows: the state of each runbook.
        runbooks: their texts, in the same order.
        withheld: how many runbooks the profile leaves out.
    """

    event: str
    title: str
    window: tuple[datetime, datetime] | None
    profile: str
    stands: tuple[Stands, ...]
    calls: tuple[Call, ...]
    rows: tuple[RunbookRow, ...]
    runbooks: tuple[Runbook, ...]
    withheld: int


class Marks(NamedTuple):
    """Fingerprints of what a bundle holds, to tell later whether a copy still says the same.

    Attributes:
        calls: of whom to call and who has which shift; None where the profile leaves that out.
        texts: of the text of each runbook, by id.
    """

    calls: str | None
    texts: dict[str, str]


_CLASSES = (RiskClass.UNKNOWN, RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.THIN, RiskClass.HELD)


def bundle(base: Base, event: Event, at: datetime) -> Bundle:
    """Return what to take along for an event, as things stand at an instant."""
    names = _under(base, event, at)
    profile = base.settings.profile
    wanted = _runbooks(base, event, names)
    kept = [name for name in wanted if profile != "public" or base.runbooks[name].visibility == "public"]
    rows = {row.runbook: row for row in listing(base, at).rows}
    return Bundle(
        event.id,
        base.title(event.id),
        window(event),
        profile,
        tuple(_stands(base, names, Coverage(base, at), set(kept))),
        () if profile == "public" else tuple(calls(base, event, names, at, named=profile == "internal")),
        tuple(rows[name] for name in kept),
        tuple(base.runbooks[name] for name in kept),
        len(wanted) - len(kept),
    )


def marks(found: Bundle) -> Marks:
    """Return the fingerprints of a bundle: the first 12 hex digits of SHA-256, as for the steps of a runbook."""
    calls = None if found.profile == "public" else _mark([json.dumps(found.calls)])
    texts = {
        book.id: _mark([book.about.title or "", *(part for item in book.sections for part in (item.title, item.text))])
        for book in found.runbooks
    }
    return Marks(calls, texts)


def _mark(parts: Iterable[str]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:12]


def _under(base: Base, event: Event, at: datetime) -> tuple[str, ...]:
    """Return what an event stands on: what it uses as long as all is well, and what takes over where that is rehearsed."""
    return KnowledgeGraph(base, verified_edges(base, at)).prepared.closure(*(event.entry or ()))


def _runbooks(base: Base, event: Event, names: tuple[str, ...]) -> list[str]:
    """Return the runbooks of all it stands on, of its ladders and of its second venue, sorted."""
    found = {book for name in names for book in base.runbooks_of(name)}
    found.update(rung.do for name in names for rung in base.components[name].ladder or () if rung.do)
    if isinstance(event.backup_venue, Venue) and event.backup_venue.runbook:
        found.add(event.backup_venue.runbook)
    return sorted(found & base.runbooks.keys())


def _stands(base: Base, names: Iterable[str], coverage: Coverage, kept: set[str]) -> list[Stands]:
    found = []
    for name in names:
        component, cover = base.components[name], coverage.cover(name)
        runbooks = tuple(book for book in base.runbooks_of(name) if book in kept)
        found.append(
            Stands(
                name,
                base.title(name),
                base.tier(component),
                cover.risk_class,
                cover.coverage,
                cover.proven,
                base.owner(component),
                base.rotations_of(name),
                runbooks,
            )
        )
    return sorted(
        found, key=lambda row: (4 if row.tier is None else row.tier, _CLASSES.index(row.risk_class), row.component)
    )
