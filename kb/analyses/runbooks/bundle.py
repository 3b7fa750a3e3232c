"""What to take along for an event when nothing else can be reached: runbooks, contacts, what it stands on."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from kb.analyses.coverage import Coverage
from kb.analyses.freshness import verified_edges
from kb.analyses.runbooks.listing import RunbookRow, listing
from kb.analyses.who.call import absence, contact_of, turns
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.event import Event, Venue
from kb.model.people import Rotation, Shift
from kb.model.runbook import Runbook
from kb.model.service import Contact
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


class Call(NamedTuple):
    """Somebody to call: a rotation, a team or a vendor.

    Attributes:
        kind: rotation, team or vendor.
        id: its id.
        title: what to show.
        contacts: how to reach them.
        on_shift: who is on call around the event, in order of time; empty where people are not shown.
        note: escalation of a rotation, hours of a vendor's support.
    """

    kind: str
    id: str
    title: str
    contacts: tuple[Contact, ...]
    on_shift: tuple[str, ...]
    note: str


class Bundle(NamedTuple):
    """Everything that goes into the file.

    Attributes:
        event: the event's id.
        title: what to show for it.
        window: its first and last instant; None = unknown.
        profile: whom the file is for; only an internal one names people, a public one holds public runbooks only.
        stands: what the event stands on, by tier, then class.
        calls: whom to call.
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
        _window(event),
        profile,
        tuple(_stands(base, names, Coverage(base, at), set(kept))),
        () if profile == "public" else tuple(_calls(base, event, names, at, named=profile == "internal")),
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
    """Return what an event stands on: what it uses as long as all is well, and what takes over when rehearsed."""
    graphs = KnowledgeGraph(base), KnowledgeGraph(base, verified_edges(base, at))
    return tuple(sorted({name for graph in graphs for name in graph.closure(*(event.entry or ()))}))


def _runbooks(base: Base, event: Event, names: tuple[str, ...]) -> list[str]:
    """Return the runbooks of all it stands on, of its ladders and of its second venue, sorted."""
    found = {book for name in names for book in base.runbooks_of(name)}
    found.update(rung.do for name in names for rung in base.components[name].ladder or () if rung.do)
    if isinstance(event.backup_venue, Venue) and event.backup_venue.runbook:
        found.add(event.backup_venue.runbook)
    return sorted(found & base.runbooks.keys())


def _window(event: Event) -> tuple[datetime, datetime] | None:
    window = event.window
    return (window.start, window.end) if window and window.start and window.end else None


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


def _calls(base: Base, event: Event, names: tuple[str, ...], at: datetime, *, named: bool) -> Iterator[Call]:
    window = _window(event)
    begins = window[0] if window else at
    rotations = sorted({rotation for name in names for rotation in base.rotations_of(name)})
    for rotation in (base.rotations[name] for name in rotations):
        shifts = tuple(_shifts(base, rotation, event)) if named else ()
        yield Call(
            "rotation",
            rotation.id,
            base.title(rotation.id),
            contact_of(base, rotation, begins),
            shifts,
            _escalation(base, rotation, begins, named=named),
        )
    for team in sorted(
        {owner for name in names if (owner := base.owner(base.components[name])) in base.teams and owner}
    ):
        yield Call("team", team, base.title(team), base.teams[team].contact or (), (), "")
    for vendor in sorted({edge.to for name in names for edge in base.components[name].edges} & base.vendors.keys()):
        support = base.vendors[vendor].support
        hours = getattr(support, "hours", None)
        yield Call(
            "vendor",
            vendor,
            base.title(vendor),
            base.vendors[vendor].contact or (),
            (),
            f"support {hours}" if hours else "support hours unknown",
        )


def _escalation(base: Base, rotation: Rotation, at: datetime, *, named: bool) -> str:
    """Return who is called next; those who are not available at an instant are marked."""
    names = [name for name in rotation.escalation or () if named or name not in base.people]
    gone = {name: absence(base, base.people[name], at) for name in names if name in base.people}
    steps = [f"{name} ({why})" if (why := gone.get(name)) else name for name in names]
    return f"then {', then '.join(steps)}" if steps else ""


def _shifts(base: Base, rotation: Rotation, event: Event) -> Iterator[str]:
    """Yield who is on call between the time before and the time after an event, in order of time.

    Whoever is not available then is marked, with the next in turn who is.
    """
    window = _window(event)
    if window is None or event.window is None:
        return
    start, end = (
        window[0] - timedelta(minutes=event.window.pre or 0),
        window[1] + timedelta(minutes=event.window.post or 0),
    )

    def order(shift: Shift) -> tuple[str, datetime, str]:
        return shift.role or "", shift.start or start, shift.person or ""

    inside = [
        shift
        for shift in rotation.shifts or ()
        if shift.start and shift.end and shift.start < end and shift.end > start
    ]
    for shift in sorted(inside, key=order):
        if shift.start and shift.end:
            when = f"{shift.role or 'on call'}, {_hour(shift.start)} to {_hour(shift.end)}"
            within = max(shift.start, start), min(shift.end, end)
            yield f"{shift.person or 'unknown'} ({when}){_not_there(base, rotation, shift, within)}"


def _not_there(base: Base, rotation: Rotation, shift: Shift, within: tuple[datetime, datetime]) -> str:
    """Return that whoever has a shift is not available at its first or last instant, and who is next in turn."""
    person = base.people.get(shift.person or "")
    why = next((why for at in within if person and (why := absence(base, person, at))), "")
    if not why or person is None:
        return ""
    order = rotation.secondary if shift.role == "secondary" else rotation.rotation
    spare = [name for name in turns(base, order, within[0], (person.id,)) if name != person.id]
    return f": {why}; next in turn: {spare[0]}" if spare else f": {why}"


def _hour(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}{instant:%z}"
