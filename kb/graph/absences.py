"""How few people have to be gone before a node is down, where edges have rehearsed fallbacks.

Without fallbacks that is the least number of holders in its closure. Over an edge of two ways both have to be lost, and it counts
who holds them: one person who holds both, or one for each. So of every such edge not a number is found, but the *sets* of people
whose absence loses both ways, none of which holds another: of each way what its plain closure and the fallbacks in there bring,
of the two every union. All other nodes then take the least of their plain closure, as everywhere.

A fallback is believed as far as it is known: what is unknown behind it counts as lost, or one that nobody knows anything about
would make its node look held. As in `kb.graph.alternatives` it begins as if there were no fallback, and takes back only what
a fallback mends by itself.

No set is followed that is as large as one known to be enough for each edge: as what both ways stand on, if that has few holders.
Exact as long as no list of sets is cut off. That happens beyond `SETS` different sets of holders below the fallbacks of a base,
and where a list grows longer than `LONGEST`, or their unions could exceed `WORK`. The smallest sets are kept, each of which
suffices: so a number can then be too high, never too low, and one that is not above the smallest set left out is exact.

Such a least set is a minimum hitting set, NP-hard: R. M. Karp, "Reducibility among combinatorial problems", 1972. Sets of nodes that
take another one down are the minimal cut sets of a fault tree: W. E. Vesely and others, NUREG-0492, 1981; here they are of people.

Longer than the usual 150 lines: one search, and what it leaves out.
"""

from __future__ import annotations

from itertools import groupby
from math import isqrt
from typing import TYPE_CHECKING, Final

from kb.graph import closures
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from kb.graph.alternatives import Alternative
    from kb.graph.closures import Condensation

    Family = Sequence[int]

SETS: Final = 2_000
"""Different sets of holders looked at, the smallest first."""
LONGEST: Final = 200
"""Sets kept of one way."""
WORK: Final = 500_000
"""Unions formed for all fallbacks in one pass: with more than five of them the lists are shorter."""

_NOBODY: Final = [0]


class Absences(NamedTuple):
    """How few people have to be gone; sets of people are bits, and lists of sets the smallest first.

    Attributes:
        known: per node, what is unknown left out; None where nothing known can take it down.
        certain: per node, what is unknown counted as lost: never more than ``known``.
        cuts: per edge of two ways the sets that lose both; none where that cannot be.
        certain_cuts: the same, what is unknown counted as lost.
        holders: per node below such an edge who holds it; left out where that is unknown.
        exact_to: numbers up to this are exact, larger ones are upper bounds; None if all are exact.
    """

    known: list[int | None]
    certain: list[int]
    cuts: list[Family]
    certain_cuts: list[Family]
    holders: Mapping[int, int]
    exact_to: int | None


def absences(
    condensed: Condensation,
    either: Sequence[Alternative],
    values: Sequence[int | None],
    holders: Callable[[int], Iterable[str]],
) -> Absences:
    """Return the smallest absences that take each node down; see the text of this module.

    Args:
        condensed: the graph without the edges that have a rehearsed fallback.
        either: those edges.
        values: per node how many hold it; None = unknown.
        holders: who does, by node; asked only below edges of two ways.
    """
    search = _Search(condensed, either, values, holders)
    helpless = search.helpless()
    sure = search.cuts(search.sure, helpless)
    cuts = search.cuts(search.known, helpless)
    least = _minima(condensed, either, [value or 0 for value in values], sure)
    return Absences(
        known=_minima(condensed, either, values, cuts),
        certain=[value or 0 for value in least],
        cuts=cuts,
        certain_cuts=sure,
        holders=search.holders,
        exact_to=search.exact_to,
    )


def losing(
    condensed: Condensation,
    either: Sequence[Alternative],
    values: Sequence[int | None],
    holders: Callable[[int], Iterable[str]],
    nodes: Iterable[int],
) -> list[frozenset[str]] | None:
    """Return every set of people whose absence takes some of the nodes down, but for those that hold another.

    None where there are too many. The other arguments are those of :func:`absences`.
    """
    wanted = {condensed.component_of[node] for node in nodes}
    search = _Search(condensed, either, values, holders, wanted)
    fallen = search.fallen(search.known, search.helpless())
    found = search.smallest({people for part in wanted for people in fallen[part]})
    if search.exact_to is not None:
        return None
    return [frozenset(who for place, who in enumerate(search.people) if people >> place & 1) for people in found]


