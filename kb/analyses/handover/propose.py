"""From a question to a report: what falls, to whom it can go, in which sessions, and what is left over."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from kb.analyses.coverage import Coverage
from kb.analyses.handover.choose import chosen
from kb.analyses.handover.duties import duties
from kb.analyses.handover.event_duties import EventDuties
from kb.analyses.handover.question import Question
from kb.analyses.handover.remainder import NOTHING, options, tried
from kb.analyses.handover.report import Handed, HandoverReport, OpenRun, Successor
from kb.analyses.handover.runbooks import works
from kb.analyses.handover.scope import Fall, Scope
from kb.analyses.handover.sessions import asked, gathered, in_time
from kb.analyses.plan.gather import Gathered
from kb.analyses.plan.need import Candidate, Need, Problem
from kb.analyses.plan.propose import report
from kb.analyses.plan.report import Open, PlanReport
from kb.analyses.plan.solve import Proof, Solution
from kb.analyses.plan.weeks import Zones
from kb.analyses.presence import back
from kb.analyses.risk.repair import Leaving, Repairs
from kb.model.moment import local_day
from kb.model.settings import tier_place
from kb.model.words import Level


def propose(question: Question, open_runs: Iterable[OpenRun] = ()) -> HandoverReport:
    """Return what a question's givers hold, to whom it goes, and what cannot be handed over in time."""
    return _Handover(question).made(tuple(open_runs))


class _Handover:
    """One question, being answered."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.base = question.base
        self.scope = Scope(question)
        self.order = {name: number for number, name in enumerate(self.scope.order(), 1)}

    @cached_property
    def targets(self) -> Mapping[str, int]:
        """Operators wanted, by component."""
        return {fall.component: self.question.target for fall in self.scope.falls}

    @cached_property
    def gathered(self) -> Gathered:
        """Who could learn and who can teach."""
        return gathered(self.question, self.targets, self.order)

    @cached_property
    def solution(self) -> Solution:
        """The sessions; none where no day is left."""
        if in_time(self.question):
            return self._schedule(self.gathered.problem)
        return Solution((), (), Proof(0, 0, 0, 0, proved=False))

    def _schedule(self, problem: Problem) -> Solution:
        return chosen(problem, self._blast)

    @cached_property
    def _blast(self) -> Mapping[str, int]:
        return self.scope.blast()

    @cached_property
    def plan(self) -> PlanReport:
        """The sessions as a plan, with its remainder."""
        question = self.question
        wanted = asked(question, self.targets)
        if not in_time(question):
            wanted = wanted._replace(by=question.by)
        made = report(wanted, self.gathered, self.solution, f"handover of {question.scope}")
        short_of_time = any(self._could(item) for item in made.open)
        short = sum(item.short for item in made.open)
        found = tried(question, self.targets, self.order, short, self._schedule) if short_of_time else NOTHING
        left = tuple(options(question, item, self.needs.get(item.component), found) for item in made.open)
        return made._replace(later=found.later, open=left)

    def _could(self, item: Open) -> bool:
        """Whether somebody is there who could take over what stays open, and is not planned to: more time may help."""
        need = self.needs.get(item.component)
        return need is not None and len(need.candidates) > need.missing - item.short

    @cached_property
    def needs(self) -> Mapping[str, Need]:
        """What the scheduler was asked for, by component, in the order of the handover."""
        return {need.component: need for need in self.gathered.problem.needs}

    def made(self, open_runs: tuple[OpenRun, ...]) -> HandoverReport:
        question = self.question
        blast, bears = self._blast, self.scope.bears()
        counted = {need.component: need.counted for need in self.plan.needs}
        components = [self._handed(fall, blast, bears, counted) for fall in self.scope.falls]
        inside = frozenset(item.component for item in components)
        return HandoverReport(
            at=question.at,
            by=question.by,
            scope=question.scope,
            notes=question.notes,
            givers=question.givers,
            hours=question.hours or self.base.settings.plan.mentor_hours,
            reserved=self.base.settings.plan.reserved_days,
            components=tuple(sorted(components, key=_consequence)),
            kept=self.scope.kept,
            runbooks=works(question, self.needs, self.plan),
            duties=duties(question, open_runs),
            events=EventDuties(question).meanwhile(self.scope.graph, inside),
            plan=self.plan,
        )

    def _handed(
        self,
        fall: Fall,
        blast: Mapping[str, int],
        bears: Mapping[str, tuple[str, ...]],
        counted: Mapping[str, int],
    ) -> Handed:
        name, component = fall.component, self.base.components[fall.component]
        need = self.needs[name]
        planned = {pair.candidate.person for pair in self.solution.pairs if pair.need.component == name}
        return Handed(
            component=name,
            tier=need.tier,
            owner=self.base.owner(component),
            order=self.order[name],
            blast_radius=blast[name],
            before=fall.before.coverage,
            after=fall.after.coverage,
            proven_before=fall.before.proven,
            proven_after=fall.after.proven,
            class_before=fall.before.risk_class,
            class_after=fall.after.risk_class,
            externals=fall.after.externals,
            reach=self._reach(name),
            givers=fall.givers,
            bears=bears[name],
            runbook=need.runbook,
            written=need.written,
            target=need.held + need.missing,
            planned=len(planned),
            counted=counted[name],
            successors=tuple(self._successor(item, planned) for item in need.candidates),
            meanwhile=None if planned else self._repair(name),
        )

    def _repair(self, component: str) -> str:
        """Return what there is to do for a component that has no session: the nearest repair, the givers still there to teach."""
        left = self._left
        return (
            Repairs(self.base, left, Leaving(self._teaching, self._teaching))
            .nearest(component, left.cover(component).risk_class)
            .sentence
        )

    @cached_property
    def _teaching(self) -> frozenset[str]:
        """The givers who are there, or back before their last day: who is away until then teaches nobody."""
        base, at = self.base, self.question.at
        people = [base.people[name] for name in self.question.gone]
        return frozenset(one.id for one in people if base.is_available(one, at) or back(base, one, at) is not None)

    @cached_property
    def _left(self) -> Coverage:
        """Who can operate what today, the givers gone."""
        return Coverage(self.base, self.question.at, self.question.gone)

    def _reach(self, component: str) -> tuple[str, ...]:
        """Return how long it takes to reach the externals who can operate a component and stay."""
        able = self.scope.without.operators(component)
        people = self.base.people
        found = {
            people[item.person].reach
            for item in able
            if item.external and item.available and item.level >= Level.OPERATE
        }
        return tuple(sorted(reach for reach in found if reach is not None))

    def _successor(self, candidate: Candidate, planned: set[str]) -> Successor:
        shared = [self._zones.shared(candidate.person, teacher) for teacher in candidate.teachers]
        return Successor(
            candidate.person, candidate.level, candidate.reasons, max(shared, default=None), candidate.person in planned
        )

    @cached_property
    def _zones(self) -> Zones:
        return Zones(self.base, local_day(self.question.at, None), self.question.by)


def _consequence(item: Handed) -> tuple[float, int, int, str]:
    """Order of consequence: tier, class after (least first), blast radius (greatest first), id."""
    return tier_place(item.tier), item.after, -item.blast_radius, item.component
