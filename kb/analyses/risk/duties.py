"""What people hold besides components: runbooks they verified, rotations, paths, teams, vendors, events.

Each duty is a number of people (or steps, or shifts) before and after. Only what the files state is counted; where they
state nothing, there is no duty and nothing to lose.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from kb.analyses.freshness import verifiers
from kb.analyses.risk.consequence import Loss
from kb.model.base import Base
from kb.model.event import Criterion, Event
from kb.model.people import Rotation
from kb.model.service import Component, Confirmed
from kb.model.source import Source


class Duty(NamedTuple):
    """Something people hold: how much of it before and after, and what losing it would be.

    ``components`` are those it concerns; the other fields are as in :class:`~kb.analyses.risk.consequence.Consequence`.
    """

    loss: Loss
    kind: str
    subject: str
    components: tuple[str, ...]
    before: int
    after: int
    detail: str
    source: Source


class Duties:
    """Every duty of a base at an instant, with some people taken away.

    Args:
        base: the knowledge base.
        at: the instant.
        gone: ids of the people taken away, present or not.
    """

    def __init__(self, base: Base, at: datetime, gone: frozenset[str]) -> None:
        self.base = base
        self.at = at
        self.gone = gone

    def all(self) -> Iterator[Duty]:
        """Yield every duty, held or lost, in no order that matters."""
        yield from self._runbooks()
        for rotation in self.base.rotations.values():
            yield from self._rotation(rotation)
        yield from self._teams()
        yield from self._vendors()
        for event in self.base.events.values():
            if self._to_come(event):
                yield from self._event(event)
        for component in self.base.components.values():
            if component.lifecycle != "retired":
                yield from self._ladder(component)

    def there(self, person: str | None, at: datetime | None = None) -> bool:
        """Whether somebody would be available, at the instant or another, if nobody were taken away."""
        found = self.base.people.get(person or "")
        return found is not None and self.base.is_available(found, at or self.at)

    def _counts(self, people: Iterable[str | None], at: datetime | None = None) -> tuple[int, int]:
        here = {person for person in people if self.there(person, at)}
        return len(here), len(here - self.gone)

    def members(self, team: str) -> tuple[int, int]:
        """Return how many active people a team has before and after, externals apart."""
        active = self.base.members(team, self.at)
        return len(active), len(set(active) - self.gone)

    def _runbooks(self) -> Iterator[Duty]:
        for runbook in self.base.runbooks.values():
            concerned = self.base.components_of(runbook.id)
            counts = self._counts(verifiers(self.base, runbook, self.at))
            yield Duty(Loss.LAST_VERIFIER, "runbook", runbook.id, concerned, *counts, "", runbook.source)
            if runbook.owner is not None:
                counts = self.members(runbook.owner)
                yield Duty(Loss.OWNER_EMPTY, "runbook", runbook.id, concerned, *counts, f"team {runbook.owner}", runbook.source)

    def _rotation(self, rotation: Rotation) -> Iterator[Duty]:
        concerned = self.base.covered_by(rotation)
        people = on_rotation(rotation)
        if people is not None:
            before, after = self._counts(people)
            loss = Loss.ROTATION_EMPTY if after == 0 else Loss.ROTATION_THIN if after == 1 else Loss.THINNER
            yield Duty(loss, "rotation", rotation.id, concerned, before, after, "", rotation.source)
        shifts = [shift for shift in rotation.shifts or () if shift.start and shift.end and shift.end > self.at]
        taken = [shift for shift in shifts if self.there(shift.person, max(shift.start or self.at, self.at))]
        if taken:
            kept = sum(shift.person not in self.gone for shift in taken)
            first = min((shift for shift in taken if shift.person in self.gone), key=lambda shift: shift.source, default=None)
            detail = f"the first begins {first.start.isoformat()}" if first and first.start else ""
            yield Duty(Loss.SHIFTS_OPEN, "rotation", rotation.id, concerned, len(taken), kept, detail, rotation.source)
        yield from self._escalation(rotation, concerned)

    def _escalation(self, rotation: Rotation, concerned: tuple[str, ...]) -> Iterator[Duty]:
        if not rotation.escalation:
            return
        steps = [(number, name, self._reached(name)) for number, name in enumerate(rotation.escalation, 1)]
        lost = [_step(self.base, number, name) for number, name, (old, new) in steps if old and not new]
        before, after = sum(old for _, _, (old, _) in steps), sum(new for _, _, (_, new) in steps)
        yield Duty(Loss.ESCALATION_HOLE, "rotation", rotation.id, concerned, before, after, ", ".join(lost), rotation.source)

    def _reached(self, step: str) -> tuple[bool, bool]:
        """Whether a step leads to somebody, before and after; a vendor and an unwritten rotation are no matter of these people."""
        if step in self.base.people:
            before, after = self._counts([step])
        elif step in self.base.teams:
            before, after = self._counts(self.base.members(step, self.at))
        elif step in self.base.rotations and (people := on_rotation(self.base.rotations[step])) is not None:
            before, after = self._counts(people)
        else:
            before = after = 1
        return before > 0, after > 0

    def _teams(self) -> Iterator[Duty]:
        owned: dict[str | None, list[str]] = {}
        for component in self.base.components.values():
            owned.setdefault(self.base.owner(component), []).append(component.id)
        for team in self.base.teams.values():
            concerned = tuple(owned.get(team.id, ()))
            yield Duty(Loss.TEAM_EMPTY, "team", team.id, concerned, *self.members(team.id), "", team.source)
            lead = self.base.people.get(team.lead or "")
            if lead is not None and self.base.is_active(lead, self.at):
                yield Duty(Loss.TEAM_LEAD, "team", team.id, concerned, 1, int(lead.id not in self.gone), "", team.source)

    def _vendors(self) -> Iterator[Duty]:
        """Yield per vendor who has lately dealt with it: confirmed a limit of what stands on it, or signed its contact."""
        for vendor in self.base.vendors.values():
            above = [item for item in self.base.components.values() if any(edge.to == vendor.id for edge in item.edges)]
            holders = {limit.by for item in above if (limit := _confirmed(item)) is not None}
            holders |= {sign.by for sign in self.base.signs if sign.check == "vendor-contact" and sign.subject == vendor.id}
            if holders - {None}:
                counts = self._counts(holders)
                yield Duty(Loss.VENDOR_CONTACT, "vendor", vendor.id, tuple(item.id for item in above), *counts, "", vendor.source)

    def _to_come(self, event: Event) -> bool:
        """Whether an event is not over; one without a date may be to come."""
        end = (event.window.end or event.window.start) if event.window else None
        return end is None or end >= self.at

    def _event(self, event: Event) -> Iterator[Duty]:
        start = event.window.start if event.window and event.window.start else self.at
        for role, people in event_roles(event).items():
            before, after = self._counts(people, max(start, self.at))
            loss = Loss.EVENT_CREW if after else Loss.EVENT_ROLE
            yield Duty(loss, "event", event.id, event.entry or (), before, after, role, event.source)

    def _ladder(self, component: Component) -> Iterator[Duty]:
        for rung in component.ladder or ():
            if rung.decider is not None:
                counts = self._counts([rung.decider])
                yield Duty(Loss.LADDER_DECIDER, "component", component.id, (component.id,), *counts, rung.do or rung.when or "", rung.source)


def on_rotation(rotation: Rotation) -> frozenset[str] | None:
    """Return who takes turns, as primary or secondary; None if neither is written."""
    if rotation.rotation is None and rotation.secondary is None:
        return None
    return frozenset((rotation.rotation or ()) + (rotation.secondary or ()))


def event_roles(event: Event) -> dict[str, tuple[str, ...]]:
    """Return who fills each role of an event: its decider, deputy and roles, and who is named in its plans."""
    found: dict[str, set[str]] = {}
    for role, filled in (event.roles or {}).items():
        found[role] = {filled} if isinstance(filled, str) else set(filled) if isinstance(filled, tuple) else set()
    plans: list[tuple[str, str | None]] = [("decider", event.decider), ("deputy", event.deputy)]
    plans += [("owner of comms", getattr(event.comms, "owner", None))]
    plans += [("decider of the backup venue", getattr(event.backup_venue, "decider", None))]
    plans += [("facilitator of the review", getattr(event.review, "facilitator", None))]
    criteria: tuple[Criterion, ...] = event.abort or ()
    plans += [("decider of an abort", criterion.decider) for criterion in criteria]
    for role, person in plans:
        if person is not None:
            found.setdefault(role, set()).add(person)
    return {role: tuple(sorted(people)) for role, people in found.items() if people}


def _confirmed(component: Component) -> Confirmed | None:
    limit = getattr(component.capacity, "limit_confirmed", None)
    return limit if isinstance(limit, Confirmed) else None


def _step(base: Base, number: int, name: str) -> str:
    return f"step {number}" if name in base.people else f"step {number}, {name}"
