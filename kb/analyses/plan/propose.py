"""From a question to a plan that a reader can act on: items, sessions in words, and what stays open.

Longer than the usual 150 lines: every part of a report is made of the same few findings, held in one class.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from kb.analyses.coverage import Coverage, classify
from kb.analyses.plan.carry_out import counted
from kb.analyses.plan.gather import Asked, Gathered, gather
from kb.analyses.plan.ladder import all_moves
from kb.analyses.plan.moves import Book
from kb.analyses.plan.need import Need
from kb.analyses.plan.preferred import preferred
from kb.analyses.plan.remainder import later, remainder, tried
from kb.analyses.plan.report import PlanItem, PlanNeed, PlanReport, PlanSession, PlanTeam, PlanTotals
from kb.analyses.plan.risk_first import risk_first
from kb.analyses.plan.schedule import Pair, Session
from kb.analyses.plan.scope import Scope, asked, in_words
from kb.analyses.plan.solve import Solution, solve
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.words import Basis, Evidence, Level


def propose(base: Base, at: datetime, scope: Scope, *, options: bool = True) -> PlanReport:
    """Return the plan for a scope of a base.

    Args:
        base: the knowledge base.
        at: from when on.
        scope: what is asked.
        options: whether to try what would help what stays open, which takes longer than the plan.

    Raises:
        UsageError: if the question leaves no time for sessions.
    """
    question = asked(base, at, scope)
    gathered = gather(question)
    solution = solve(gathered.problem)
    made = report(question, gathered, solution, in_words(base, scope))
    made = made._replace(risk_first=risk_first(question, gathered, solution, made.open, _risk(scope)))
    return made._replace(open=tried(question, gathered, solution, made.open)) if options else made


def _risk(scope: Scope) -> str:
    """Return the command that says what is at risk in a scope."""
    if scope.event is not None:
        return f"kb risk --event {scope.event}"
    return "kb risk" if scope.team is None else f"kb risk --team {scope.team}"


def report(question: Asked, gathered: Gathered, solution: Solution, scope: str) -> PlanReport:
    """Return a solution as a report."""
    return _Report(question, gathered, solution).made(scope)


def item_id(learner: str, runbook: str) -> str:
    """Return the id of what one person learns with one runbook."""
    return f"{learner}-{runbook}"


class _Report:
    """One solution, being put in words."""

    def __init__(self, question: Asked, gathered: Gathered, solution: Solution) -> None:
        self.question = question
        self.base = question.base
        self.gathered = gathered
        self.weeks = gathered.problem.weeks
        self.solution = solution
        self.needs = {need.component: need for need in gathered.problem.needs}

    @cached_property
    def added(self) -> Mapping[str, int]:
        """Operators added, per component."""
        found = dict.fromkeys(self.needs, 0)
        for pair in self.solution.pairs:
            found[pair.need.component] += 1
        return found

    @cached_property
    def today(self) -> Coverage:
        """Who can operate what at the start of the plan."""
        return Coverage(self.gathered.known, self.question.at)

    @cached_property
    def above(self) -> Mapping[str, int]:
        """How many other components stand on each."""
        graph = KnowledgeGraph(self.base)
        counts = graph.blast([1] * len(graph.ids))
        return {name: count - 1 for name, count in zip(graph.ids, counts, strict=True) if name in self.needs}

    def made(self, scope: str) -> PlanReport:
        needs = tuple(self._need(need) for need in self.needs.values())
        left = remainder(self.question, self.gathered, self.solution)
        missing, added = sum(need.missing for need in self.needs.values()), len(self.solution.pairs)
        sessions = self.solution.sessions
        totals = PlanTotals(
            components=len(self.question.targets),
            enough=len(self.gathered.reached),
            reached=sum(need.short == 0 for need in needs),
            open=len(left),
            missing=missing,
            added=added,
            sessions=len(sessions),
            hours=sum(item.hours * (1 + (item.teacher is not None)) for item in sessions),
            assumed=sum(self._assumed(name) for name in self.needs),
        )
        when = later(self.question, self.gathered) if any(need.short for need in needs) else None
        made = PlanReport(
            at=self.question.at,
            by=self.question.by,
            scope=scope,
            counting="claimed" if self.question.claimed else "proven",
            totals=totals,
            proof=self.solution.proof,
            items=self._items(),
            sessions=tuple(self._session(item) for item in sessions),
            needs=needs,
            open=left,
            later=when,
            teams=self._teams(),
        )
        counts = counted(self.gathered.known, made, self.question)
        return made._replace(needs=tuple(item._replace(counted=counts[item.component]) for item in made.needs))

    def _need(self, need: Need) -> PlanNeed:
        component = self.base.components[need.component]
        added = self.added[need.component]
        return PlanNeed(
            need.component, need.tier, self.base.owner(component), need.held + need.missing, need.held, added,
            classify(need.held), classify(need.held + added), need.held + added,
        )  # fmt: skip

    def _teams(self) -> tuple[PlanTeam, ...]:
        """Count the hours of sessions by team and week: who learns is of one team, who teaches perhaps of another."""
        spent: dict[str | None, tuple[list[int], list[int]]] = {}
        for item in self.solution.sessions:
            for name, teaches in ((item.learner, False), (item.teacher, True)):
                if name is not None:
                    team = self.base.people[name].team
                    hours = spent.setdefault(team, ([0] * len(self.weeks), [0] * len(self.weeks)))[teaches]
                    hours[item.week] += item.hours
        found = [PlanTeam(team, tuple(learning), tuple(teaching)) for team, (learning, teaching) in spent.items()]
        return tuple(sorted(found, key=lambda item: (-sum(item.hours), item.team or "")))

    def _assumed(self, component: str) -> bool:
        known = self.base.knowledge.get(component, {}).values()
        place = self.base.components[component].provenance.basis
        return any(item.provenance.basis is Basis.ASSUMPTION for item in known) or place is Basis.ASSUMPTION

    def _session(self, item: Session) -> PlanSession:
        week = self.weeks[item.week]
        move = all_moves()[item.move]
        vendors = tuple(sorted({vendor for name in item.components for vendor in self.needs[name].vendors}))
        proves = f"; it proves {', '.join(item.components)}" if move.proof is not None else ""
        title = move.title + (f" {item.part} of {item.parts}" if item.parts > 1 else "")
        return PlanSession(
            item.week + 1, week.first, week.last, item.move, item.part, title, item.components, item.runbook, item.learner,
            item.teacher, item.hours, item_id(item.learner, item.runbook),
            move.task(item.components[0], self._book(item), item.teacher, vendors) + proves,
        )  # fmt: skip

    def _book(self, item: Session) -> Book:
        """Return the runbook of a session; one that is written later, or in the same week, is not there to be gone through."""
        week = self.writing.get(item.runbook)
        early = week is not None and item.week <= week
        return Book(item.runbook, not early or item.runbook in self.base.runbooks, not early)

    @cached_property
    def writing(self) -> Mapping[str, int]:
        """The week in which each missing runbook is written."""
        return {item.runbook: item.week for item in self.solution.sessions if item.move == "write-up"}

    def _items(self) -> tuple[PlanItem, ...]:
        found: dict[str, tuple[list[Pair], list[Session]]] = {}
        for pair in self.solution.pairs:
            name = item_id(pair.candidate.person, pair.need.runbook)
            found.setdefault(name, ([], []))[0].append(pair)
        for session in self.solution.sessions:
            found[item_id(session.learner, session.runbook)][1].append(session)
        items = [self._item(name, pairs, sessions) for name, (pairs, sessions) in found.items()]
        first = {
            item_id(item.learner, item.runbook): number
            for number, item in reversed([*enumerate(self.solution.sessions)])
        }
        return tuple(sorted(items, key=lambda item: first[item.id]))

    @cached_property
    def preferred(self) -> Mapping[tuple[str, str], str]:
        """What each item was preferred to."""
        return preferred(self.gathered.problem, self.solution)

    def _item(self, name: str, pairs: list[Pair], sessions: list[Session]) -> PlanItem:
        needs = [pair.need for pair in pairs]
        rediscovery = any(not pair.need.taught and pair.candidate.level is not Level.OPERATE for pair in pairs)
        return PlanItem(
            id=name,
            learner=pairs[0].candidate.person,
            components=tuple(need.component for need in needs),
            teachers=tuple(sorted({item.teacher for item in sessions if item.teacher})),
            runbook=needs[0].runbook,
            proof=Evidence.DRILL,
            written=needs[0].written,
            rediscovery=rediscovery,
            vendors=tuple(sorted({vendor for need in needs for vendor in need.vendors})) if rediscovery else (),
            access=self._access(pairs[0].candidate.person, needs),
            sessions=len(sessions),
            hours=sum(item.hours for item in sessions),
            first=self.weeks[min(item.week for item in sessions)].first,
            due=self.weeks[max(item.week for item in sessions)].last,
            why=self._why(needs),
            who=_who(pairs),
            preferred=self.preferred[pairs[0].candidate.person, needs[0].runbook],
        )

    def _access(self, learner: str, needs: Iterable[Need]) -> tuple[str, ...]:
        """Return the roles that are asked for and that the learner is not written to hold."""
        asked_for: set[str] = set()
        for need in needs:
            asked_for.update(self.base.components[need.component].access or ())
            runbook = self.base.runbooks.get(need.runbook)
            if runbook is not None and runbook.requires is not None:
                asked_for.update(runbook.requires.access or ())
        return tuple(sorted(asked_for - set(self.base.people[learner].access or ())))

    def _why(self, needs: Iterable[Need]) -> str:
        worst = min(needs, key=lambda need: (need.held, -self.above[need.component], need.component))
        proven = "" if self.question.claimed else "proven "
        lacks = (
            f"{worst.component} has {worst.held} of {worst.held + worst.missing} {proven}operators{self._then(worst)}"
        )
        above = self.above[worst.component]
        tier = "its tier is unknown" if worst.tier is None else f"tier {worst.tier}"
        stands = f", {above} other{'s' if above > 1 else ''} stand{'' if above > 1 else 's'} on it" if above else ""
        return f"{lacks} ({tier}{stands})"

    def _then(self, need: Need) -> str:
        """Say which day is meant, and what is so today, where that differs: by then people leave, and proof runs out."""
        cover = self.today.cover(need.component)
        now = cover.coverage if self.question.claimed else cover.proven
        return "" if now == need.held else f" on {self.question.by}, and {now} today"


def _who(pairs: list[Pair]) -> str:
    """Say why this person: the capabilities, each once, for the components they hold for."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        for reason in pair.candidate.reasons or ("nobody is nearer",):
            found.setdefault(reason, []).append(pair.need.component)
    if len(pairs) == 1:
        return "; ".join(found)
    return "; ".join(
        f"{reason} ({', '.join(names)})" if len(names) < len(pairs) else reason for reason, names in found.items()
    )