def _minima(
    condensed: Condensation, either: Sequence[Alternative], values: Sequence[int | None], cuts: Sequence[Family]
) -> list[int | None]:
    """Return per node the least in its plain closure of values and of what edges of two ways let through."""
    own = list(values)
    for edge, sets in zip(either, cuts, strict=True):
        now = own[edge.tail]
        if sets and (now is None or sets[0].bit_count() < now):
            own[edge.tail] = sets[0].bit_count()
    return [None if least is None else least.value for least in closures.closure_minima((), own, condensed)]


class _Reading(NamedTuple):
    """What is looked for in: per part of the graph the sets of holders in its plain closure, and per edge one that loses both ways."""

    own: dict[int, Family]
    enough: list[Family]


class _Search:
    """Works on the ends of the edges of two ways alone, circles drawn together: what lies between is in their plain closures."""

    def __init__(
        self,
        condensed: Condensation,
        either: Sequence[Alternative],
        values: Sequence[int | None],
        holders: Callable[[int], Iterable[str]],
        whole: Collection[int] = (),
    ) -> None:
        """``whole``: parts of the graph of which every set is wanted, not only the least."""
        part = condensed.component_of
        self.edges = [(part[edge.first], part[edge.second]) for edge in either]
        self.exact_to: int | None = None
        self.longest = max(2, min(LONGEST, isqrt(WORK // len(either))))
        self.limit: int | None = None
        self.whole = bool(whole)
        self.ends = sorted({*whole, *(end for edge in self.edges for end in edge)})
        self.tops = [condensed.members[end][0] for end in self.ends]
        below = closures.held(condensed, [edge.tail for edge in either], self.tops)
        self.inside = {
            end: places
            for end, mask in zip(self.ends, below, strict=True)
            if (places := [place for place in range(len(either)) if mask >> place & 1])
        }
        self.asked = sorted({place for inside in self.inside.values() for place in inside})
        nodes = _below(condensed, self.ends)
        held = {node: frozenset(holders(node)) for node in nodes if values[node] is not None}
        holds: dict[str, list[int]] = {}
        for node, people in held.items():
            for person in people:
                holds.setdefault(person, []).append(node)
        self.people = sorted(
            holds, key=lambda person: (holds[person], person)
        )  # equal under pseudonyms: by what they hold
        bit = {person: 1 << place for place, person in enumerate(self.people)}
        self.holders = {node: sum(bit[person] for person in people) for node, people in held.items()}
        self.known, self.sure = self._readings(condensed, [node for node in nodes if node not in held])

    def _readings(self, condensed: Condensation, unknown: Iterable[int]) -> tuple[_Reading, _Reading]:
        """Return what to look for in, what is unknown left out, and counted as lost.

        No set is wanted that is as large as the largest of those that are enough.
        """
        every = self._cut(sorted(set(self.holders.values()), key=_size), SETS)
        bit = {people: 1 << place for place, people in enumerate(every)}
        doubt = 1 << len(every)
        marks = {node: bit.get(people, 0) for node, people in self.holders.items()} | dict.fromkeys(unknown, doubt)
        under = dict(zip(self.ends, closures.gathered(condensed, marks, self.tops), strict=True))
        enough: tuple[list[Family], list[Family]] = [], []
        for first, second in self.edges:
            known, other = under[first] & ~doubt, _NOBODY if under[second] & doubt else _first(every, under[second])
            common = _first(every, known & under[second])
            enough[0].append(self._fewest(common, _first(every, known), other))
            enough[1].append(self._fewest(common, _NOBODY if under[first] & doubt else _first(every, known), other))
        if not self.whole and all(enough[0]) and all(enough[1]):
            self.limit = max(sets[0].bit_count() for found in enough for sets in found)
        own = {end: self.smallest(people for people in every if mask & bit[people]) for end, mask in under.items()}
        sure = {end: _NOBODY if mask & doubt else own[end] for end, mask in under.items()}
        return _Reading(own, enough[0]), _Reading(sure, enough[1])

    def helpless(self) -> list[Family]:
        """Return per edge of two ways without whom its fallback is no help, what is unknown being lost.

        At first no fallback helps. One pass more than there are fallbacks is enough for any set of people: each but the last
        finds another one that does.
        """
        found: list[Family] = [_NOBODY] * len(self.edges)
        for _ in range(len(self.edges) + 1):
            fallen = self.fallen(self.sure, found)
            following = [fallen[second] for _, second in self.edges]
            if following == found:
                break
            found = following
        return found

    def cuts(self, reading: _Reading, helpless: Sequence[Family]) -> list[Family]:
        """Return per edge of two ways without whom both are lost."""
        found = self.fallen(reading, helpless)
        return [
            sorted({*self._unions(found[first], other), *enough}, key=_size)
            for (first, _), other, enough in zip(self.edges, helpless, reading.enough, strict=True)
        ]

    def fallen(self, reading: _Reading, helpless: Sequence[Family]) -> Mapping[int, Family]:
        """Return per end who has to be gone for it to be down, given without whom each fallback is no help."""
        found = dict(reading.own)
        asked: dict[int, Family] = {}  # what the unions were formed of: most of it stays from round to round
        cuts: dict[int, Family] = {}
        changed = True
        while changed:
            changed = False
            new: set[int] = set()
            for place in self.asked:
                first = self.edges[place][0]
                if asked.get(place) is not found[first]:
                    asked[place] = found[first]
                    cuts[place] = [*self._unions(found[first], helpless[place]), *reading.enough[place]]
                    new.add(place)
            for end, inside in self.inside.items():
                if new.isdisjoint(inside):
                    continue
                sets = self.smallest({*reading.own[end], *(people for place in inside for people in cuts[place])})
                if sets != found[end]:
                    found[end], changed = sets, True
        return found

    def _unions(self, one: Family, other: Family) -> Family:
        """Return every union of two sets, one of each list, as far as it is wanted."""
        if self.limit is None:
            return self.smallest({first | second for first in one for second in other})
        found = set(one).intersection(other)
        whole = self.limit - 1  # two different sets of as many people have a larger union
        few, others = (
            next((n for n, people in enumerate(x) if people.bit_count() >= whole), len(x)) for x in (one, other)
        )
        found.update(first | second for first in one[:few] for second in other)
        found.update(first | second for first in one[few:] for second in other[:others])
        return self.smallest(found)

    def _fewest(self, common: Family, one: Family, other: Family) -> Family:
        return sorted({*common, *(first | second for first in one for second in other)}, key=_size)[:1]

    def smallest(self, sets: Iterable[int]) -> Family:
        """Return the sets that hold no other one, the smallest first, as far as they are kept."""
        kept: list[int] = []
        shorter: list[int] = []  # of as many people none holds another
        for size, group in groupby(sorted(sets, key=_size), key=int.bit_count):
            if self.limit is not None and size >= self.limit:
                break
            kept += [people for people in group if not any(other & people == other for other in shorter)]
            if len(kept) > self.longest:
                break
            shorter = kept.copy()
        return self._cut(kept, self.longest)

    def _cut(self, ordered: list[int], most: int) -> list[int]:
        """Keep some sets, and the size of the smallest that is left out."""
        if len(ordered) > most:
            size = ordered[most].bit_count()
            self.exact_to = size if self.exact_to is None else min(size, self.exact_to)
        return ordered[:most]


def _first(every: Sequence[int], mask: int) -> Family:
    """Return the first of some sets."""
    return [every[(mask & -mask).bit_length() - 1]] if mask else []


def _size(people: int) -> tuple[int, int]:
    return people.bit_count(), people


def _below(condensed: Condensation, ends: Iterable[int]) -> list[int]:
    """Return the nodes in the plain closures of some parts, ascending."""
    seen = set(ends)
    todo = list(seen)
    while todo:
        for child in condensed.children[todo.pop()]:
            if child not in seen:
                seen.add(child)
                todo.append(child)
    return sorted(node for index in seen for node in condensed.members[index])
