"""The service graph: systems, components, vendors, and the edges between them.

Absent is unknown and reads as None; a written ``none`` or ``[]`` is an answer and reads as
``Nothing.NONE`` or an empty tuple.

Longer than the usual 150 lines: the nouns of one kind of file, most of it what their fields mean.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import overload

from kb.model.noun import NamedTuple
from kb.model.provenance import About, Provenance
from kb.model.source import Source
from kb.model.words import Kind, Nothing, Relation


class Contact(NamedTuple):
    """A way to reach a team, a rotation or a vendor: ``kind`` is chat, pager, ticket, url or mail.

    Attributes:
        kind: where it leads: a chat, a pager, a ticket queue, a page, a mail box.
        to: the channel, schedule, queue or address there.
    """

    kind: str
    to: str


class Mode(NamedTuple):
    """A failure mode of an edge: what users see, how it is detected, which runbook answers it.

    Attributes:
        id: a name for it, unique within the edge.
        effect: what users see.
        detect: how it is noticed.
        runbook: which runbook answers it; ``none`` if there is none.
    """

    id: str
    effect: str | None
    detect: str | None
    runbook: str | Nothing | None
    source: Source


class Edge(NamedTuple):
    """One component standing on another.

    Attributes:
        to: id of the component or vendor stood on.
        relation: the key it is written under; ``uses`` is soft, the others hard.
        why: a phrase.
        fallback: component that can take over, if any; changes nothing until rehearsed, then either of the two suffices.
        multiplier: requests sent to ``to`` for each request served (dimensionless).
        modes: known ways in which this edge fails.
    """

    to: str
    relation: Relation
    why: str | None
    fallback: str | Nothing | None
    multiplier: float | None
    modes: tuple[Mode, ...] | None
    provenance: Provenance
    source: Source


class Edges(Sequence[Edge]):
    """The edges under one key, in the order in which they are written.

    Most lists hold ids and nothing else. Their edges are made when they are asked for, each time anew: a large base has half a
    million, and most questions are asked of the ids alone.

    Attributes:
        ids: the ids they lead to, in the same order.
        told: the edges, but none of a list of ids: there is nothing more to tell of those.
    """

    __slots__ = ("_listed", "ids", "told")

    def __init__(self, edges: Iterable[Edge] = ()) -> None:
        self.told = tuple(edges)
        self.ids = tuple(edge.to for edge in self.told)
        self._listed: tuple[Relation, Provenance, Source] | None = None

    @classmethod
    def listed(cls, ids: tuple[str, ...], relation: Relation, provenance: Provenance, source: Source) -> "Edges":
        """Return the edges to ids that stand in one line, a comma and a space between them, the first of them at a place."""
        found = cls.__new__(cls)
        found.ids, found.told, found._listed = ids, (), (relation, provenance, source)  # noqa: SLF001 - its own
        return found

    @property
    def source(self) -> Source | None:
        """Where the first of them stands; None if there are none."""
        if self._listed is not None:
            return self._listed[2]
        return self.told[0].source if self.told else None

    def __iter__(self) -> Iterator[Edge]:
        """Go through the edges."""
        if self._listed is None:
            return iter(self.told)
        relation, provenance, (path, line, column) = self._listed
        made, new = [], tuple.__new__  # for speed: what is in a list is right
        for to in self.ids:
            place = new(Source, (path, line, column))
            made.append(new(Edge, (to, relation, None, None, None, None, provenance, place)))
            column += len(to) + 2
        return iter(made)

    @overload
    def __getitem__(self, index: int) -> Edge: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Edge, ...]: ...
    def __getitem__(self, index: int | slice) -> Edge | tuple[Edge, ...]:
        """Return an edge, or some."""
        return tuple(self)[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.ids)

    def __eq__(self, other: object) -> bool:
        """Whether another sequence holds the same edges."""
        return tuple(other) == tuple(self) if isinstance(other, Edges | tuple) else NotImplemented

    def __hash__(self) -> int:
        """Return the hash of the tuple of the edges."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the edges."""
        return f"Edges({tuple(self)!r})"


