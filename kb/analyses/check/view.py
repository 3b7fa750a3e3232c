"""What a rule looks at: the base, the date, and what several rules ask of them, worked out once."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from kb.analyses.coverage import Coverage
from kb.model.base import Base
from kb.model.finding import Finding
from kb.model.moment import local_day
from kb.model.people import Person
from kb.model.service import Component, Edge, Edges
from kb.model.source import Source
from kb.model.words import Relation

if TYPE_CHECKING:
    from kb.analyses.staleness import Staleness
    from kb.graph.build import KnowledgeGraph


class Places(Protocol):
    """What finds a value in the files, from the place of its entry: see :class:`kb.files.places.Places`."""

    def __call__(self, source: Source, name: str, *path: str) -> tuple[Source, int] | None:
        """Return where it stands and how wide it is; None where it cannot be found."""


class View:
    """A base at an instant, as rules see it.

    Attributes:
        base: the knowledge base.
        at: the instant.
        coverage: who can operate what at that instant.
        findings: what the other rules found; filled only for rules that run last.
    """

    def __init__(self, base: Base, at: datetime, places: Places | None = None) -> None:
        self.base = base
        self._places = places
        self.at = at
        self.coverage = Coverage(base, at)
        self.findings: tuple[Finding, ...] = ()
        self._of_tiers: dict[tuple[int, ...], tuple[Component, ...]] = {}

    @property
    def day(self) -> date:
        """The UTC day of the instant."""
        return local_day(self.at, None)

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The components in use, sorted by id: retired ones may be thin."""
        retired, components = self.base.retired, self.base.components.values()
        return tuple(item for item in components if item.id not in retired) if retired else tuple(components)

    def of_tiers(self, tiers: tuple[int, ...]) -> tuple[Component, ...]:
        """Return the components in use of some tiers, sorted by id; a dozen rules ask for the same."""
        found = self._of_tiers.get(tiers)
        if found is None:
            tier = self.base.tier
            found = self._of_tiers[tiers] = tuple(item for item in self.components if tier(item) in tiers)
        return found

    def place(self, source: Source, name: str, *path: str) -> tuple[Source, int]:
        """Return the place of a value in an entry, and its width; that of the entry where nothing can look it up.

        Args:
            source: where the entry begins.
            name: its key; empty for one without (an event, a shift).
            path: the keys below it that lead to the value, and last the value.
        """
        found = None if self._places is None else self._places(source, name, *path)
        return found or (source, len(name) or 1)

    def left(self, person: str | None) -> Person | None:
        """Return a person if they have left by the instant, by their own calendar; None if not, or if there is no such person."""
        found = self.base.people.get(person or "")
        if found is None or found.until is None:
            return None
        return found if found.until < self.base.day_of(found, self.at) else None

    @cached_property
    def moved(self) -> "Staleness":
        """What has moved on since the runs of runbooks."""
        from kb.analyses.staleness import Staleness  # noqa: PLC0415 - only where there are runbooks

        return Staleness(self.base, self.at)

    @cached_property
    def graph(self) -> "KnowledgeGraph":
        """The hard graph at the instant, rehearsed fallbacks in place."""
        from kb.analyses.freshness import verified_edges  # noqa: PLC0415 - three rules of many ask for it
        from kb.graph.build import KnowledgeGraph  # noqa: PLC0415

        return KnowledgeGraph(self.base, verified_edges(self.base, self.at, self.moved))

    @cached_property
    def stood_on(self) -> frozenset[str]:
        """The ids that something stands on, or that may take over from one of those; see :attr:`stood_on_by`."""
        found = set(chain.from_iterable(map(attrgetter("ids"), self._edges)))
        found.update(edge.fallback for _, edge in self.replaceable if isinstance(edge.fallback, str))
        found.update(edge.to for vendor in self.base.vendors.values() for edge in vendor.needs or ())
        return frozenset(found)

    @cached_property
    def _edges(self) -> list[Edges]:
        components = self.base.components.values()
        lists = [map(attrgetter(relation.value), components) for relation in Relation]
        return [edges for edges in chain.from_iterable(lists) if edges is not None]

    @cached_property
    def replaceable(self) -> tuple[tuple[Component, Edge], ...]:
        """The edges that name a fallback, or say that there is none, each with the component it begins at."""
        if not any(map(attrgetter("told"), self._edges)):
            return ()
        components = self.base.components.values()
        return tuple((item, edge) for item in components for edge in item.told if edge.fallback is not None)

    @cached_property
    def stood_on_by(self) -> Mapping[str, tuple[str, ...]]:
        """Per id what stands on it or may take over from it: components and vendors, over edges of any kind."""
        found: dict[str, set[str]] = {}
        for component in self.base.components.values():
            for end in component.ends:
                found.setdefault(end, set()).add(component.id)
            for edge in component.told:
                if isinstance(edge.fallback, str):
                    found.setdefault(edge.fallback, set()).add(component.id)
        for vendor in self.base.vendors.values():
            for edge in vendor.needs or ():
                found.setdefault(edge.to, set()).add(vendor.id)
        return {name: tuple(sorted(users)) for name, users in found.items()}
