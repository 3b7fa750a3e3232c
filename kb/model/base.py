"""The knowledge base as a whole: every entity by id, and the relations either side may state.

Longer than the usual 150 lines: one noun, and the questions it answers of itself.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from kb.model.event import Event, OfflineCopy, Poll, Sign, Waive
from kb.model.moment import local_day
from kb.model.noun import NamedTuple
from kb.model.people import Knows, Person, Rotation, Team
from kb.model.provenance import Reference
from kb.model.runbook import Run, Runbook
from kb.model.service import Component, System, Vendor
from kb.model.settings import Settings, Suppress
from kb.model.source import Source
from kb.model.words import Kind, PersonKind

Entity = System | Component | Vendor | Reference | Team | Person | Rotation | Runbook | Event


_EMPTY: Final[Mapping[str, Any]] = MappingProxyType({})


class Tables(NamedTuple):
    """Everything the files say, sorted by id.

    ``knowledge`` maps a component to its knowers: a missing component is *unknown*, an empty mapping
    is a written ``none``. ``rehearsed`` are edges (from, to) whose fallback counts as rehearsed though the runbook that shows
    it is not in here: an audience may not see it. No file says them.
    """

    settings: Settings = Settings()
    systems: Mapping[str, System] = _EMPTY
    components: Mapping[str, Component] = _EMPTY
    vendors: Mapping[str, Vendor] = _EMPTY
    references: Mapping[str, Reference] = _EMPTY
    teams: Mapping[str, Team] = _EMPTY
    people: Mapping[str, Person] = _EMPTY
    knowledge: Mapping[str, Mapping[str, Knows]] = _EMPTY
    rotations: Mapping[str, Rotation] = _EMPTY
    runbooks: Mapping[str, Runbook] = _EMPTY
    runs: tuple[Run, ...] = ()
    events: Mapping[str, Event] = _EMPTY
    signs: tuple[Sign, ...] = ()
    waives: tuple[Waive, ...] = ()
    polls: tuple[Poll, ...] = ()
    copies: tuple[OfflineCopy, ...] = ()
    knowledge_sources: Mapping[str, Source] = _EMPTY
    suppressions: tuple[Suppress, ...] = ()
    rehearsed: tuple[tuple[str, str], ...] = ()


class Base(Tables):
    """The knowledge base: its tables, and what is asked of them; answers are kept."""

    # -- entities ------------------------------------------------------------------------------

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """Every entity by id; ids are unique over all kinds."""
        tables: tuple[Mapping[str, Entity], ...] = (
            self.systems, self.components, self.vendors, self.references, self.teams,
            self.people, self.rotations, self.runbooks, self.events,
        )  # fmt: skip
        return {name: entity for table in tables for name, entity in table.items()}

    def kind(self, name: str) -> Kind | None:
        """Return the kind of an id, None if there is no such id."""
        entity = self.entities.get(name)
        if isinstance(entity, Component):
            return entity.kind
        return _KINDS[type(entity)] if entity is not None else None

    def title(self, name: str) -> str:
        """Return what to show for an id: its title, else the id itself."""
        entity = self.entities.get(name)
        return name if entity is None else entity.about.title or name

    # -- ownership -----------------------------------------------------------------------------

    def owner(self, component: Component) -> str | None:
        """Return the team that owns a component, its own or its system's; None if unknown."""
        if component.owner is not None or component.system is None:
            return component.owner
        system = self.systems.get(component.system)
        return None if system is None else system.owner

    def tier(self, component: Component) -> int | None:
        """Return the tier of a component, its own or its system's; None if unknown."""
        if component.tier is not None or component.system is None:
            return component.tier
        system = self.systems.get(component.system)
        return None if system is None else system.tier

    def zone_name(self, person: Person) -> str | None:
        """Return the time zone a person's days are read in: their own, else their team's, else none (UTC)."""
        if person.timezone is not None or person.team is None:
            return person.timezone
        team = self.teams.get(person.team)
        return None if team is None else team.timezone

    def is_active(self, person: Person, at: datetime) -> bool:
        """Whether a person belongs to the organisation at an instant, by their own calendar."""
        if person.from_ is None and person.until is None:
            return True
        return person.active(self.day_of(person, at))

    def is_available(self, person: Person, at: datetime) -> bool:
        """Whether a person is active and not away at an instant, by their own calendar."""
        if person.from_ is None and person.until is None and not person.away:
            return True
        return person.available(self.day_of(person, at))

    def day_of(self, person: Person, at: datetime) -> date:
        """Return the day it is for a person at an instant, to be compared with the bounds of their own presence.

        Nowhere does the calendar differ from that of UTC by more than a day. So where none of their bounds is near, the UTC
        day gives the same answers, and no time zone need be looked up.
        """
        day, name = local_day(at, None), self.zone_name(person)
        if name is None or not any(abs((bound - day).days) <= 1 for bound in person.bounds):
            return day
        return local_day(at, name)

    def members(self, team: str, at: datetime) -> tuple[str, ...]:
        """Return the ids of a team's active people at an instant, externals apart."""
        return tuple(
            person.id
            for person in self.people.values()
            if person.team == team and person.kind is not PersonKind.EXTERNAL and self.is_active(person, at)
        )

    def denied(self, component: str) -> bool:
        """Whether the files say `none` of a component: that nobody can operate it."""
        return component in self.knowledge and not self.knowledge[component]

    @cached_property
    def retired(self) -> frozenset[str]:
        """The components that are out of use: retired, and nothing in use cannot work without them.

        A retired one that something in use still stands on is counted like any other: a word does not take it out of service.
        """
        written = {name for name, component in self.components.items() if component.lifecycle == "retired"}
        ahead = [name for name in self.components if name not in written] if written else []
        while ahead:
            for end in self.components[ahead.pop()].hard_ends:
                if end in written:
                    written.remove(end)
                    ahead.append(end)
        return frozenset(written)

    @cached_property
    def weights(self) -> tuple[int, ...]:
        """The weight of each component in sums, in their order: that of its tier; 0 where it is out of use, for nobody loses it."""
        retired, weight, tier = self.retired, self.settings.weight, self.tier
        return tuple(0 if item.id in retired else weight(tier(item)) for item in self.components.values())

    # -- relations stated from either side --------------------------------------------------------

    @cached_property
    def _runbooks_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for component in self.components.values():
            system = self.systems.get(component.system) if component.system else None
            own = {*(component.runbooks or ()), *((system.runbooks or ()) if system else ())}
            if component.alerts:
                own.update(alert.runbook for alert in component.alerts if isinstance(alert.runbook, str))
            if own:
                found[component.id] = own
        for runbook in self.runbooks.values():
            for name in runbook.components or ():
                if name in self.components:  # a base whose files have faults may name what is not there
                    found.setdefault(name, set()).add(runbook.id)
        return {name: tuple(sorted(ids & self.runbooks.keys())) for name, ids in found.items()}

    def runbooks_of(self, component: str) -> tuple[str, ...]:
        """Return the runbooks of a component, whichever side (or its system, or an alert) states the relation."""
        return self._runbooks_of.get(component, ())

    @cached_property
    def _components_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for component, runbooks in sorted(self._runbooks_of.items()):
            for runbook in runbooks:
                found.setdefault(runbook, []).append(component)
        return {name: tuple(ids) for name, ids in found.items()}

    def components_of(self, runbook: str) -> tuple[str, ...]:
        """Return the components a runbook is for, whichever side states the relation."""
        return self._components_of.get(runbook, ())

    @cached_property
    def _runs_of(self) -> Mapping[str, tuple[Run, ...]]:
        found: dict[str, list[Run]] = {}
        for run in self.runs:
            found.setdefault(run.runbook or "", []).append(run)
        return {name: tuple(runs) for name, runs in found.items()}

    def runs_of(self, runbook: str) -> tuple[Run, ...]:
        """Return the runs of a runbook, by file name, oldest first."""
        return self._runs_of.get(runbook, ())

    @cached_property
    def _rotations_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for rotation in self.rotations.values():
            for name in self._covered(rotation):
                found.setdefault(name, []).append(rotation.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def rotations_of(self, component: str) -> tuple[str, ...]:
        """Return the rotations that cover a component, directly or through its system."""
        return self._rotations_of.get(component, ())

    def covered_by(self, rotation: Rotation) -> tuple[str, ...]:
        """Return the components a rotation covers; a system stands for all its components."""
        return tuple(sorted(set(self._covered(rotation))))

    def _covered(self, rotation: Rotation) -> Iterator[str]:
        for name in rotation.covers or ():
            if name in self.systems:
                yield from self._members_of_system.get(name, ())
            elif name in self.components:
                yield name

    @cached_property
    def _members_of_system(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for component in self.components.values():
            if component.system is not None:
                found.setdefault(component.system, []).append(component.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def components_in(self, system: str) -> tuple[str, ...]:
        """Return the components of a system."""
        return self._members_of_system.get(system, ())


_KINDS: Mapping[type, Kind] = {
    System: Kind.SYSTEM,
    Vendor: Kind.VENDOR,
    Reference: Kind.SOURCE,
    Team: Kind.TEAM,
    Person: Kind.PERSON,
    Rotation: Kind.ROTATION,
    Runbook: Kind.RUNBOOK,
    Event: Kind.EVENT,
}
