"""Whom to call around an event: rotations with their shifts, teams, vendors."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from kb.analyses.who.call import absence, contact_of, turns
from kb.model.base import Base
from kb.model.event import Event
from kb.model.people import Rotation, Shift
from kb.model.service import Contact


class Call(NamedTuple):
    """Somebody to call: a rotation, a team or a vendor.

    Attributes:
        kind: rotation, team or vendor.
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


def window(event: Event) -> tuple[datetime, datetime] | None:
    """Return the first and the last instant of an event; None where one is unknown."""
    found = event.window
    return (found.start, found.end) if found and found.start and found.end else None


def calls(base: Base, event: Event, names: tuple[str, ...], at: datetime, *, named: bool) -> Iterator[Call]:
    """Yield whom to call for some components around an event: rotations, teams that own them, vendors.

    Args:
        base: the knowledge base.
        event: when they are called.
        names: the components.
        at: the instant that counts where the event has no window.
        named: whether people may be named.
    """
    when = window(event)
    begins = when[0] if when else at
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
    for vendor in sorted({end for name in names for end in base.components[name].ends} & base.vendors.keys()):
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
    found = window(event)
    if found is None or event.window is None:
        return
    start, end = (
        found[0] - timedelta(minutes=event.window.pre or 0),
        found[1] + timedelta(minutes=event.window.post or 0),
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
