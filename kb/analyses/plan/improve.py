"""Making room for one operator more: take out what is in the way, put them in, put back what fits, fill up; keep what is better.

In the way are the other courses of the learner, and those of one of the mentors. What is put back finds other weeks and mentors:
once the longest course first, which packs closest, and once what is worth most first, which leaves out what is worth
least. Tried for every component that lacks operators and everybody who could learn it, until nothing helps any more or the work is
used up.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from kb.analyses.plan.need import Candidate, Need, Problem
from kb.analyses.plan.schedule import Course, Key, Pair, Timetable

PLACING: Final = 5
"""The work of placing a course; what looking at one possible learner is, is 1."""


class Improving:
    """One timetable, being improved in place.

    Attributes:
        work: how much may still be done; see :data:`PLACING`.
        most: sessions looked at for the plan at which it ends.
        enough: the gain from which on nothing more is looked for.
    """

    def __init__(self, table: Timetable, problem: Problem, enough: int, work: int, looks: int) -> None:
        self.table = table
        self.problem = problem
        self.enough = enough
        self.work = work
        self.gains = {need.component: need.gains() for need in problem.needs}
        self.most = table.looks.count + looks

    def run(self) -> None:
        """Improve until nothing helps, the gain is enough, or the work is used up."""
        while self._going() and self.table.gain < self.enough and any(self._tried(*pair) for pair in self._lacking()):
            pass

    def _going(self) -> bool:
        return self.work > 0 and self.table.looks.count < self.most

    def _learners(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {need.component: set() for need in self.problem.needs}
        for pair in self.table.pairs:
            found[pair.need.component].add(pair.candidate.person)
        return found

    def _lacking(self) -> Iterator[tuple[Need, Candidate]]:
        """Yield whoever could learn what is short, what is worth most first."""
        learners = self._learners()
        short = [need for need in self.problem.needs if len(learners[need.component]) < len(self.gains[need.component])]
        short.sort(key=lambda need: -self.gains[need.component][len(learners[need.component])])
        for need in short:
            for item in need.candidates:
                if item.person not in learners[need.component]:
                    yield need, item

    def _lacks(self, need: Need) -> int:
        return need.missing - self.table.filled[need.component]

    def _tried(self, need: Need, item: Candidate) -> bool:
        """Whether there is room for somebody once something else has made way."""
        of = self.table.of
        mine = frozenset(key for key in of(item.person) if key[0] == item.person)
        theirs = (mine | {key for key in of(name) if key[0] != name} for name in item.teachers)
        for way in dict.fromkeys((mine, *theirs)):
            for longest in (True, False):
                if not self._going():
                    return False
                if self._better(Pair(need, item), way, longest=longest):
                    return True
        return False

    def _better(self, pair: Pair, way: Iterable[Key], *, longest: bool) -> bool:
        before, gain = dict(self.table.courses), self.table.gain
        removed = [self.table.take_out(key) for key in sorted(self._with_runs(way))]
        if self._add([pair]):
            removed.sort(key=self._length if longest else self._worth)
            for course in removed:
                if not self._add(course[0]) and len(course[0]) > 1:
                    for one in course[0]:
                        self._add([one])
            self._fill({course[0][0].candidate.person for course in removed}, _mentors(removed))
        if self.table.gain > gain:
            return True
        self.table.hold(before)
        return False

    def _with_runs(self, way: Iterable[Key]) -> set[Key]:
        """Return courses with those that rest on a runbook which is written in one of them."""
        courses = self.table.courses
        written = {key[1] for key in way if any(session.move == "write-up" for session in courses[key][1])}
        return {*way, *(key for key in courses if key[1] in written)}

    def _add(self, pairs: Iterable[Pair]) -> bool:
        self.work -= PLACING
        return self.table.add(tuple(pairs))

    def _length(self, course: Course) -> tuple[int, Key]:
        return -len(course[1]), (course[0][0].candidate.person, course[0][0].need.runbook)

    def _worth(self, course: Course) -> tuple[int, Key]:
        worth = sum(self.gains[pair.need.component][0] for pair in course[0])
        return -worth, (course[0][0].candidate.person, course[0][0].need.runbook)

    def _fill(self, learners: set[str], mentors: set[str]) -> None:
        """Fill what those leave free whose courses were taken out."""
        full = set[str]()
        for need, item in self._lacking():
            if need.component in full or (item.person not in learners and mentors.isdisjoint(item.teachers)):
                continue
            if not self._going():
                return
            if self._add([Pair(need, item)]) and self._lacks(need) == 0:
                full.add(need.component)


def _mentors(courses: Iterable[Course]) -> set[str]:
    return {session.teacher for course in courses for session in course[1] if session.teacher is not None}
