"""Filling a timetable: who is worth most for the sessions they take comes first, as long as the weeks have room."""

from collections.abc import Callable, Iterable, Mapping
from heapq import heapify, heappop, heappush

from kb.analyses.plan.ladder import own_steps, run_steps, writing
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.analyses.plan.schedule import Pair, Timetable

Worth = Callable[[Need, Candidate, int, int], float]
"""How good a pair is: need, candidate, what is gained, sessions it adds. Greater is better."""


def by_sessions(_need: Need, _candidate: Candidate, gain: int, sessions: int) -> float:
    """Return the risk taken away per session."""
    return gain / sessions if sessions else float(gain) * 2


def by_gain(_need: Need, _candidate: Candidate, gain: int, sessions: int) -> float:
    """Return the risk taken away; of equals, by the fewest sessions."""
    return gain - sessions / 1000


def by_price(paid: Mapping[tuple[str, str], float]) -> Worth:
    """Return a worth that takes off the price of the hours a pair needs; see :class:`kb.analyses.plan.prices.Priced`."""

    def worth(need: Need, candidate: Candidate, gain: int, sessions: int) -> float:
        return gain - paid.get((need.component, candidate.person), 0.0) - sessions / 1000

    return worth


def place(table: Timetable, pairs: Iterable[Pair]) -> None:
    """Place pairs course by course, in their order; who does not fit is left out."""
    courses: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        courses.setdefault((pair.candidate.person, pair.need.runbook), []).append(pair)
    for course in courses.values():
        if not table.add(course):
            for pair in course:
                table.add([pair])


def fill(table: Timetable, problem: Problem, worth: Worth) -> None:
    """Add pairs to a timetable, the best by some worth first, until nobody fits any more."""
    _Filling(table, problem, worth).run()


_Entry = tuple[float, int, int, str, Candidate]
"""What a pair is worth, negated; its distance, the number of the need, and who."""


class _Filling:
    """A heap of pairs; what an entry was worth is looked at again when its turn comes, for others may have changed it."""

    def __init__(self, table: Timetable, problem: Problem, worth: Worth) -> None:
        self.table = table
        self.problem = problem
        self.worth = worth
        self.filled: dict[str, set[str]] = {need.component: set() for need in problem.needs}
        for pair in table.pairs:
            self.filled[pair.need.component].add(pair.candidate.person)
        self.gains = {need.component: need.gains() for need in problem.needs}
        self.needs = problem.needs
        self.heap = [
            entry
            for number, need in enumerate(problem.needs)
            for item in need.candidates
            if (entry := self._entry(number, item)) is not None
        ]
        heapify(self.heap)
        self.sharing: dict[tuple[str, str], list[tuple[int, Candidate]]] = {}
        for *_, number, _, item in self.heap:
            self.sharing.setdefault((item.person, self.needs[number].runbook), []).append((number, item))

    def _entry(self, number: int, item: Candidate) -> _Entry | None:
        need = self.needs[number]
        mine = self.filled[need.component]
        if item.person in mine or len(mine) >= need.missing:
            return None
        worth = self.worth(need, item, self.gains[need.component][len(mine)], self._added(need, item))
        return -worth, item.distance, number, item.person, item

    def _added(self, need: Need, item: Candidate) -> int:
        """Return how many sessions somebody would add."""
        settings = self.problem.settings
        course = self.table.courses.get((item.person, need.runbook))
        steps = run_steps(need, item, settings)
        runs = len(steps)
        if course is not None:
            done = {(session.move, session.part) for session in course[1]}
            runs = sum((step.move, step.part) not in done for step in steps)
        new = 0 if need.written or self.filled[need.component] else len(writing(need, settings))
        return len(own_steps(need, item, settings)) + runs + new

    def run(self) -> None:
        """Add pairs until the heap is empty."""
        while self.heap:
            first = heappop(self.heap)
            number, item = first[2], first[4]
            now = self._entry(number, item)
            if now is None:
                continue
            if now[0] > first[0]:
                heappush(self.heap, now)
                continue
            need = self.needs[number]
            if self.table.add([Pair(need, item)]):
                self.filled[need.component].add(item.person)
                for other in self.sharing[item.person, need.runbook]:
                    cheaper = self._entry(*other)
                    if cheaper is not None:
                        heappush(self.heap, cheaper)
