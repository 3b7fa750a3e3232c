"""What people hold on call: turns, shifts to come, and the steps of escalations; and what all duties count by: who is there."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from kb.analyses.risk.consequence import Loss
from kb.model.base import Base
from kb.model.people import Rotation
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


class Presence:
    """The people of a base at an instant, with some taken away."""

    def __init__(self, base: Base, at: datetime, gone: frozenset[str]) -> None:
        self.base = base
        self.at = at
        self.gone = gone

    def there(self, person: str | None, at: datetime | None = None) -> bool:
        """Whether somebody would be available, at the instant or another, if nobody were taken away."""
        found = self.base.people.get(person or "")
        return found is not None and self.base.is_available(found, at or self.at)

    def counts(self, people: Iterable[str | None], at: datetime | None = None) -> tuple[int, int]:
        """Return how many of some people are available before and after, at the instant or another."""
        here = {person for person in people if self.there(person, at)}
        return len(here), len(here - self.gone)

    def members(self, team: str) -> tuple[int, int]:
        """Return how many active people a team has before and after, externals apart."""
        active = self.base.members(team, self.at)
        return len(active), len(set(active) - self.gone)


class OnCall(Presence):
    """The duties of rotations."""

    def duties(self, rotation: Rotation) -> Iterator[Duty]:
        """Yield the duties of one rotation."""
        concerned = self.concerned(rotation)
        people = on_rotation(rotation)
        if people is not None:
            before, after = self.counts(people)
            loss = Loss.ROTATION_EMPTY if after == 0 else Loss.ROTATION_THIN if after == 1 else Loss.MINOR
            yield Duty(loss, "rotation", rotation.id, concerned, before, after, "", rotation.source)
        shifts = [shift for shift in rotation.shifts or () if shift.start and shift.end and shift.end > self.at]
        taken = [shift for shift in shifts if self.there(shift.person, max(shift.start or self.at, self.at))]
        if taken:
            kept = sum(shift.person not in self.gone for shift in taken)
            first = min(
                (shift for shift in taken if shift.person in self.gone), key=lambda shift: shift.source, default=None
            )
            detail = f"the first begins {first.start.isoformat()}" if first and first.start else ""
            yield Duty(Loss.SHIFTS_OPEN, "rotation", rotation.id, concerned, len(taken), kept, detail, rotation.source)
        yield from self._escalation(rotation, concerned)

    def concerned(self, rotation: Rotation) -> tuple[str, ...]:
        """Return the components a rotation covers; if none, those of the rotations that escalate to it."""
        own = self.base.covered_by(rotation)
        return own or tuple(
            sorted({name for below in self._below.get(rotation.id, ()) for name in self.base.covered_by(below)})
        )

    @cached_property
    def _below(self) -> Mapping[str, tuple[Rotation, ...]]:
        found: dict[str, list[Rotation]] = {}
        for rotation in self.base.rotations.values():
            for step in rotation.escalation or ():
                found.setdefault(step, []).append(rotation)
        return {name: tuple(rotations) for name, rotations in found.items()}

    def _escalation(self, rotation: Rotation, concerned: tuple[str, ...]) -> Iterator[Duty]:
        if not rotation.escalation:
            return
        steps = [(number, name, self._reached(name)) for number, name in enumerate(rotation.escalation, 1)]
        fallen = [(f"step {number}", name) for number, name, (old, new) in steps if old and not new]
        lost = [step if name in self.base.people else f"{step}, {name}" for step, name in fallen]
        before, after = sum(old for _, _, (old, _) in steps), sum(new for _, _, (_, new) in steps)
        yield Duty(
            Loss.ESCALATION_HOLE, "rotation", rotation.id, concerned, before, after, ", ".join(lost), rotation.source
        )

    def _reached(self, step: str) -> tuple[bool, bool]:
        """Whether a step leads to somebody, before and after; a vendor and an unwritten rotation are no matter of these people."""
        if step in self.base.people:
            before, after = self.counts([step])
        elif step in self.base.teams:
            before, after = self.counts(self.base.members(step, self.at))
        elif step in self.base.rotations and (people := on_rotation(self.base.rotations[step])) is not None:
            before, after = self.counts(people)
        else:
            before = after = 1
        return before > 0, after > 0


def on_rotation(rotation: Rotation) -> frozenset[str] | None:
    """Return who takes turns, as primary or secondary; None if neither is written."""
    if rotation.rotation is None and rotation.secondary is None:
        return None
    return frozenset((rotation.rotation or ()) + (rotation.secondary or ()))
