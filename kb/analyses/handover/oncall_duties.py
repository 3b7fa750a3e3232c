"""What the givers hold on call: turns, shifts after their last day, steps of escalations; and what that leaves uncovered."""

from collections.abc import Iterator
from functools import cached_property

from kb.analyses.coverage import Coverage
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import DutyKind, HeldDuty
from kb.analyses.risk.oncall import on_rotation
from kb.model.moment import local_day
from kb.model.people import Rotation
from kb.model.saying import count, listed
from kb.model.words import Level

_SHOWN = 5


class OnCallDuties:
    """The duties of rotations."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.base = question.base

    def listed(self) -> Iterator[HeldDuty]:
        """Yield the duties of every rotation."""
        for rotation in self.base.rotations.values():
            yield from self._turns(rotation)
            yield from self._shifts(rotation)
            yield from self._steps(rotation)

    @cached_property
    def _able(self) -> Coverage:
        return Coverage(self.question.stay, self.question.end, self.question.gone)

    def _turns(self, rotation: Rotation) -> Iterator[HeldDuty]:
        people = self._behind(rotation.id)
        mine = self.question.mine(people)
        if not mine:
            return
        others = self.question.others(people)
        names = ", ".join(mine)
        covered = self.base.covered_by(rotation)
        bare = [name for name in covered if not self._operated(name, frozenset(others))]
        if not others:
            todo = f"take {names} off {rotation.id}; nobody is left on it: name others, or hand its pages to another rotation"
        else:
            alone = ", who would be on call alone" if len(others) == 1 else ""
            todo = f"take {names} off {rotation.id}; {len(others)} stay{'s' if len(others) == 1 else ''} on it{alone}"
        if others and bare:
            unable = " and cannot operate" if len(others) == 1 else ", none of whom can operate"
            todo += f"{unable} {listed(bare, _SHOWN)} today"
        yield self.question.held(DutyKind.ROTATION, (rotation.id,), mine, len(others), covered, todo, rotation.source)

    def _operated(self, component: str, people: frozenset[str]) -> bool:
        return any(item.person in people and item.level >= Level.OPERATE for item in self._able.operators(component))

    def _shifts(self, rotation: Rotation) -> Iterator[HeldDuty]:
        """Yield the shifts that begin after the last day of whoever is on them."""
        open_ = []
        for shift in rotation.shifts or ():
            if shift.person in self.question.gone and shift.start is not None:
                zone = self.base.zone_name(self.base.people[shift.person])
                if local_day(shift.start, zone) > self.question.last[shift.person]:
                    open_.append((shift.start, shift.person, shift.source))
        if open_:
            open_.sort(key=lambda item: (item[0], item[1]))
            start, _, source = open_[0]
            mine = self.question.mine([person for _, person, _ in open_])
            todo = f"{count(len(open_), 'shift')} of {rotation.id} after the last day, the first from {start:%Y-%m-%d}: give to somebody who stays"
            about = self.base.covered_by(rotation)
            yield self.question.held(DutyKind.SHIFT, (rotation.id,), mine, None, about, todo, source)

    def _steps(self, rotation: Rotation) -> Iterator[HeldDuty]:
        """Yield the steps of escalations that reach nobody any more: a giver, or a rotation or team of which nobody is left."""
        about = self.base.covered_by(rotation)
        for number, name in enumerate(rotation.escalation or (), 1):
            people = self._behind(name)
            mine = self.question.mine(people)
            if not mine or self.question.others(people):
                continue
            calls = f"calls {name}" + ("" if name in self.question.gone else ", where nobody is left")
            todo = f"step {number} of the escalation {calls}: name somebody who stays"
            yield self.question.held(DutyKind.ESCALATION, (rotation.id, f"step-{number}"), mine, 0, about, todo, rotation.source
            )  # fmt: skip

    def _behind(self, name: str) -> frozenset[str]:
        """Return who is called at a step: a person, those on a rotation, or the members of a team."""
        if name in self.base.rotations:
            return on_rotation(self.base.rotations[name]) or frozenset()
        if name in self.base.teams:
            return frozenset(person.id for person in self.base.people.values() if person.team == name)
        return frozenset({name})
