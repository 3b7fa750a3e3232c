"""Who can operate what at a date: the one place where knowledge, evidence and presence are weighed together.

Definitions (coverage, proven coverage, class) are those of the glossary:

- *coverage*: employees and contractors available at the date whose level is operate or better;
- *proven*: the level rests on an unaided drill, game day or incident not older than ``evidence_days``;
- *class*: orphaned / single / thin / held for 0 / 1 / 2 / 3 or more, *unknown* where nothing at all is written,
  or nothing but inferred levels below operate.

Longer than the usual 150 lines: what is asked of each component has a short way, for those whose runs add nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from kb.analyses.evidence import Proofs, Runs
from kb.model.base import Base
from kb.model.moment import When, is_past
from kb.model.noun import NamedTuple
from kb.model.people import Knows
from kb.model.runbook import Run
from kb.model.source import Source
from kb.model.words import Basis, Evidence, Level, PersonKind, RiskClass

HELD = 3
"""Operators from which on a component is *held*: one may be away and another on leave (glossary)."""


class Operator(NamedTuple):
    """What one person can do with one component at the date.

    Attributes:
        level: the highest level stated or proven; *expert* counts as such only if ``expert`` is set, else as *operate*.
        proven: whether *operate* is proven by evidence young enough.
        evidence: the strongest thing the level rests on.
        last: when that was; None when unknown.
        available: whether they are active and not away.
        external: whether they stand outside coverage.
        sources: the lines this rests on.
        expert: whether *expert* is proven: as a proven operator, they observed another's first passed unaided run.
    """

    person: str
    level: Level
    proven: bool
    evidence: Evidence
    last: When | None
    available: bool
    external: bool
    sources: tuple[Source, ...]
    expert: bool = False

    @property
    def counts(self) -> bool:
        """Whether they count towards coverage."""
        return self.available and not self.external and self.level >= Level.OPERATE


class Cover(NamedTuple):
    """How a component is covered.

    Attributes:
        known: whether anything is written about who knows it.
        coverage: operators that count.
        proven: those of them whose level is proven.
        externals: available externals who can operate it; beside coverage, never in it.
    """

    known: bool
    coverage: int
    proven: int
    externals: int

    @property
    def risk_class(self) -> RiskClass:
        """The class of the component by its coverage."""
        return classify(self.coverage) if self.known else RiskClass.UNKNOWN


_CLASSES = (RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.THIN)


def classify(coverage: int) -> RiskClass:
    """Return the class of a known coverage."""
    return _CLASSES[coverage] if coverage < HELD else RiskClass.HELD


class Coverage:
    """Coverage of every component of a base at an instant, with some people taken away."""

    def __init__(self, base: Base, at: datetime, without: frozenset[str] = frozenset()) -> None:
        self.base = base
        self.at = at
        self.without = without

    @cached_property
    def available(self) -> frozenset[str]:
        """Ids of the people available at the instant, externals included, ``without`` excluded."""
        people = self.base.people.values()
        return frozenset(person.id for person in people if self.base.is_available(person, self.at)) - self.without

    @cached_property
    def externals(self) -> frozenset[str]:
        """Ids of all externals."""
        return frozenset(person.id for person in self.base.people.values() if person.kind is PersonKind.EXTERNAL)

    @cached_property
    def _proofs(self) -> Proofs:
        return Proofs(self.base, self.at)

    @cached_property
    def _passed(self) -> Runs:
        return self._proofs.passed

    def is_known(self, component: str) -> bool:
        """Whether anything is written about who can operate a component.

        That somebody is inferred to know it a little says nothing about who can: it makes nothing known.
        """
        return component in self._passed or _tells(self.base.knowledge.get(component))

    def cover(self, component: str) -> Cover:
        """Return how a component is covered."""
        runs = self._passed.get(component)
        knowledge = self.base.knowledge.get(component)
        if runs is None and not _tells(knowledge):
            return _UNKNOWN
        if runs:
            return self._sum(component)
        coverage = proven = outside = 0  # the common case, without making operators: written for speed
        available, externals = self.available, self.externals
        proves, at = self._proofs.line_proves, self.at
        for person, knows in (knowledge or {}).items():
            if knows.level >= 3 and person in available:
                if person in externals:
                    outside += 1
                else:
                    coverage += 1
                    proven += knows.last is not None and proves(knows, at)
        return Cover(True, coverage, proven, outside)

    def counting(self, component: str) -> tuple[tuple[str, bool], ...]:
        """Return who counts towards the coverage of a component, sorted by id, and whether their level is proven."""
        if component in self._passed:
            found = self.operators(component)
            return tuple((operator.person, operator.proven) for operator in found if operator.counts)
        available, externals = self.available, self.externals  # without making operators, as in `cover`
        proves, at = self._proofs.line_proves, self.at
        return tuple(
            (person, proves(knows, at))
            for person, knows in sorted(self.base.knowledge.get(component, {}).items())
            if knows.level >= 3 and person in available and person not in externals
        )

    def proofs(self, component: str) -> tuple[list[When], bool]:
        """Return when those who count proved a component last, as far as that still holds; and whether anybody, here or gone, ever did."""
        if component in self._passed:
            found = self.operators(component)
            dates = [one.last for one in found if one.counts and one.proven]
            ever = any(_once(one.level, one.evidence, one.last, self.at) for one in found)
        else:
            lines = self.base.knowledge.get(component, {})
            dates = [lines[name].last for name, proven in self.counting(component) if proven]
            ever = any(_once(knows.level, knows.by, knows.last, self.at) for knows in lines.values())
        return [last for last in dates if last is not None], ever

    def recorded(self, component: str) -> frozenset[str]:
        """Return whose proof is a record in the log of runs, young enough, that says which steps were followed."""
        return frozenset(
            person
            for person, run in self._passed.get(component, {}).items()
            if run.ended is not None and run.steps_hash is not None and self._proofs.young(run.ended, self.at)
        )

    def _sum(self, component: str) -> Cover:
        operators = self.operators(component)
        counting = [operator for operator in operators if operator.counts]
        outside = sum(
            1 for operator in operators if operator.external and operator.available and operator.level >= Level.OPERATE
        )
        return Cover(True, len(counting), sum(operator.proven for operator in counting), outside)

    def operators(self, component: str) -> tuple[Operator, ...]:
        """Return everyone who knows a component, at whatever level, sorted by id."""
        knowledge = self.base.knowledge.get(component, {})
        runs, talks, taught = self._proofs.of(component)
        people = sorted(knowledge.keys() | runs.keys() | talks.keys())
        return tuple(
            self._operator(name, knowledge.get(name), runs.get(name), talks.get(name), taught.get(name))
            for name in people
        )

    def _operator(
        self, person: str, knows: Knows | None, run: Run | None, talk: Run | None, taught: Run | None
    ) -> Operator:
        stated = knows.level if knows else Level.AWARE
        level = max(stated, Level.OPERATE if run else Level.ASSIST if talk else Level.AWARE)
        evidence, last, proven = Evidence.CLAIMED, None, False
        if knows is not None:
            evidence, last, proven = knows.by, knows.last, self._proofs.line_proves(knows, self.at)
        if run is not None and run.kind is not None and run.ended is not None:
            young = self._proofs.young(run.ended, self.at)
            if young or not proven:
                evidence, last, proven = run.kind, run.ended, proven or young
        elif talk is not None and (stated < level or (stated is Level.ASSIST and evidence in _WEAKER)):
            evidence, last = talk.kind or Evidence.TABLETOP, talk.ended
        else:
            talk = None  # it adds nothing to what is stated
        if taught is not None:
            level = Level.EXPERT
        sources = tuple(item.source for item in (knows, run, None if run else talk, taught) if item is not None)
        return Operator(
            person, level, proven, evidence, last, person in self.available, person in self.externals,
            tuple(dict.fromkeys(sources)), taught is not None,
        )  # fmt: skip


def _tells(lines: Mapping[str, Knows] | None) -> bool:
    """Whether the lines on a component, if there are any, tell who can operate it; a written `none` does."""
    for line in lines.values() if lines else ():
        if line.level >= 3 or line.provenance.basis is not Basis.INFERRED:
            return True
    return lines is not None and not lines


def _once(level: Level, evidence: Evidence, last: When | None, at: datetime) -> bool:
    """Whether a level was once proved, however long ago."""
    return level >= Level.OPERATE and evidence.proves_operate and last is not None and is_past(last, at)


_WEAKER = frozenset({Evidence.CLAIMED, Evidence.AUTHORED, Evidence.REVIEWED, Evidence.DEPLOYED, Evidence.SHADOWED})
_UNKNOWN = Cover(known=False, coverage=0, proven=0, externals=0)
