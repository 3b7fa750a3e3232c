"""A bound where time is short: every hour of every week gets a price, and nobody may earn more than at these prices.

For any prices that are not negative, what all hours cost together, plus what each component could gain at best by
paying for the chains of its learners (:mod:`kb.analyses.plan.chains`), is at least what any plan can gain that keeps to the
hours (Lagrangian dual). Prices are moved a number of times towards what is overdrawn (subgradient steps); the bound of the
best is worked out in whole numbers, so that no rounding makes it too low. Every gain is a sum of what places are worth,
so the bound is rounded down to a multiple of what divides them all. The prices also tell whose hours are scarce,
which the search for a plan makes use of.

Longer than the usual 150 lines: one relaxation, which would say everything twice if it were cut in two.

Reference: M. L. Fisher, "The Lagrangian relaxation method for solving integer programming problems", Management Science 27(1), 1981.
"""

from collections.abc import Iterable, Mapping
from math import gcd
from operator import itemgetter
from typing import Final

from kb.analyses.plan.chains import Chain, Chains, Run, cheapest
from kb.analyses.plan.cost import PART, Cost
from kb.analyses.plan.ladder import sessions_of, writing
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.model.noun import NamedTuple

_FINE: Final = 1 << 16
"""Parts a price is rounded to."""
_ONE: Final = _FINE * PART
_STEPS: Final = 120
_WORK: Final = 300_000
"""Prices are moved fewer times where that takes more; see :func:`_size`."""
_MOST: Final = 400_000
"""They are not moved at all where moving them once takes more."""
_USUAL: Final = 15
"""Ways from session to session in a week, of one learner: five sessions, up to two a week."""
_IDLE: Final = 6
"""Steps without a better bound after which they get shorter."""
_SHORTEST: Final = 0.01
_KEPT: Final = 0.6
"""How much of the last direction a step keeps: prices that swing to and fro come to rest sooner."""
_SLOW: Final = 8
"""How slowly the shares of a run follow those it was taken for."""

Key = tuple[str, bool, int]
"""A person, whether it is their teaching hours, and the week."""
Costs = Mapping[tuple[str, str], Cost]


class Priced(NamedTuple):
    """The bound, and what the hours of each pair cost at the prices it was found with, in gain; by component and person."""

    gain: int
    paid: Mapping[tuple[str, str], float]


_Way = tuple[int, list[tuple[int, int, int]], tuple[int, ...]]
"""What a chain costs; when: week, from and to which link; and the hours of each link that are paid, in parts."""


class _Course(NamedTuple):
    """A chain of somebody.

    Attributes:
        number: the same for equal chains in equal weeks.
        chain: the sessions.
        ends: see :meth:`kb.analyses.plan.chains.Chains.ends`.
        runs: which of the last of them other components could share; empty where none could.
        units: the hours of each session that are paid, in parts, if no run is shared.
    """

    number: int
    chain: Chain
    ends: tuple[tuple[int, ...], ...]
    runs: tuple[Run, ...]
    units: tuple[int, ...]


class _Offer(NamedTuple):
    """Somebody who could learn a component, and the course in which they write its runbook first; None where nobody has to."""

    person: str
    plain: _Course
    writing: _Course | None


