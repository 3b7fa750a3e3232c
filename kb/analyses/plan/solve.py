"""The plan itself: who learns what, in which week, and a bound that says how good that is.

The objective, in one sentence: **add the operators that take away most risk by the last day (the weight of the tier,
shared by those who then hold the component), with the fewest sessions for that, by people as near to it as can be.**

How: who could not learn a component in time even if nobody else learned anything is left out, and what has nothing to do with
each other is split into blocks. In each block an exact assignment (kb.graph.assignment) picks learners with the limits of
time eased into a number of components each can have; no plan can be better. The picks are placed in weeks. If all fit, the
most is reached, and proved. If not, prices on the hours of each week give a second bound, and several ways of filling the weeks
are tried, each improved by making room for one operator more, and the best by exchanging courses as long as that brings
something; a small block is searched through. The gap that is left is stated. Last, the courses are put in order
(kb.analyses.plan.order).

Longer than the usual 150 lines: the one place where the parts meet, in the order in which they are tried.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kb.analyses.plan.blocks import blocks
from kb.analyses.plan.bounds import Bound, bound, taught_bound
from kb.analyses.plan.chains import possible
from kb.analyses.plan.cost import budgets, costs
from kb.analyses.plan.exact import search
from kb.analyses.plan.exchange import exchange
from kb.analyses.plan.fill import Worth, by_gain, by_price, by_sessions, fill, place
from kb.analyses.plan.improve import Improving
from kb.analyses.plan.ladder import sessions_of_all
from kb.analyses.plan.need import Problem
from kb.analyses.plan.order import first, in_order, learned, pull
from kb.analyses.plan.prices import Costs, price
from kb.analyses.plan.schedule import SESSIONS, Course, Looks, Pair, Session, Timetable
from kb.model.noun import NamedTuple

WORK: Final = 60_000
"""Possible learners looked at to improve plans, in all blocks together: many timetables of small blocks, few of large ones."""

LOOKS: Final = 400_000
"""Sessions that may be looked at for a plan until it is no longer improved: what ends it where somebody has hundreds of them."""

EXCHANGED: Final = 40_000
"""Sessions that may be looked at to exchange courses, in all blocks together; each has its share by its possible learners."""
_ONLY_SESSIONS: Final = 4
"""Which part of them, where no more risk can be taken away: a handover asks for twenty plans of that kind."""

LARGE: Final = 100_000
"""Sessions of all possible learners in a block from which on only one more way is tried: the second bound and more ways double the time there."""


class Proof(NamedTuple):
    """How good a plan is.

    Attributes:
        gain: the risk it takes away, in the weights of tiers times 60.
        gain_bound: what no plan under the same limits can exceed.
        sessions: how many sessions it takes.
        sessions_bound: the fewest any plan that takes away as much could take; 0 where that is not known.
        proved: whether it is proved that none is better: both bounds are reached.
    """

    gain: int
    gain_bound: int
    sessions: int
    sessions_bound: int
    proved: bool


class Solution(NamedTuple):
    """A plan: pairs, their sessions by week, and how good it is.

    Attributes:
        pairs: who learns what, in the order of the needs, then by person.
        sessions: every session, by week, in the order in which they are to be held.
        proof: how good it is.
        work: how many sessions were looked at to find it.
    """

    pairs: tuple[Pair, ...]
    sessions: tuple[Session, ...]
    proof: Proof
    work: int = 0


def solve(problem: Problem, work: int = WORK) -> Solution:
    """Return the plan for a problem; equal problems give equal plans.

    Args:
        problem: what is missing, and who has which hours.
        work: how much may be done to improve what is not proved to be best; see :data:`WORK`. With 0 nothing is exchanged, and the
            bound is left loose.
    """
    searching, looks, room = work > 0, Looks(), SESSIONS
    exchanged = EXCHANGED if searching else 0
    parts = blocks(possible(problem))
    sizes = [sum(len(need.candidates) for need in part.needs) for part in parts]
    found = list[_Best]()
    for part, size in zip(parts, sizes, strict=True):
        block = _Block(part, room, work, looks, searching=searching)
        found.append(block.solved(exchanged * size // max(1, sum(sizes))))
        work = block.work
        room -= found[-1].table.count
    order = {need.component: number for number, need in enumerate(problem.needs)}
    pairs = sorted(
        (pair for best in found for pair in best.table.pairs),
        key=lambda pair: (order[pair.need.component], pair.candidate.person),
    )
    proofs = [best.proof for best in found]
    sums = [sum(column) for column in zip((0, 0, 0, 0), *(proof[:4] for proof in proofs), strict=True)]
    return Solution(
        tuple(pairs),
        tuple(_listed([course for best in found for course in best.table.courses.values()], order)),
        Proof(sums[0], sums[1], sums[2], sums[3], all(proof.proved for proof in proofs)),
        looks.count,
    )


def _listed(courses: list[Course], order: dict[str, int]) -> Iterator[Session]:
    """Yield every session by week: claims first, then what stands lowest; who waits for a runbook somebody else writes that week, last."""
    writes = {item.runbook: item for _, placed in courses for item in placed if item.move == "write-up"}
    found = []
    for pairs, placed in courses:
        for number, item in enumerate(placed):
            writing = writes.get(item.runbook, item)
            waits = writing.week == item.week and writing.learner != item.learner
            found.append(
                (item.week, waits, learned(pairs), first(pairs, order), item.learner, item.runbook, number, item)
            )
    return (item[-1] for item in sorted(found))


class _Best(NamedTuple):
    """A timetable of a block, and how good it is."""

    table: Timetable
    proof: Proof

    @property
    def rank(self) -> tuple[int, int]:
        return -self.proof.gain, self.proof.sessions


def _best(found: Iterable[_Best]) -> _Best:
    return min(found, key=lambda item: item.rank)


class _Block:
    """One block.

    Attributes:
        most: sessions it may have.
        work: how much may still be done to improve it; see :data:`WORK`.
        looks: the meter of the plan; see :data:`LOOKS`.
        searching: whether it may be searched through.
    """

    def __init__(self, problem: Problem, most: int, work: int, looks: Looks, *, searching: bool) -> None:
        self.problem = problem
        self.most = most
        self.work = work
        self.looks = looks
        self.searching = searching
        self.costs: Costs = costs(problem)
        self.budgets = budgets(problem)
        self.limit: Bound = bound(problem, self.costs, self.budgets)
        self.gain = self.limit.gain
        self.known: tuple[int, int] | None = None

    def solved(self, exchanged: int) -> _Best:
        """Return the best timetable found; ``exchanged``: sessions that may be looked at to exchange courses."""
        table = self._table()
        place(table, self.limit.pairs)
        fill(table, self.problem, by_sessions)
        best = self._judged(table)
        if best.proof.proved:
            return self._ordered(best)
        small = sessions_of_all(self.problem.needs, self.problem.settings) <= LARGE
        found = [best, *map(self._filled, (by_sessions, by_gain) if small else (by_gain,))]
        best = _best(found)
        if best.proof.gain < self.gain and small and self.searching:
            priced = price(self.problem, best.proof.gain)
            self.gain = min(self.gain, priced.gain, taught_bound(self.problem, self.costs, self.budgets))
            found = [self._judged(item.table) for item in (*found, self._filled(by_price(priced.paid)))]
            best = self._roomier(sorted(found, key=lambda item: item.rank))
        best = self._exchanged(self._judged(best.table), exchanged)
        if self.searching and not best.proof.proved:
            best = self._searched(best)
        return self._ordered(best)

    def _table(self) -> Timetable:
        return Timetable(self.problem, self.most, self.looks)

    def _filled(self, way: Worth) -> _Best:
        table = self._table()
        fill(table, self.problem, way)
        return self._judged(table)

    def _roomier(self, found: list[_Best]) -> _Best:
        """Make room for one operator more in each of some timetables, the best first; return what is then best."""
        share, looks = self.work // (2 * len(found)), max(0, LOOKS - self.looks.count) // (2 * len(found))
        made = []
        for item in found:
            improving = Improving(item.table, self.problem, self.gain, share, looks)
            improving.run()
            self.work -= share - improving.work
            made.append(self._judged(item.table))
            if made[-1].proof.gain == self.gain:
                break
        return _best(made)

    def _exchanged(self, best: _Best, looks: int) -> _Best:
        """Exchange courses as long as that brings something; what is proved to be best stays as it is."""
        if best.proof.gain == best.proof.gain_bound:
            looks //= _ONLY_SESSIONS  # such are found soon, or not at all
        exchange(best.table, self.problem, (best.proof.gain_bound, best.proof.sessions_bound), looks)
        return self._judged(best.table)

    def _searched(self, best: _Best) -> _Best:
        """Search a small block through; what is then known to be best is its own bound."""
        found = search(self.problem, best.proof.gain, best.proof.sessions)
        if found.courses is not None:
            table = self._table()
            table.hold(found.courses)
            best = self._judged(table)
        if found.complete:
            self.known = best.proof.gain, best.proof.sessions
            best = self._judged(best.table)
        return best

    def _ordered(self, best: _Best) -> _Best:
        """Return the same courses in order: claims first, then what others stand on; if they do not all fit that way, as near to it as they do."""
        table = self._table()
        if all(table.add(pairs) for pairs in in_order(best.table, self.problem.needs)):
            found = self._judged(table)
            if found.rank <= best.rank:
                return found
        pull(best.table, self.problem.needs)
        return self._judged(best.table)

    def _judged(self, table: Timetable) -> _Best:
        gain, count = table.gain, table.count
        most, fewest = self.gain, self.limit.sessions if gain == self.limit.gain else 0
        if self.known is not None:
            most, fewest = self.known
        return _Best(table, Proof(gain, most, count, fewest, gain == most and count == fewest))
