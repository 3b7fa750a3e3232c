"""The sessions one learner needs for one component, as a chain over the weeks: whether it fits at all, and where it is cheapest.

A chain is looked at as if its learner had nothing else to do. It eases every limit of a plan and tightens none: a run that could
serve several components may be taught by whoever could teach any of them, and two mentors are never in each other's
way. So what does not fit as a chain fits in no plan.

Longer than the usual 150 lines: what a chain is, whether it fits and what it costs rest on the same few limits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from kb.analyses.plan.cost import fillable
from kb.analyses.plan.ladder import Step, hours_of, own_steps, run_steps, sessions_of, sessions_of_all, writing
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.model.noun import NamedTuple


class Link(NamedTuple):
    """A session of a chain.

    Attributes:
        hours: how long it takes.
        teachers: who can teach it; empty where nobody has to, or can.
        run: whether it runs the runbook.
    """

    hours: int
    teachers: tuple[str, ...]
    run: bool


Chain = tuple[Link, ...]
Run = tuple[str, str, str, int]
"""A session about a runbook as a whole: learner, runbook, move, part."""
_FAR = 1 << 200
CHAINED: Final = 2_000_000
"""Sessions of all possible learners together, up to which chains are looked at."""


class Chains:
    """The chains of a problem.

    Attributes:
        learn: hours that sessions can fill, per person and week, of learning.
        teach: the same, of teaching.
        sharing: the components each run could serve.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.settings = problem.settings
        self.weeks = len(problem.weeks)
        self.learn, self.teach = fillable(problem)
        self.sharing: dict[Run, list[str]] = {}
        self._teaching: dict[Run, set[str]] = {}
        for need in problem.needs:
            for item in need.candidates:
                self._share(need, item)
        self._ends: dict[tuple[Chain, tuple[int, ...], int], tuple[tuple[int, ...], ...]] = {}
        of = Counter(need.runbook for need in problem.needs if not need.written)
        self._own_book = {name for name, count in of.items() if count == 1}
        self._written: dict[str, list[tuple[int, str]]] = {}

    def _share(self, need: Need, item: Candidate) -> None:
        for step in run_steps(need, item, self.settings):
            run = (item.person, need.runbook, step.move, step.part)
            self.sharing.setdefault(run, []).append(need.component)
            if step.mentored:
                self._teaching.setdefault(run, set()).update(item.teachers)

    def chain(self, need: Need, item: Candidate, *, writes: bool = False) -> Chain:
        """Return the chain of a pair; ``writes``: with the sessions in which the missing runbook is written."""
        runs = run_steps(need, item, self.settings)
        found = [_link(step, item.teachers) for step in own_steps(need, item, self.settings)]
        if writes:
            alone = not runs[0].mentored
            found += [_link(step, () if alone else item.teachers) for step in writing(need, self.settings)]
        for step in runs:
            run = (item.person, need.runbook, step.move, step.part)
            teachers = tuple(sorted(self._teaching[run])) if step.mentored else ()
            found.append(_link(step, teachers, run=True))
        return tuple(found)

    def runs(self, need: Need, item: Candidate) -> tuple[Run, ...]:
        """Return the runs that end the chain of a pair."""
        steps = run_steps(need, item, self.settings)
        return tuple((item.person, need.runbook, step.move, step.part) for step in steps)

    def writes(self, need: Need) -> bool:
        """Whether somebody who learns a component has to write its runbook, which is about nothing else."""
        return need.runbook in self._own_book

    def runs_from(self, need: Need, person: str | None = None) -> int:
        """Return the first week in which a runbook can be run: where it is missing, somebody has written it by then, other than a person."""
        if need.runbook not in self._own_book:
            return 0
        if need.runbook not in self._written:
            weeks = ((self._first_written(need, item), item.person) for item in need.candidates)
            self._written[need.runbook] = sorted(weeks)[:2]
        return next((week for week, name in self._written[need.runbook] if name != person), self.weeks)

    def _first_written(self, need: Need, item: Candidate) -> int:
        chain = self.chain(need, item, writes=True)
        last = len(chain) - len(run_steps(need, item, self.settings))
        return next((week for week, far in enumerate(self._reached(chain, item.person, 0)) if far >= last), self.weeks)

    def _reached(self, chain: Chain, person: str, runs_from: int) -> Iterable[int]:
        """Yield how far a chain can be after each week, begun as early as possible; farther is never worse."""
        far = 0
        for week, room in enumerate(self.learn[person]):
            far = self._end(chain, far, week, room, runs=week >= runs_from)
            yield far

    def ends(self, chain: Chain, person: str, runs_from: int = 0) -> tuple[tuple[int, ...], ...]:
        """Return per week, for each place a chain can have come to before it, the place it can come to within it.

        Args:
            chain: the chain.
            person: who learns.
            runs_from: the first week in which the runbook is there to be run.
        """
        key = (chain, self.learn[person], runs_from)
        if key not in self._ends:
            self._ends[key] = tuple(
                tuple(self._end(chain, place, week, key[1][week], runs=week >= runs_from) for place in range(len(chain) + 1))
                for week in range(self.weeks)
            )  # fmt: skip
        return self._ends[key]

    def _end(self, chain: Chain, place: int, week: int, room: int, *, runs: bool) -> int:
        taught, able = 0, set[str]()
        while place < len(chain):
            link = chain[place]
            room -= link.hours
            if room < 0 or (link.run and not runs):
                break
            if link.teachers:
                taught += link.hours
                able.update(link.teachers)
                if max(self.teach[name][week] for name in link.teachers) < link.hours:
                    break
                if taught > sum(self.teach[name][week] for name in able):
                    break
            place += 1
        return place

    def fits(self, need: Need, item: Candidate) -> bool:
        """Whether somebody can learn a component in time if nobody else learns anything; the runbook may be written by others."""
        chain = self.chain(need, item)
        if len(chain) in self._reached(chain, item.person, self.runs_from(need, item.person)):
            return True
        chain = self.chain(need, item, writes=True)
        return self.writes(need) and len(chain) in self._reached(chain, item.person, 0)


