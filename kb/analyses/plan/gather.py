"""From a base to a problem: what is missing on the last day, who could learn it, who can teach it, and when.

Only what was known at the start counts: runs and evidence dated later are not seen, though the proof of today may run
out before the last day, and leave and departures until then are known.

Longer than the usual 150 lines: the facts of one question, each worked out once.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.freshness import verified_edges
from kb.analyses.plan.need import Candidate, Hours, Need, Problem, Week
from kb.analyses.plan.weeks import Zones, hours, weeks
from kb.analyses.runbooks.proving import proving
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.moment import is_past, local_day, noon
from kb.model.noun import NamedTuple
from kb.model.service import Component
from kb.model.words import Evidence, Level, PersonKind

HUB: Final = 20
"""Dependents from which on a component is a hub: to know one of so many says little about it."""


class Asked(NamedTuple):
    """What a plan is for.

    Attributes:
        base: the knowledge base.
        at: from when on; what is dated later is not known.
        by: the last day on which sessions are held.
        targets: per component how many operators it needs.
        gone: people who will not count on the last day, although nothing is written of it; they can teach until ``by``.
        claimed: whether claims count as they stand; else only proof does.
        counted: when operators are counted, such as the start of an event; None: on the last day.
        rediscover: components that are found out anew, although somebody could teach them.
    """

    base: Base
    at: datetime
    by: date
    targets: Mapping[str, int]
    gone: frozenset[str] = frozenset()
    claimed: bool = False
    counted: datetime | None = None
    rediscover: frozenset[str] = frozenset()


class Gathered(NamedTuple):
    """A problem, and what could not be made part of it.

    Attributes:
        problem: for the solver.
        unknown: components about which nobody has written who can operate them, sorted.
        reached: components that have enough already, sorted.
        known: the base as far as its evidence is known at the start.
        no_overlap: per component, those who could learn it but share too few hours with all who can teach it.
    """

    problem: Problem
    unknown: tuple[str, ...]
    reached: tuple[str, ...]
    known: Base
    no_overlap: Mapping[str, tuple[str, ...]]


def gather(asked: Asked) -> Gathered:
    """Return the problem that a question poses."""
    return _Gathering(asked).result()


def seen(base: Base, at: datetime) -> Base:
    """Return a base as far as its evidence was known at an instant: later runs left out, later proof taken for a claim."""
    runs = tuple(run for run in base.runs if run.ended is not None and is_past(run.ended, at))
    later = {
        component: {
            name: knows._replace(by=Evidence.CLAIMED, last=None)
            if knows.last is not None and not is_past(knows.last, at)
            else knows
            for name, knows in known.items()
        }
        for component, known in base.knowledge.items()
        if any(knows.last is not None and not is_past(knows.last, at) for knows in known.values())
    }
    if not later and len(runs) == len(base.runs):
        return base
    return base._replace(runs=runs, knowledge={**base.knowledge, **later})


class _Gathering:
    """One question, and what is worked out once for all its components."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.at = asked.at
        self.settings = asked.base.settings.plan
        self.base = seen(asked.base, asked.at)
        self.first = local_day(asked.at, None)
        self.weeks: tuple[Week, ...] = weeks(self.first, asked.by)
        self.end = asked.counted or noon(asked.by)
        self.coverage = Coverage(self.base, self.end, asked.gone)
        self.graph = KnowledgeGraph(self.base, verified_edges(self.base, self.at))
        self.zones = Zones(self.base, self.first, asked.by)
        self.no_overlap: dict[str, tuple[str, ...]] = {}

    @cached_property
    def hours(self) -> dict[str, Hours]:
        """Hours of everybody who has any, by id."""
        return {name: hours(person, self.weeks, self.settings) for name, person in self.base.people.items()}

    @cached_property
    def learners(self) -> frozenset[str]:
        """Who may learn: inside, there on the last day, and staying for long enough after it."""
        stays = local_day(self.end, None) + timedelta(days=self.settings.stay_days)
        return frozenset(
            name
            for name in self.coverage.available
            if self.base.people[name].kind is not PersonKind.EXTERNAL
            and ((until := self.base.people[name].until) is None or until >= stays)
            and any(self.hours[name].learn)
        )

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The possible learners of each team."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.learners):
            team = self.base.people[name].team
            if team is not None:
                found.setdefault(team, []).append(name)
        return {team: tuple(names) for team, names in found.items()}

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[str, ...]]:
        """What each component stands on or is used by, by any edge; who stands on a hub is no neighbour of it."""
        found: dict[str, set[str]] = {}
        above: dict[str, set[str]] = {}
        for component in self.base.components.values():
            targets = (self.base.components.keys() & component.ends) - {component.id}
            found[component.id] = targets
            for name in targets:
                above.setdefault(name, set()).add(component.id)
        return {
            name: tuple(sorted(targets | (near if len(near := above.get(name, set())) <= HUB else set())))
            for name, targets in found.items()
        }

    @cached_property
    def blast(self) -> Mapping[str, int]:
        """How much stands on each component, in tier weights."""
        return dict(zip(self.graph.ids, self.graph.blast(self.base.weights), strict=True))

    def result(self) -> Gathered:
        unknown, reached, short = [], [], list[tuple[str, tuple[Operator, ...], int]]()
        for name, target in sorted(self.asked.targets.items()):
            if not self.coverage.is_known(name):
                unknown.append(name)
                continue
            operators = self.coverage.operators(name)
            held = sum(self._counts(item) for item in operators)
            if held >= target:
                reached.append(name)
            else:
                short.append((name, operators, held))
        short.sort(key=lambda item: (-self.blast[item[0]], item[0]))
        needs = self._with_below([self._need(*item) for item in short])
        people = {name for need in needs for item in need.candidates for name in (item.person, *item.teachers)}
        problem = Problem(self.weeks, tuple(needs), {name: self.hours[name] for name in sorted(people)}, self.settings)
        return Gathered(problem, tuple(unknown), tuple(reached), self.base, self.no_overlap)

    def _counts(self, operator: Operator) -> bool:
        return operator.counts and (operator.proven or self.asked.claimed)

    def _with_below(self, needs: list[Need]) -> list[Need]:
        """Return needs with what each stands on, as far as somebody could learn both: the order is about nothing else."""
        learning: dict[str, int] = {}
        for place, need in enumerate(needs):
            for item in need.candidates:
                learning[item.person] = learning.get(item.person, 0) | 1 << place
        found = []
        for place, (need, held) in enumerate(
            zip(needs, self.graph.prepared.held([need.component for need in needs]), strict=True)
        ):
            both = 0
            for item in need.candidates:
                both |= learning[item.person]
            both &= held & ~(1 << place)
            names = []
            while both:
                names.append(needs[(both & -both).bit_length() - 1].component)
                both &= both - 1
            found.append(need._replace(below=frozenset(names)))
        return found

    def _need(self, name: str, operators: tuple[Operator, ...], held: int) -> Need:
        component = self.base.components[name]
        tier = self.base.tier(component)
        teachers = () if name in self.asked.rediscover else self._teachers(operators)
        runbook, written = self._runbook(name)
        missing = self.asked.targets[name] - held
        return Need(
            component=name,
            tier=tier,
            weight=self.base.settings.weight(tier),
            held=held,
            missing=missing,
            candidates=self._candidates(component, operators, teachers),
            taught=bool(teachers),
            runbook=runbook,
            written=written,
            vendors=self.graph.prepared.vendors.get(name, ()),
        )

    def _teachers(self, operators: Iterable[Operator]) -> tuple[str, ...]:
        """Return who can teach, best placed first: inside before outside, proven before claimed, expert before operate, by id."""
        able = [item for item in operators if item.level >= Level.OPERATE and any(self.hours[item.person].teach)]
        able.sort(key=lambda item: (item.external, not item.proven, -item.level, item.person))
        return tuple(item.person for item in able)

    def _candidates(
        self, component: Component, operators: tuple[Operator, ...], teachers: tuple[str, ...]
    ) -> tuple[Candidate, ...]:
        known = {item.person: item for item in operators}
        near = self._near(component.id)
        owner = self.base.owner(component) or ""
        names = ({*known, *near, *self.members.get(owner, ())} & self.learners) - {
            item.person for item in operators if self._counts(item)
        }
        found, apart = [], []
        able: dict[str | None, tuple[str, ...]] = {}
        for name in sorted(names):
            level = known[name].level if name in known else None
            zone = self.zones.zone(name)
            if zone not in able:
                able[zone] = tuple(
                    item for item in teachers if self.zones.shared(name, item) >= self.settings.overlap_hours
                )
            mine = able[zone]
            if name in mine:
                mine = tuple(teacher for teacher in mine if teacher != name)
            if teachers and not mine and (level is None or level < Level.OPERATE):
                apart.append(name)
                continue
            team = self.base.people[name].team == owner
            distance = (name not in near) + 2 * (not team)
            reasons = _reasons(known.get(name), near.get(name), owner if team else None)
            found.append(Candidate(name, level, distance, reasons, mine))
        if apart:
            self.no_overlap[component.id] = tuple(apart)
        return tuple(found)

    def _near(self, component: str) -> dict[str, tuple[str, Level]]:
        """Return who can at least assist with a neighbour, with that neighbour: the one known best, by id."""
        found: dict[str, tuple[str, Level]] = {}
        for other in self.neighbours[component]:
            for person, level in self._assisting(other):
                if person not in found or level > found[person][1]:
                    found[person] = (other, level)
        return found

    def _assisting(self, component: str) -> tuple[tuple[str, Level], ...]:
        cache = self._assists
        if component not in cache:
            operators = self.coverage.operators(component)
            cache[component] = tuple((item.person, item.level) for item in operators if item.level >= Level.ASSIST)
        return cache[component]

    @cached_property
    def _assists(self) -> dict[str, tuple[tuple[str, Level], ...]]:
        return {}

    def _runbook(self, component: str) -> tuple[str, bool]:
        """Return the runbook whose run proves a component, and whether it can be run: else it is written, or given steps."""
        runbook = proving(self.base, component)
        if runbook is not None:
            return runbook.id, runbook.rehearsable
        free = f"restore-{component}"
        while free in self.base.entities:
            free += "-2"
        return free, False


def _reasons(operator: Operator | None, near: tuple[str, Level] | None, team: str | None) -> tuple[str, ...]:
    """Say why somebody could learn a component, as capabilities."""
    found = []
    if operator is not None:
        found.append(
            "can operate it, only valid proof is missing"
            if operator.level >= Level.OPERATE
            else "already assists here"
            if operator.level is Level.ASSIST
            else "aware of it"
        )
    if operator is not None and operator.level >= Level.OPERATE:
        return tuple(found)
    if near is not None:
        found.append(f"{'operates' if near[1] >= Level.OPERATE else 'assists'} its neighbour {near[0]}")
    if team is not None and not found:
        found.append(f"of the owning team {team}")
    return tuple(found)
