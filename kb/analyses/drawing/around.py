"""What a map of the site shows: a component among its neighbours, a system among others, all systems.

A map is read at a glance, so it is kept small: a component has at most ``SIDE`` neighbours on each side, the rest is one spot
that says how many more; systems stand for the components of others; and between systems only the thickest ties are drawn
where all would be a thicket. What is left out is counted, and the table beside the map has it all.

Longer than the usual 150 lines: three cuts through the same ties.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from kb.analyses.risk.report import CLASS_ORDER, Row
from kb.graph.build import ends, spared
from kb.model.base import Base
from kb.model.saying import count
from kb.model.service import Edge
from kb.model.words import Kind, Relation, RiskClass

SIDE: Final = 8
"""Neighbours drawn on each side of a component: what a phone shows at once, and what is read at a glance."""
MOST: Final = 150
"""Boxes on a map; more is a hairball."""
TIES: Final = 2
"""Ties between systems that are drawn, per system: beyond that the thinnest are left out."""
_RELATIONS: Final = tuple(Relation)


class Part(NamedTuple):
    """One component inside of a spot: a cell of a system."""

    id: str
    risk_class: RiskClass


class Spot(NamedTuple):
    """One thing on a map.

    Attributes:
        id: of the component, vendor or system; ``more-above`` or ``more-below`` for what is not drawn.
        kind: what it is; None for what is not drawn.
        risk_class: of a component; of a system its worst; None for vendors and what is not drawn.
        says: coverage in words, the class aside.
        column: 0 stands on the focus, 1 is the focus, 2 is stood on; 0 everywhere but around a component.
        parts: the components of a system, worst first.
        framed: whether it lies inside the system asked for.
    """

    id: str
    kind: Kind | None
    title: str
    risk_class: RiskClass | None
    says: str
    column: int = 0
    parts: tuple[Part, ...] = ()
    framed: bool = False


class Tie(NamedTuple):
    """One arrow: what stands on what, the hardest relation between the two, and how many edges it stands for.

    ``either``: it is one of two of which either suffices, one being a rehearsed fallback of the other.
    """

    tail: str
    head: str
    relation: Relation
    either: bool
    edges: int


class Around(NamedTuple):
    """A map before it is laid out.

    Attributes:
        name: what it is a map of, as an accessible name.
        focus: the component or system it is about; None for the whole.
        spots: what is drawn, in order.
        ties: the arrows, sorted.
        hidden: arrows left out because they stand for too few edges.
        least: edges an arrow must stand for to be drawn.
        rows: what the table beside it lists: (id, relation in words), everything, drawn or not.
    """

    name: str
    focus: str | None
    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]
    hidden: int
    least: int
    rows: tuple[tuple[str, str], ...]


class Surroundings:
    """Composes the maps of one base.

    ``rows`` holds the risk of retired components, too. Unless ``counted``, coverage is said by classes only, not in
    numbers.
    """

    def __init__(
        self,
        base: Base,
        rows: Mapping[str, Row],
        rehearsed: frozenset[tuple[str, str]],
        *,
        counted: bool = True,
    ) -> None:
        self.base = base
        self.rows = rows
        self.rehearsed = rehearsed
        self.counted = counted

    # -- a component -----------------------------------------------------------------------------------

    def component(self, name: str) -> Around:
        """Return a component, what stands on it directly, and what it stands on directly."""
        below = self._ties(self._out_of([name]), lambda item: item)
        above = [tie for tie in self._ties(self._into.get(name, ()), lambda item: item) if tie.head == name]
        heads = [tie.head for tie in below]
        tails = [tie.tail for tie in above if tie.tail not in set(heads)]
        left, missing_left = self._side(tails, {tie.tail: tie for tie in above})
        right, missing_right = self._side(heads, {tie.head: tie for tie in below})
        spots = [self._spot(item, 0) for item in left] + _more("more-above", missing_left, 0)
        spots += [self._spot(name, 1), *(self._spot(item, 2) for item in right), *_more("more-below", missing_right, 2)]
        shown = {spot.id for spot in spots}
        ties = [tie for tie in (*above, *below) if tie.tail in shown and tie.head in shown]
        if missing_left:
            ties.append(Tie("more-above", name, Relation.NEEDS, False, missing_left))
        if missing_right:
            ties.append(Tie(name, "more-below", Relation.NEEDS, False, missing_right))
        listed = [(tie.tail, f"{_word(tie)} it{_aside(tie)}") for tie in above] + [
            (tie.head, f"it {_word(tie)}{_aside(tie)}") for tie in below
        ]
        return Around(f"{self.base.title(name)}: what stands on it, and what it stands on", name, tuple(spots),
                      tuple(ties), 0, 1, tuple(listed))  # fmt: skip

    def _side(self, names: list[str], ties: Mapping[str, Tie]) -> tuple[list[str], int]:
        """Return those of a side that are drawn, hard ties and weak components first, and how many are not."""
        ordered = sorted(names, key=lambda item: (not ties[item].relation.hard, self._rank(item), item))
        return (ordered, 0) if len(ordered) <= SIDE else (ordered[: SIDE - 1], len(ordered) - SIDE + 1)

    def _rank(self, name: str) -> int:
        row = self.rows.get(name)
        return len(CLASS_ORDER) if row is None else CLASS_ORDER.index(row.risk_class)

    # -- systems ---------------------------------------------------------------------------------------

    def system(self, name: str) -> Around:
        """Return the components of a system in a frame, and the systems around it."""
        inside = set(self._living(self.base.components_in(name)))

        def stands_for(item: str) -> str:
            return item if item in inside else self._system_of(item)

        edges = [
            *self._out_of(inside),
            *(pair for item in inside for pair in self._into.get(item, ()) if pair[0] not in inside),
        ]
        ties = [tie for tie in self._ties(edges, stands_for) if not inside.isdisjoint((tie.tail, tie.head))]
        around = sorted({end for tie in ties for end in (tie.tail, tie.head)} - inside)
        spots = [
            self._spot(item)._replace(framed=True) for item in sorted(inside, key=lambda item: (self._rank(item), item))
        ]
        spots += [self._spot(item) for item in around]
        return self._thinned(
            f"System {self.base.title(name)}: its components and the systems around it", name, spots, ties
        )

    def whole(self) -> Around:
        """Return all systems, and the components that belong to none; where those are many, the teams that own them."""
        living = self._living(self.base.components)
        stands_for = {name: self._system_of(name) for name in living}
        if len(set(stands_for.values())) > MOST:
            stands_for = {name: self._system_or_team_of(name) for name in living}
        parts: dict[str, list[str]] = {}
        for name, other in stands_for.items():
            parts.setdefault(other, []).append(name)
        ties = self._ties(self._out_of(living), lambda name: stands_for.get(name, name))
        spots = [
            self._group_spot(name, items) if name not in self.rows else self._spot(name)
            for name, items in parts.items()
        ]
        title = "All systems" if self.base.systems else "All teams" if len(spots) < len(living) else "All components"
        return self._thinned(f"{title}, and what stands on what", None, spots, ties)

    def _system_or_team_of(self, name: str) -> str:
        found = self._system_of(name)
        owner = self.base.owner(self.base.components[name]) if found == name else None
        return owner if owner is not None and owner in self.base.teams else found

    def _living(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name not in self.base.retired]

    def _system_of(self, name: str) -> str:
        found = self.base.components.get(name)
        system = found.system if found is not None else None
        return system if system is not None and system in self.base.systems else name

    def _thinned(self, name: str, focus: str | None, spots: list[Spot], ties: list[Tie]) -> Around:
        least, limit = 1, TIES * max(8, len(spots))
        shown = {spot.id for spot in spots}
        drawn = among = [tie for tie in ties if tie.tail in shown and tie.head in shown]
        while len(drawn) > limit:
            least += 1
            drawn = [tie for tie in among if tie.edges >= least]
        rows = tuple((spot.id, spot.says) for spot in spots)
        return Around(name, focus, tuple(spots), tuple(drawn), len(among) - len(drawn), least, rows)

    # -- spots and ties --------------------------------------------------------------------------------

    def _spot(self, name: str, column: int = 0) -> Spot:
        if name in self.base.systems:
            return self._group_spot(name, self._living(self.base.components_in(name)), column)
        row = self.rows.get(name)
        if row is None:
            return Spot(name, Kind.VENDOR, self.base.title(name), None, "vendor", column)
        return Spot(name, row.kind, self.base.title(name), row.risk_class, says(row) if self.counted else "", column)

    def _group_spot(self, name: str, components: Iterable[str], column: int = 0) -> Spot:
        """Return a system or a team with its components as parts."""
        names = sorted(components, key=lambda item: (self._rank(item), item))
        parts = tuple(Part(item, self.rows[item].risk_class) for item in names)
        classes = Counter(part.risk_class for part in parts)
        words = ", ".join(f"{classes[found]} {found.value}" for found in CLASS_ORDER if classes[found])
        worst = parts[0].risk_class if parts else None
        kind = Kind.SYSTEM if name in self.base.systems else Kind.TEAM
        return Spot(name, kind, self.base.title(name), worst, words or "no component yet", column, parts)

    @cached_property
    def _into(self) -> Mapping[str, list[tuple[str, Edge]]]:
        """Per id the edges that may lead to it, each with where it begins."""
        found: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
        for name, edge in self._out_of(self.base.components):
            for head in ends(name, edge, self.rehearsed):
                found[head].append((name, edge))
        return found

    def _out_of(self, names: Iterable[str]) -> Iterator[tuple[str, Edge]]:
        return ((name, edge) for name in names for edge in self.base.components[name].edges)

    def _ties(self, edges: Iterable[tuple[str, Edge]], stands_for: Callable[[str], str]) -> list[Tie]:
        """Return what edges come to, each pair once with its hardest relation, sorted."""
        found: dict[tuple[str, str], list[tuple[bool, Edge]]] = {}
        for name, edge in edges:
            either = spared(name, edge, self.rehearsed)
            for head in ends(name, edge, self.rehearsed):
                pair = stands_for(name), stands_for(head)
                if pair[0] != pair[1]:
                    found.setdefault(pair, []).append((either, edge))
        ties = (self._tie(pair, edges) for pair, edges in found.items())
        return sorted(ties, key=lambda tie: (tie.tail, tie.head))

    def _tie(self, pair: tuple[str, str], edges: list[tuple[bool, Edge]]) -> Tie:
        away, first = min(
            edges, key=lambda item: (not item[1].relation.hard, item[0], _RELATIONS.index(item[1].relation))
        )
        return Tie(*pair, first.relation, away, len(edges))


def says(row: Row) -> str:
    """Return a coverage in a few words, the class aside."""
    outside = f" +{row.externals} external" if row.externals else ""
    if row.risk_class is RiskClass.UNKNOWN:
        return f"nothing written{outside}"
    if row.coverage == 0:
        return f"no operator{outside}"
    sure = f"{row.proven} proven" if row.proven else "claimed"
    return f"{count(row.coverage, 'operator')}, {sure}{outside}"


def _more(name: str, missing: int, column: int) -> list[Spot]:
    return [Spot(name, None, f"+{missing} more", None, "in the table", column)] if missing else []


def _word(tie: Tie) -> str:
    return tie.relation.value.replace("_", " ")


def _aside(tie: Tie) -> str:
    return " (one of two, either suffices)" if tie.either else ""
