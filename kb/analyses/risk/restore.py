"""The nearest repair of what an absence takes away, by those who remain: one sentence for whoever has to act."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kb.analyses.risk.consequence import Consequence, Loss
from kb.analyses.risk.duties import Duties
from kb.analyses.risk.oncall import on_rotation
from kb.analyses.risk.repair import NAMED, Repairs, names
from kb.analyses.risk.report import Repair
from kb.model.words import Level

if TYPE_CHECKING:
    from kb.analyses.risk.assess import Assessment

MOST = 10
"""Repairs worked out at most: more would not be first steps."""
_OWN = frozenset({Loss.LAST_OPERATOR, Loss.SECOND_OPERATOR, Loss.CLASS_FALLS, Loss.LAST_PROVEN})

_WORDS = {
    "decider of an abort": "decider",
    "decider of the backup venue": "decider",
    "deputy": "decider",
    "owner of comms": "comms",
}
"""Which of the ``roles`` of people fills a place of an event, where the two are called differently."""


class Restore:
    """Finds repairs of consequences."""

    def __init__(self, after: "Assessment", duties: Duties) -> None:
        self.after = after
        self.duties = duties
        self.base = after.base
        self.repairs = Repairs(after.base, after.coverage, after.leaving)
        self._how: dict[Loss, Callable[[Consequence], Repair]] = {
            Loss.ROTATION_EMPTY: self._rotation,
            Loss.ROTATION_THIN: self._rotation,
            Loss.SHIFTS_OPEN: self._shifts,
            Loss.EVENT_ROLE: self._event,
            Loss.ESCALATION_HOLE: self._escalation,
            Loss.TEAM_EMPTY: self._team,
            Loss.OWNER_EMPTY: self._owner,
            Loss.LADDER_DECIDER: self._ladder,
            Loss.LAST_VERIFIER: self._runbook,
            Loss.VENDOR_CONTACT: self._vendor,
            Loss.TEAM_LEAD: self._lead,
        }

    def nearest(self, found: Iterable[Consequence]) -> tuple[Repair, ...]:
        """Return the repairs of the first consequences that have one, each once, in their order."""
        repairs: dict[tuple[str, str], Repair] = {}
        for item in found:
            repair = self._nearest(item)
            if repair is not None:
                repairs.setdefault((repair.component, repair.sentence), repair)
            if len(repairs) == MOST:
                break
        return tuple(repairs.values())

    def _nearest(self, item: Consequence) -> Repair | None:
        if item.loss in _OWN or item.loss is Loss.BUS_FACTOR:
            name = item.path[-1] if item.path else item.subject
            return self.repairs.nearest(name, self.after.classes[self.after.graph.number[name]])
        how = self._how.get(item.loss)
        return how(item) if how is not None else None

    def _able(self, components: Iterable[str], least: Level = Level.OPERATE, but: Iterable[str] = ()) -> list[str]:
        """Return who remains and can do something with most of some components, best placed first; externals apart."""
        able, others = Counter[str](), frozenset(but)
        for name in components:
            operators = self.after.coverage.operators(name)
            able.update(
                item.person
                for item in operators
                if item.available and not item.external and item.level >= least and item.person not in others
            )
        return sorted(able, key=lambda person: (-able[person], person))

    def _rotation(self, item: Consequence) -> Repair:
        rotation = self.base.rotations[item.subject]
        able = self._able(self.duties.concerned(rotation), but=on_rotation(rotation) or ())
        if able:
            return _repair(item, f"add {names(able)}, who can operate some of what it covers, to the rotation", able)
        return _repair(item, "nobody else who remains can operate what it covers: hand its pages to another rotation")

    def _shifts(self, item: Consequence) -> Repair:
        rotation = self.base.rotations[item.subject]
        count = item.before - item.after
        who = sorted(person for person in on_rotation(rotation) or () if person in self.after.coverage.available)
        who = who or self._able(self.duties.concerned(rotation))
        what = f"give the {f'{count} shifts' if count > 1 else 'shift'} that fall{'' if count > 1 else 's'} open"
        return _repair(item, f"{what} to {names(who)}" if who else f"{what} to another rotation", who)

    def _event(self, item: Consequence) -> Repair:
        event = self.base.events[item.subject]
        word = _WORDS.get(item.detail, item.detail)
        able = (name for name, person in self.base.people.items() if word in (person.roles or ()))
        who = [name for name in able if self._stays(name, item) and name != event.decider]
        if item.detail.startswith("decider") and event.deputy is not None and self._stays(event.deputy, item):
            who = [event.deputy]
        place = "deputy" if item.detail == "deputy" else word
        if who:
            return _repair(item, f"let {names(who)} be {place}", who)
        return _repair(item, f"name another {place}: nobody who remains is written as one")

    def _stays(self, person: str, item: Consequence) -> bool:
        window = self.base.events[item.subject].window
        at = max(window.start, self.duties.at) if window is not None and window.start is not None else self.duties.at
        return person not in self.duties.gone and self.duties.there(person, at)

    def _escalation(self, item: Consequence) -> Repair:
        return _repair(item, f"put somebody who remains in the place of {item.detail} of its escalation")

    def _heirs(self, team: str) -> str | None:
        """Return the other team whose remaining members hold most of what a team owns."""
        owned = [component.id for component in self.base.components.values() if self.base.owner(component) == team]
        able: Counter[str] = Counter()
        for name in owned:
            able.update({self.base.people[person].team or "" for person in self._able([name])} - {"", team})
        return min(able, key=lambda name: (-able[name], name), default=None)

    def _team(self, item: Consequence) -> Repair:
        heir = self._heirs(item.subject)
        if heir is not None:
            return _repair(item, f"give what it owns to team {heir}, which operates most of it among those who remain")
        return _repair(item, "name another owner for what it owns: no other team is written to operate any of it")

    def _owner(self, item: Consequence) -> Repair:
        heir = self._heirs(self.base.runbooks[item.subject].owner or "")
        return _repair(item, f"give it to team {heir}" if heir else "name another owner", runbook=item.subject)

    def _ladder(self, item: Consequence) -> Repair:
        return _repair(item, f"name another decider for the rung {item.detail} of its ladder")

    def _runbook(self, item: Consequence) -> Repair:
        components = self.base.components_of(item.subject)
        authors = self.base.runbooks[item.subject].authors or ()
        able = self._able(components, but=authors) or self._able(components, Level.ASSIST, but=authors)
        if able:
            return _repair(item, f"let {names(able)} run it before those who verified it go", able, item.subject)
        return _repair(
            item, "nobody who remains is ready to run it: bring somebody to assist first", runbook=item.subject
        )

    def _vendor(self, item: Consequence) -> Repair:
        roles = [name for name, person in self.base.people.items() if "vendor-liaison" in (person.roles or ())]
        who = [name for name in roles if name in self.after.coverage.available]
        who = who or self._able(self.duties.above_vendors.get(item.subject, ()))
        if who:
            return _repair(item, f"make {names(who)} known to the vendor before its contacts go", who)
        return _repair(item, "make somebody who remains known to the vendor before its contacts go")

    def _lead(self, item: Consequence) -> Repair:
        return _repair(item, "name another lead")


def _repair(item: Consequence, sentence: str, who: Iterable[str] = (), runbook: str | None = None) -> Repair:
    return Repair(item.subject, sentence, runbook, tuple(who)[:NAMED])