class Tested(NamedTuple):
    """A load test: value reached (in the capacity's unit), when, over which components, where it broke.

    Attributes:
        value: what was reached, in the unit of the capacity.
        date: when.
        scope: the components that were under load together.
        breaks_at: where it broke; ``none`` if it did not.
        build: the version under test.
    """

    value: float | None
    date: date | None
    scope: tuple[str, ...] | None
    breaks_at: float | Nothing | None
    build: str | None
    provenance: Provenance
    source: Source


class Confirmed(NamedTuple):
    """A limit confirmed by a vendor: value, by whom, when, under which reference.

    Attributes:
        value: the limit.
        by: who asked for it and got the answer.
        date: when it was confirmed.
        ref: where that can be seen.
    """

    value: float | None
    by: str | None
    date: date | None
    ref: str | None
    provenance: Provenance
    source: Source


class Capacity(NamedTuple):
    """How much a component can carry, all in ``unit`` unless said otherwise.

    Attributes:
        unit: what is counted, such as ``listeners per room``.
        designed: what it was built for.
        tested: the last load test; ``none`` if there was none.
        provisioned: what the machines there are can carry.
        prewarmed: what is ready at once, before anything scales.
        autoscale_max: where automatic scaling stops.
        reaction_minutes: minutes until more is there, from the first sign.
        quota: what a vendor or a platform allows at most.
        limit_confirmed: that the quota was confirmed, and by whom.
    """

    unit: str | None
    designed: float | Nothing | None
    tested: Tested | Nothing | None
    provisioned: float | Nothing | None
    prewarmed: float | Nothing | None
    autoscale_max: float | Nothing | None
    reaction_minutes: float | None
    quota: float | Nothing | None
    limit_confirmed: Confirmed | Nothing | None
    provenance: Provenance
    source: Source


class Alert(NamedTuple):
    """An alert a component raises; its name is foreign and outside the id space.

    Attributes:
        id: its name, as the pager says it.
        runbook: the runbook for it; ``none`` if there is none.
        pages: whether it wakes somebody.
    """

    id: str
    runbook: str | Nothing | None
    pages: bool | None
    source: Source


class Change(NamedTuple):
    """A change to a component, significant or not (absent: unknown).

    Attributes:
        date: when.
        significant: whether what was tested before may no longer hold.
        ref: where that can be seen.
    """

    date: date | None
    significant: bool | None
    ref: str | None
    provenance: Provenance
    source: Source


class Rung(NamedTuple):
    """One rung of a degradation ladder: when (metric and trigger), do (runbook), who decides, minutes it takes.

    Attributes:
        when: metric and trigger.
        do: the runbook that takes the step.
        decider: who decides.
        minutes: minutes it takes.
    """

    when: str | None
    do: str | None
    decider: str | None
    minutes: float | None
    source: Source


class Admission(NamedTuple):
    """A cap on what is let in, and whether (when) it was tested.

    Attributes:
        cap: how many are let in.
        tested: when it was tested, or whether; ``none`` if never.
    """

    cap: float | None
    tested: date | bool | Nothing | None
    provenance: Provenance
    source: Source


class Support(NamedTuple):
    """A vendor's support contract: hours covered, last day covered.

    Attributes:
        hours: when they answer, such as ``24x7``.
        until: last day covered, inclusive.
    """

    hours: str | None
    until: date | None
    provenance: Provenance
    source: Source


class Headcount(NamedTuple):
    """People on a team at a date, perhaps approximate.

    Attributes:
        date: when.
        value: people.
        approx: whether the number is approximate.
    """

    date: date
    value: int
    approx: bool
    provenance: Provenance
    source: Source