class _Dual:
    """One problem, at whatever prices."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.chains = Chains(problem)
        self._numbers: dict[tuple[object, ...], int] = {}
        self.offers = [tuple(self._offer(need, item) for item in need.candidates) for need in problem.needs]
        self.gains = [need.gains() for need in problem.needs]
        self.unit = gcd(*(gain for gains in self.gains for gain in gains))
        self.shares = {
            (run, name): PART // len(names)
            for run, names in self.chains.sharing.items()
            if len(names) > 1
            for name in names
        }
        every = (
            course for offers in self.offers for offer in offers for course in (offer.plain, offer.writing) if course
        )
        self.sets = sorted({link.teachers for course in every for link in course.chain if link.teachers})

    def _offer(self, need: Need, item: Candidate) -> _Offer:
        plain = self._course(need, item, writes=False)
        writing = self._course(need, item, writes=True) if self.chains.writes(need) else None
        return _Offer(item.person, plain, writing)

    def _course(self, need: Need, item: Candidate, *, writes: bool) -> _Course:
        chain = self.chains.chain(need, item, writes=writes)
        runs_from = 0 if writes else self.chains.runs_from(need)
        key = (chain, self.chains.learn[item.person], runs_from)
        number = self._numbers.setdefault(key, len(self._numbers))
        runs = self.chains.runs(need, item)
        shared = any(len(self.chains.sharing[run]) > 1 for run in runs)
        ends = self.chains.ends(chain, item.person, runs_from)
        return _Course(number, chain, ends, runs if shared else (), tuple(link.hours * PART for link in chain))

    def units(self, component: str, course: _Course) -> tuple[int, ...]:
        """Return the hours of each session of a course that a component pays, in parts."""
        if not course.runs:
            return course.units
        parts = [self.shares.get((run, component), PART) for run in course.runs]
        own = len(course.chain) - len(parts)
        runs = (link.hours * part for link, part in zip(course.chain[own:], parts, strict=True))
        return (*course.units[:own], *runs)

    def share(self, taken: Iterable[tuple[Run, str]]) -> None:
        """Move the shares of the runs that were taken towards the components they were taken for."""
        served: dict[Run, list[str]] = {}
        for run, component in taken:
            if len(self.chains.sharing[run]) > 1:
                served.setdefault(run, []).append(component)
        for run, names in served.items():
            for name in self.chains.sharing[run]:
                goal = PART // len(names) if name in names else 0
                self.shares[run, name] = (self.shares[run, name] * (_SLOW - 1) + goal) // _SLOW

    def room(self, key: Key) -> int:
        """Return the hours somebody has in a week."""
        name, teaching, week = key
        return (self.chains.teach if teaching else self.chains.learn)[name][week]

    def at(self, prices: Mapping[Key, int]) -> "_Priced":
        """Price every chain."""
        return _Priced(self, prices)


class _Priced:
    """One problem at some prices, in parts.

    Attributes:
        total: the bound, in parts of parts.
        spent: the hours that are then taken, in parts.
    """

    def __init__(self, dual: _Dual, prices: Mapping[Key, int]) -> None:
        self.dual = dual
        self.own: dict[str, dict[int, int]] = {}
        teaching: dict[str, dict[int, int]] = {}
        for (name, taught, week), price in prices.items():
            if price:
                (teaching if taught else self.own).setdefault(name, {})[week] = price
        self.taught = {names: self._least(names, teaching) for names in dual.sets}
        self._ways: dict[tuple[object, ...], _Way | None] = {}
        self.spent: dict[Key, int] = {}
        self.taken: list[tuple[Run, str]] = []
        self.total = sum(price * dual.room(key) for key, price in prices.items()) * PART
        for need, offers, gains in zip(dual.problem.needs, dual.offers, dual.gains, strict=True):
            self.total += self._need(need, offers, gains)

    def _least(self, names: Iterable[str], teaching: Mapping[str, Mapping[int, int]]) -> tuple[tuple[int, str], ...]:
        """Return per week the cheapest of some teachers who has room; where nobody has, no chain will ask."""
        found = []
        for week in range(self.dual.chains.weeks):
            able = [name for name in names if self.dual.chains.teach[name][week]] or names
            found.append(min((teaching.get(name, {}).get(week, 0), name) for name in able))
        return tuple(found)

    def way(self, component: str, person: str, course: _Course) -> _Way | None:
        """Return what a course costs, and when; None if it does not fit. Who has no price but the same hours pays the same."""
        own = self.own.get(person)
        units = self.dual.units(component, course)
        key = (course.number, units, person if own else None)
        if key not in self._ways:
            cost, spans = cheapest(course.chain, units, course.ends, own or {}, self.taught)
            self._ways[key] = (cost, spans, units) if spans else None
        return self._ways[key]

    def _need(self, need: Need, offers: tuple[_Offer, ...], gains: tuple[int, ...]) -> int:
        """Return the most a component can gain after paying, and note the hours it then takes."""
        plain = []
        for offer in offers:
            way = self.way(need.component, offer.person, offer.plain)
            if way is not None:
                plain.append((way[0], offer.person, offer.plain))
        plain.sort(key=itemgetter(0, 1))
        best, taken = 0, list[tuple[str, _Course]]()
        if offers and offers[0].writing:
            writers = {offer.person: offer for offer in offers}
            most, _ = self._with(need, None, plain, gains)
            dearest = plain[min(len(gains), len(plain)) - 1][0] if plain else 0
            for cost, person, _ in plain:
                if best >= most - max(0, cost - dearest):  # to write as well costs no less
                    break
                worth, chosen = self._with(need, writers[person], plain, gains)
                if worth > best:
                    best, taken = worth, chosen
        else:
            best, taken = self._with(need, None, plain, gains)
        for person, course in taken:
            self._spend(need.component, person, course)
        return best

    def _with(
        self, need: Need, first: _Offer | None, plain: list[tuple[int, str, _Course]], gains: tuple[int, ...]
    ) -> tuple[int, list[tuple[str, _Course]]]:
        """Return the same, where somebody writes the runbook, or nobody has to."""
        worth, chosen = 0, list[tuple[str, _Course]]()
        if first is not None and first.writing is not None:
            way = self.way(need.component, first.person, first.writing)
            if way is None:
                return 0, chosen
            worth, chosen = gains[0] * _ONE - way[0], [(first.person, first.writing)]
        for cost, person, course in plain:
            if len(chosen) == len(gains) or gains[len(chosen)] * _ONE <= cost:
                break
            if first is None or person != first.person:
                worth += gains[len(chosen)] * _ONE - cost
                chosen.append((person, course))
        return worth, chosen

    def _spend(self, component: str, person: str, course: _Course) -> None:
        self.taken += [(run, component) for run in course.runs]
        way = self.way(component, person, course)
        if way is None:
            return
        for week, begin, end in way[1]:
            for link, units in zip(course.chain[begin:end], way[2][begin:end], strict=True):
                keys = [(person, False, week)]
                if link.teachers:
                    keys.append((self.taught[link.teachers][week][1], True, week))
                for key in keys:
                    self.spent[key] = self.spent.get(key, 0) + units


def price(problem: Problem, reached: int) -> Priced:
    """Return a bound on the gain of a problem, where a plan is known that gains ``reached``; a loose one where it would take too long."""
    size = _size(problem)
    if size > _MOST:
        return Priced(sum(sum(need.gains()) for need in problem.needs), {})
    dual = _Dual(problem)
    prices: dict[Key, float] = {}
    pull: dict[Key, float] = {}
    best, least, pace, idle = None, dict[Key, int](), 1.0, 0
    shares = dict(dual.shares)
    for _ in range(max(6, min(_STEPS, _WORK // max(1, size)))):
        whole = {key: int(value * _FINE) for key, value in prices.items()}
        found = dual.at(whole)
        idle = 0 if best is None or found.total < best * 0.9999 else idle + 1
        if best is None or found.total < best:
            best, least, shares = found.total, whole, dict(dual.shares)
        if idle == _IDLE:
            pace, idle = pace / 2, 0
        if _rounded(best, dual.unit) <= reached or pace < _SHORTEST:
            break
        over = {
            key: _KEPT * pull.get(key, 0.0) + found.spent.get(key, 0) / PART - dual.room(key)
            for key in {**found.spent, **prices}
        }
        pull = {key: value for key, value in over.items() if value > 0 or prices.get(key, 0.0) > 0}
        length = sum(value * value for value in pull.values())
        if length == 0:
            break
        dual.share(found.taken)
        step = pace * (found.total / _ONE - reached) / length
        for key, value in pull.items():
            prices[key] = max(0.0, prices.get(key, 0.0) + step * value)
    dual.shares = shares
    return Priced(_rounded(best or 0, dual.unit), _paid(dual, least))


def _size(problem: Problem) -> int:
    """Return how much has to be looked at to move prices once: possible learners and weeks; longer chains of more sessions a week count more."""
    settings, found = problem.settings, 0
    for need in problem.needs:
        for item in need.candidates:
            links = sessions_of(need, item, settings) + len(writing(need, settings))
            found += max(1, links * min(links, 1 + settings.learner_hours // settings.session) // _USUAL)
    return found * len(problem.weeks)


def _rounded(total: int, unit: int) -> int:
    gain = total // _ONE
    return gain - gain % unit if unit else gain


def _paid(dual: _Dual, prices: Mapping[Key, int]) -> dict[tuple[str, str], float]:
    found, at = {}, dual.at(prices)
    for need, offers in zip(dual.problem.needs, dual.offers, strict=True):
        for offer in offers:
            way = at.way(need.component, offer.person, offer.plain)
            if way is not None:
                found[need.component, offer.person] = way[0] / _ONE
    return found
