"""Who is on call at an instant, who of them is not available, and who is called next."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from kb.analyses.presence import Presence, away, presence
from kb.analyses.who.report import Absent, OnCall, Step
from kb.model.base import Base
from kb.model.people import Person, Rotation, Shift
from kb.model.service import Contact


def ways(contact: Iterable[Contact] | None) -> tuple[str, ...]:
    """Return ways to reach someone as words: ``pager spaces-primary``."""
    return tuple(f"{item.kind} {item.to}" for item in contact or ())


def absence(base: Base, person: Person, at: datetime) -> str:
    """Return in words why someone is not available at an instant; empty if they are. A reason is never known."""
    dates = {Presence.LEFT: f"left on {person.until}", Presence.NOT_YET: f"joins on {person.from_}"}
    found = presence(base, person, at)
    return "" if found is Presence.HERE else dates.get(found, away(base, person, at))


def absent(base: Base, people: Iterable[str], at: datetime) -> tuple[Absent, ...]:
    """Return those of some people who are not available at an instant, each once, in their order."""
    found = (Absent(name, absence(base, base.people[name], at)) for name in dict.fromkeys(people))
    return tuple(item for item in found if item.why)


def turns(base: Base, order: Iterable[str] | None, at: datetime, now: Iterable[str] = ()) -> tuple[str, ...]:
    """Return who takes turns and is available; the one after the last who has the turn ``now`` first, those last."""
    names, having = tuple(order or ()), frozenset(now)
    start = max((place + 1 for place, name in enumerate(names) if name in having), default=0)
    here = [name for name in (*names[start:], *names[:start]) if not absence(base, base.people[name], at)]
    return tuple(sorted(dict.fromkeys(here), key=having.__contains__))


def who_is_on_call(base: Base, rotation: Rotation, at: datetime) -> OnCall:
    """Return who is on call in a rotation: by its shifts at the instant, else the order in which people take turns.

    It is the same whatever component is asked about: a rotation is never reached by way of the owner of one it covers.
    """
    running = _running(rotation, at)
    ends = [shift.end for shift in running if shift.end is not None]
    first, second = _people(running, secondary=False), _people(running, secondary=True)
    first_turns, second_turns = turns(base, rotation.rotation, at, first), turns(base, rotation.secondary, at, second)
    named = (*first, *second) if running else (*(rotation.rotation or ()), *(rotation.secondary or ()))
    return OnCall(
        rotation=rotation.id,
        title=base.title(rotation.id),
        scheduled=bool(running),
        primary=first if running else first_turns,
        secondary=second if running else second_turns,
        until=min(ends, default=None),
        contact=ways(contact_of(base, rotation, at)),
        escalation=tuple(_step(base, name, at) for name in rotation.escalation or ()),
        sources=tuple(shift.source for shift in running) or (rotation.source,),
        absent=absent(base, named, at),
        turns=first_turns,
        second_turns=second_turns,
    )


def rotations_on_call(base: Base, component: str, at: datetime) -> tuple[OnCall, ...]:
    """Return the rotations that cover a component: those in which somebody who is available answers come first."""
    found = (who_is_on_call(base, base.rotations[name], at) for name in base.rotations_of(component))
    return tuple(sorted(found, key=lambda call: not answers(call)))


def answers(call: OnCall) -> bool:
    """Whether somebody who is available has a shift in a rotation, or takes turns in it."""
    gone = {item.person for item in call.absent}
    return any(name not in gone for name in (*call.primary, *call.secondary, *call.turns, *call.second_turns))


def contact_of(base: Base, rotation: Rotation, at: datetime) -> tuple[Contact, ...]:
    """Return the ways to reach a rotation: as written, else those of the one team whose available members take turns in it."""
    if rotation.contact:
        return rotation.contact
    named = [
        *(rotation.rotation or ()),
        *(rotation.secondary or ()),
        *(shift.person for shift in rotation.shifts or ()),
    ]
    here = [name for name in named if name and not absence(base, base.people[name], at)]
    teams = {base.people[name].team for name in here}
    team = base.teams.get(teams.pop() or "") if len(teams) == 1 else None
    return (team.contact or ()) if team else ()


def _running(rotation: Rotation, at: datetime) -> tuple[Shift, ...]:
    return tuple(
        shift
        for shift in rotation.shifts or ()
        if shift.person and shift.start and shift.end and shift.start <= at < shift.end
    )


def _people(shifts: Iterable[Shift], *, secondary: bool) -> tuple[str, ...]:
    found = (shift.person for shift in shifts if (shift.role == "secondary") is secondary)
    return tuple(dict.fromkeys(person for person in found if person))


def _step(base: Base, name: str, at: datetime) -> Step:
    kind = base.kind(name)
    people: Sequence[str] = ()
    contact: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    if name in base.rotations:
        rotation = base.rotations[name]
        people = _people(_running(rotation, at), secondary=False)
        spare = turns(base, rotation.rotation, at, people)[:1]
        contact = ways(contact_of(base, rotation, at))
    elif name in base.teams:
        team = base.teams[name]
        people, contact = (team.lead,) if team.lead else (), ways(team.contact)
    elif name in base.vendors:
        contact = ways(base.vendors[name].contact)
    elif name in base.people:
        people = (name,)
    gone = absent(base, people, at)
    here = tuple(person for person in people if person not in {item.person for item in gone})
    return Step(name, kind.value if kind else "", base.title(name), here or spare, contact, gone)