def possible(problem: Problem) -> Problem:
    """Return a problem without those who could not learn a component in time even if nobody else learned anything, as far as that is seen.

    Whoever has not the hours in all is left out always; with very many sessions to look at nobody else is, which makes bounds looser, not wrong.
    """
    ample, needs = _Ample(problem), []
    chains = None
    close = sessions_of_all(problem.needs, problem.settings) <= CHAINED
    for need in problem.needs:
        kept = tuple(item for item in need.candidates if ample.has_hours(need, item))
        tight = {item for item in kept if not ample.fits(need, item)} if close else ()
        if tight:
            chains = chains or Chains(problem)
            kept = tuple(item for item in kept if item not in tight or chains.fits(need, item))
        needs.append(need if len(kept) == len(need.candidates) else need._replace(candidates=kept))
    return problem._replace(needs=tuple(needs))


class _Ample:
    """Who has room for a session a week in as many weeks as the longest chain has sessions: nothing else is to be looked at then."""

    def __init__(self, problem: Problem) -> None:
        self.settings = problem.settings
        learn, teach = fillable(problem)
        session = self.settings.session
        self.hours = {name: sum(weeks) for name, weeks in learn.items()}
        self.learning = _weeks(learn, min(session, self.settings.learner_hours))
        self.teaching = _weeks(teach, min(session, self.settings.mentor_hours))

    def has_hours(self, need: Need, item: Candidate) -> bool:
        """Whether somebody has the hours, in whichever weeks."""
        return self.hours[item.person] >= hours_of(need, item, self.settings)

    def fits(self, need: Need, item: Candidate) -> bool:
        sessions = sessions_of(need, item, self.settings) + len(writing(need, self.settings))
        weeks = self.learning[item.person] & (self.teaching[item.teachers[0]] if item.teachers else -1)
        return weeks.bit_count() >= sessions


def _weeks(has: Mapping[str, tuple[int, ...]], hours: int) -> dict[str, int]:
    """Return as bits the weeks in which people have so many hours."""
    return {name: sum(1 << week for week, room in enumerate(weeks) if room >= hours) for name, weeks in has.items()}


def _link(step: Step, teachers: tuple[str, ...], *, run: bool = False) -> Link:
    return Link(step.hours, teachers if step.mentored else (), run)


def cheapest(
    chain: Chain,
    units: tuple[int, ...],
    ends: tuple[tuple[int, ...], ...],
    own: Mapping[int, int],
    taught: Mapping[tuple[str, ...], tuple[tuple[int, str], ...]],
) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the least a chain costs at some prices, and where: (week, from place, to place). A path over weeks: O(weeks * places).

    Args:
        chain: the chain; it has to fit.
        units: the hours of each of its links that are paid, in parts; others may pay the rest.
        ends: see :meth:`Chains.ends`.
        own: the price of an hour of the learner, by week; 0 where it is missing.
        taught: per set of teachers and week, the least price of an hour of theirs, and whose.
    """
    size = len(chain)
    places = list(range(size + 1))
    near = [0] + [_FAR] * size
    back: list[list[int]] = []
    for week, far in enumerate(ends):
        price = own.get(week, 0)
        sums, total = [0], 0
        for link, paid in zip(chain, units, strict=True):
            total += paid * (price + taught[link.teachers][week][0] if link.teachers else price)
            sums.append(total)
        before = places[:]
        found = near[:]
        for place in places:
            end = far[place]
            if end == place or near[place] >= _FAR:
                continue
            base = near[place] - sums[place]
            for other in range(place + 1, end + 1):
                cost = base + sums[other]
                if cost < found[other]:
                    found[other], before[other] = cost, place
        near = found
        back.append(before)
    spans, place = [], size
    for week in range(len(ends) - 1, -1, -1):
        if back[week][place] != place:
            spans.append((week, back[week][place], place))
            place = back[week][place]
    return near[size], spans
