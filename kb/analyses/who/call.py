"""Who is on call at an instant, and who is called next."""

from collections.abc import Iterable
from datetime import datetime

from kb.analyses.who.report import OnCall, Step
from kb.model.base import Base
from kb.model.people import Rotation, Shift
from kb.model.service import Contact


def ways(contact: Iterable[Contact] | None) -> tuple[str, ...]:
    """Return ways to reach someone as words: ``pager spaces-primary``."""
    return tuple(f"{item.kind} {item.to}" for item in contact or ())


def who_is_on_call(base: Base, rotation: Rotation, owner: str | None, at: datetime) -> OnCall:
    """Return who is on call in a rotation: by its shifts at the instant, else the order in which people take turns."""
    running = _running(rotation, at)
    team = base.teams.get(owner or "")
    ends = [shift.end for shift in running if shift.end is not None]
    return OnCall(
        rotation=rotation.id,
        title=base.title(rotation.id),
        scheduled=bool(running),
        primary=_people(running, secondary=False) if running else _here(base, rotation.rotation, at),
        secondary=_people(running, secondary=True) if running else _here(base, rotation.secondary, at),
        until=min(ends, default=None),
        contact=ways(rotation.contact) or ways(team.contact if team else None),
        escalation=tuple(_step(base, name, at) for name in rotation.escalation or ()),
        sources=tuple(shift.source for shift in running) or (rotation.source,),
    )


def _running(rotation: Rotation, at: datetime) -> tuple[Shift, ...]:
    return tuple(
        shift
        for shift in rotation.shifts or ()
        if shift.person and shift.start and shift.end and shift.start <= at < shift.end
    )


def _people(shifts: Iterable[Shift], *, secondary: bool) -> tuple[str, ...]:
    found = (shift.person for shift in shifts if (shift.role == "secondary") is secondary)
    return tuple(dict.fromkeys(person for person in found if person))


def _here(base: Base, people: Iterable[str] | None, at: datetime) -> tuple[str, ...]:
    """Keep the order of turns, without those who are not available."""
    return tuple(name for name in people or () if base.is_available(base.people[name], at))


def _step(base: Base, name: str, at: datetime) -> Step:
    kind = base.kind(name)
    people: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    if name in base.rotations:
        rotation = base.rotations[name]
        people = _people(_running(rotation, at), secondary=False) or _here(base, rotation.rotation, at)[:1]
        contact = ways(rotation.contact)
    elif name in base.teams:
        team = base.teams[name]
        people, contact = _here(base, (team.lead,) if team.lead else (), at), ways(team.contact)
    elif name in base.vendors:
        contact = ways(base.vendors[name].contact)
    elif name in base.people:
        people = _here(base, (name,), at)
    return Step(name, kind.value if kind else "", base.title(name), people, contact)
