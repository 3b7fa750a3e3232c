"""Exchanging courses of a timetable: some make way, others are tried in their place, and what is not worse is kept.

Which courses make way is drawn: of somebody who could learn what is still short and of one who could teach it, or of those who
learn and teach in one course. The room they leave is offered to all who could use it, what is worth most first (by the session, or
in all), a little out of order each time. What takes away as much risk in as many sessions is gone on from too: that is how it gets past
places where no single change helps. Kept is the first of the best: most risk, fewest sessions, nearest people; a timetable never gets worse.
The draws are the same each time, so equal problems give equal plans.

Reference: P. Shaw, "Using constraint programming and local search methods to solve vehicle routing problems", CP 1998
(large neighbourhood search).
"""

from collections.abc import Iterable
from random import Random
from typing import Final

from kb.analyses.plan.ladder import hours_of, sessions_of
from kb.analyses.plan.need import Problem
from kb.analyses.plan.schedule import Course, Key, Pair, Timetable
from kb.model.noun import NamedTuple

_MOST: Final = 10
"""Courses that make way at once, besides those that rest on a runbook one of them writes."""
_TRIED: Final = 40
"""Pairs that are tried in their place."""
_IDLE: Final = 8
"""Tries that bring nothing, for each possible learner, after which it ends."""
_MISSES: Final = 20
"""Draws after which nobody is made room for, where little is short."""
_FOR_SHORT: Final = 0.7
"""How often somebody is made room for; else the same are placed anew."""
_BLUR: Final = 0.3
"""How far what is worth most comes first: 0 = by chance alone."""
_RANKED: Final = 32
"""Possible learners that are as much to look at as a session."""


class _Offer(NamedTuple):
    """A pair, with what is asked of it often."""

    pair: Pair
    component: str
    person: str
    gains: tuple[int, ...]
    hours: int
    sessions: int


def exchange(table: Timetable, problem: Problem, goal: tuple[int, int], looks: int) -> None:
    """Improve a timetable in place until nothing better is possible, nothing has helped for long, or the work is done.

    Args:
        table: the timetable.
        problem: what it is for.
        goal: a gain no plan exceeds, and sessions than which none that gains as much has fewer.
        looks: how many sessions may be looked at; see :class:`kb.analyses.plan.schedule.Looks`.
    """
    exchanging, end, idle = _Exchanging(table, problem), table.looks.count + looks, 0
    best, kept = exchanging.rank, dict(table.courses)
    while (table.gain, table.count) != goal and table.looks.count < end and idle < _IDLE * len(exchanging.offers):
        exchanging.once()
        idle += 1
        if exchanging.rank > best:
            best, kept, idle = exchanging.rank, dict(table.courses), 0
    table.hold(kept)


class _Exchanging:
    """One timetable, whose courses are exchanged."""

    def __init__(self, table: Timetable, problem: Problem) -> None:
        self.table = table
        self.random = Random(1).random  # noqa: S311 - a search, not a secret
        self.offers: list[_Offer] = []
        self.near: dict[str, list[int]] = {}
        for need in problem.needs:
            gains = need.gains()
            for item in need.candidates:
                for name in (item.person, *item.teachers):
                    self.near.setdefault(name, []).append(len(self.offers))
                hours, sessions = (count(need, item, problem.settings) for count in (hours_of, sessions_of))
                self.offers.append(_Offer(Pair(need, item), need.component, item.person, gains, hours, sessions))

    def _drawn(self, number: int) -> int:
        return int(self.random() * number)

    @property
    def rank(self) -> tuple[int, int, int]:
        """How good the timetable is; greater is better."""
        return self.table.gain, -self.table.count, -self.table.distance

    def once(self) -> None:
        """Exchange some courses for others; what takes away less risk, or as much in more sessions, is undone."""
        table, before = self.table, self.rank[:2]
        wanted = self._short() if self.random() < _FOR_SHORT else None
        removed = {key: table.take_out(key) for key in self._way(wanted)}
        added = self._tried(self._freed(wanted, removed))
        table.looks.count += 2
        if self.rank[:2] < before:
            for key in added:
                table.take_out(key)
            for key, course in removed.items():
                table.put(key, course)

    def _short(self) -> _Offer | None:
        """Draw somebody who could learn what is short; None if none was drawn."""
        for _ in range(_MISSES):
            offer = self.offers[self._drawn(len(self.offers))]
            open_ = self.table.filled[offer.component] < len(offer.gains)
            if open_ and (offer.person, offer.pair.need.runbook) not in self.table.courses:
                return offer
        return None

    def _way(self, wanted: _Offer | None) -> list[Key]:
        """Draw the courses that make way, with those that rest on a runbook which one of them writes."""
        table, first = self.table, wanted or self.offers[self._drawn(len(self.offers))]
        names = [first.person]
        if wanted is None:
            mine = [*table.of(first.person)]
            course = table.courses[mine[self._drawn(len(mine))]][1] if mine else ()
            names += [name for item in course for name in (item.learner, item.teacher) if name is not None]
        elif first.pair.candidate.teachers:
            names.append(first.pair.candidate.teachers[self._drawn(len(first.pair.candidate.teachers))])
        way = [*dict.fromkeys(key for name in names for key in table.of(name))]
        most = 1 + self._drawn(_MOST)
        while len(way) > most:
            way.pop(self._drawn(len(way)))
        written = {key[1] for key in way if any(item.move == "write-up" for item in table.courses[key][1])}
        rest = (key for key in table.courses if key[1] in written) if written else ()
        return [*dict.fromkeys((*way, *rest))]

    def _freed(self, wanted: _Offer | None, removed: dict[Key, Course]) -> list[Pair]:
        """Return who could use the room there is now, who is wanted first."""
        names = dict.fromkeys((wanted.person,) if wanted else ())
        for _, held in removed.values():
            names |= dict.fromkeys(name for item in held for name in (item.learner, item.teacher) if name is not None)
        left, filled = self.table.left, self.table.filled
        by_session, ranked = self.random() < 1 / 2, []
        near = dict.fromkeys(number for name in names for number in self.near.get(name, ()))
        for number in near:
            _, component, person, gains, hours, sessions = self.offers[number]
            place = filled[component]
            if left[person] >= hours and place < len(gains):
                worth = gains[place] * (_BLUR + self.random()) / (sessions if by_session else 1)
                ranked.append((-worth, number))
        self.table.looks.count += len(near) // _RANKED
        ranked.sort()
        found = [self.offers[number].pair for _, number in ranked[:_TRIED]]
        return [wanted.pair, *found] if wanted else found

    def _tried(self, pairs: Iterable[Pair]) -> dict[Key, None]:
        """Place what fits; return the courses that are new. Courses that did not make way stay as they are."""
        table, added = self.table, dict[Key, None]()
        for pair in pairs:
            key = (pair.candidate.person, pair.need.runbook)
            full = table.filled[pair.need.component] >= pair.need.missing
            if full or (key in table.courses and (key not in added or table.learns(pair))):
                continue
            if table.add([pair]):
                added[key] = None
                if table.too_late(pair):
                    table.take_out(key)
                    del added[key]
        return added