class System(NamedTuple):
    """A named group of components; lends them its owner and tier.

    Attributes:
        owner: the team that owns it, and lends itself to its components.
        tier: 0: an outage is public at once; 1: a core function is lost; 2: degraded; 3: internal.
        runbooks: runbooks for the whole.
    """

    id: str
    owner: str | None
    tier: int | None
    runbooks: tuple[str, ...] | None
    about: About
    provenance: Provenance
    source: Source


class Component(NamedTuple):
    """Anything in the service graph but a vendor or a system.

    ``needs``, ``built_on``, ``runs_on`` and ``uses`` are None when absent (unknown), empty when none.
    Ask :class:`kb.model.base.Base` for the owner and tier that hold, system included.

    Attributes:
        system: the system it belongs to; lends its owner and tier.
        owner: the team that owns it.
        tier: 0: an outage is public at once; 1: a core function is lost; 2: degraded; 3: internal.
        lifecycle: where it stands between experiment and end; what is retired is not counted, unless something in use needs it.
        needs: without these, it is down (hard); ``[]``: it needs nothing.
        built_on: whose code it runs, and whose operators' knowledge it takes to run it (hard).
        runs_on: what hosts it (hard).
        uses: without these, it is degraded (soft).
        capacity: how much it can carry.
        runbooks: runbooks for it; a runbook may name it instead.
        alerts: alerts it raises.
        dashboards: where to look.
        changes: changes worth knowing before an event.
        ladder: what is given up first when it is too much, rung by rung.
        admission: a cap on what is let in.
        access: roles one must have to operate it.
        paths: folders of its code, from the root of the repository.
        headcount: how many people worked on it, by date.
    """

    id: str
    kind: Kind
    system: str | None
    owner: str | None
    tier: int | None
    lifecycle: str | None
    needs: Edges | None
    built_on: Edges | None
    runs_on: Edges | None
    uses: Edges | None
    capacity: Capacity | Nothing | None
    runbooks: tuple[str, ...] | None
    alerts: tuple[Alert, ...] | None
    dashboards: tuple[str, ...] | None
    changes: tuple[Change, ...] | None
    ladder: tuple[Rung, ...] | None
    admission: Admission | Nothing | None
    access: tuple[str, ...] | None
    paths: tuple[str, ...] | None
    headcount: tuple[Headcount, ...] | None
    about: About
    provenance: Provenance
    source: Source

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges, hard ones first."""
        return self.hard_edges if self.uses is None else (*self.hard_edges, *self.uses)

    @property
    def hard_edges(self) -> tuple[Edge, ...]:
        """The edges without whose other end this is down."""
        lists = (self.needs, self.built_on, self.runs_on)
        return tuple(edge for edges in lists if edges is not None for edge in edges)

    @property
    def ends(self) -> tuple[str, ...]:
        """The ids that all edges lead to, hard ones first; two may lead to the same."""
        return self.hard_ends if self.uses is None else self.hard_ends + self.uses.ids

    @property
    def hard_ends(self) -> tuple[str, ...]:
        """The ids that the hard edges lead to, in their order."""
        found = () if self.needs is None else self.needs.ids
        if self.built_on is not None:
            found += self.built_on.ids
        return found if self.runs_on is None else found + self.runs_on.ids

    @property
    def told(self) -> tuple[Edge, ...]:
        """The edges of which more is told than where they lead, or may be: all but those of lists of ids."""
        found: tuple[Edge, ...] = ()
        for edges in (self.needs, self.built_on, self.runs_on, self.uses):
            if edges is not None:
                found += edges.told
        return found


class Vendor(NamedTuple):
    """Someone outside: judged by contact and support, outside coverage and bus factor.

    Attributes:
        contact: how to reach them.
        support: the contract; ``none`` if there is none.
        needs: what they stand on, as far as we know.
    """

    id: str
    contact: tuple[Contact, ...] | None
    support: Support | Nothing | None
    needs: Edges | None
    about: About
    provenance: Provenance
    source: Source
