"""The nearest repair of a component: one sentence for whoever has to act.

Longer than the usual 150 lines: one question, and a sentence for each way it can be answered.
"""

from collections.abc import Iterable
from datetime import date

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.freshness import freshness
from kb.analyses.last_days import goes
from kb.analyses.presence import away, back
from kb.analyses.risk.report import Repair
from kb.analyses.runbooks.proving import proving, run_by, to_drill
from kb.model.base import Base
from kb.model.moment import day_of
from kb.model.noun import NamedTuple
from kb.model.runbook import Runbook
from kb.model.words import Level, PersonKind, RiskClass

NAMED = 3
"""How many people a repair names at most."""


class Teacher(NamedTuple):
    """Who of those who go can teach. Without a name, only members of a named group can."""

    name: str | None

    @property
    def who(self) -> str:
        """Who teaches: an id, or "those who go"."""
        return self.name or "those who go"

    @property
    def before(self) -> str:
        """Until when."""
        return f"before {self.name} goes" if self.name else "before they go"


class Back(NamedTuple):
    """Who is only away: the day they are back, their id, and how it is said that they are away."""

    day: date
    person: str
    says: str


class Leaving(NamedTuple):
    """Those whom a what-if takes away: they are still here, so they can teach before they go.

    Only people the asker named by id are named again; whoever goes as one of a team or of an employer stays "those who go".
    """

    gone: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def teacher(self, operators: Iterable[Operator]) -> Teacher | None:
        """Return who of those who go can teach a component, best placed first: named, inside, proven, by id."""
        able = [item for item in operators if item.person in self.gone and item.level >= Level.OPERATE]
        if not able:
            return None
        best = min(able, key=lambda item: (item.person not in self.named, item.external, not item.proven, item.person))
        return Teacher(best.person if best.person in self.named else None)


_NOBODY = Leaving()


class Repairs:
    """Finds the nearest repair of components at a date. Coverage is that without those who go, who can teach until then."""

    def __init__(self, base: Base, coverage: Coverage, leaving: Leaving = _NOBODY) -> None:
        self.base = base
        self.coverage = coverage
        self.leaving = leaving

    def nearest(self, component: str, risk_class: RiskClass, until: date | None = None) -> Repair:
        """Return the step that most cheaply adds an operator, or proof, to a component; one who stays, if there is a day ``until``.

        That day is the one after which nobody is left of those who operate it now, however many they are.
        """
        if until is not None:
            return self._kept(component, until)
        if risk_class is RiskClass.UNKNOWN:
            return self._ask(component)
        operators = self.coverage.operators(component)
        teachers = [operator for operator in operators if operator.counts]
        if risk_class is RiskClass.HELD:
            return self._prove(component, teachers)
        return self._pair(component, teachers, operators) if teachers else self._begin(component, operators)

    def _kept(self, component: str, until: date) -> Repair:
        """Let those who operate it until they go teach somebody who stays."""
        operators = self.coverage.operators(component)
        teachers = [operator for operator in operators if operator.counts]
        found = self._pair(component, teachers, operators, self._back(operators, Level.OPERATE))
        return found._replace(sentence=f"nobody is left after {until}: {found.sentence}")

    def _begin(self, component: str, operators: tuple[Operator, ...]) -> Repair:
        """Find somebody to begin with where nobody operates it: who assists, who goes, who comes back."""
        going = self.leaving.teacher(operators)
        waiting = None if going else self._back(operators, Level.OPERATE)
        if assisting := self._with_level(operators, Level.ASSIST):
            return self._drill(component, assisting, going, waiting)
        if going is not None:
            return self._hand_over(component, going, self._learners(component, operators))
        return self._wait(component, waiting, operators) if waiting else self._rediscover(component, operators)

    def _back(self, operators: Iterable[Operator], *levels: Level) -> Back | None:
        """Return who of those who are only away has such a level, or *operate* and better, and is back first."""
        people, at = self.base.people, self.coverage.at
        found = [
            Back(day, item.person, away(self.base, people[item.person], at))
            for item in operators
            if not item.available and not item.external and item.person not in self.coverage.without
            and min(item.level, Level.OPERATE) in levels and (day := back(self.base, people[item.person], at)) is not None
        ]  # fmt: skip
        return min(found, default=None)

    def _learners(self, component: str, operators: tuple[Operator, ...]) -> list[str]:
        return self._with_level(operators, Level.AWARE) or self._colleagues(component, operators)

    def _with_level(self, operators: tuple[Operator, ...], level: Level) -> list[str]:
        """Return who has a level and is to stay: what somebody learns who is about to go is lost again."""
        return [
            item.person
            for item in operators
            if item.available and not item.external and item.level is level and not self._goes(item.person)
        ]

    def _colleagues(self, component: str, operators: tuple[Operator, ...]) -> list[str]:
        owner = self.base.owner(self.base.components[component])
        knowing = {operator.person for operator in operators if operator.level >= Level.OPERATE}
        return sorted(
            person.id
            for person in self.base.people.values()
            if person.team is not None and person.team == owner and person.id not in knowing
            and person.kind is not PersonKind.EXTERNAL and person.id in self.coverage.available and not self._goes(person.id)
        )  # fmt: skip

    def _goes(self, person: str) -> bool:
        """Whether somebody who is here has a last day that is near."""
        return goes(self.base.people[person], day_of(self.coverage.at))

    def _runbook(self, component: str) -> Runbook | None:
        return proving(self.base, component)

    def _ask(self, component: str) -> Repair:
        owner = self.base.owner(self.base.components[component])
        whom = f"team {owner}" if owner else "whoever runs it (no owner is known)"
        return Repair(
            component, f"ask {whom} who can operate {component}, and write it down under `knowledge`", None, ()
        )

    def _wait(self, component: str, waiting: Back, operators: tuple[Operator, ...]) -> Repair:
        """Let who is only away teach once they are back: what somebody still knows is not rediscovered."""
        runbook, learners = self._runbook(component), self._learners(component, operators)
        lesson = f"pair {names(learners)} with them" if learners else "name someone for them to teach"
        said = f"the one who can operate it, {waiting.person}, is {waiting.says}: plan for {waiting.day} to {lesson}"
        return _repair(component, f"{said}, {_proof(component, runbook)}", runbook, [waiting.person, *learners])

    def _drill(
        self, component: str, assisting: list[str], going: Teacher | None, waiting: Back | None = None
    ) -> Repair:
        runbook = self._runbook(component)
        assisting = run_by(runbook, assisting)
        by = f" with {going.who} {going.before}" if going else ""
        sentence = f"{to_drill(component, runbook, by)} with {names(assisting)}, who can already assist"
        if going and runbook is not None and runbook.rehearsable:
            sentence += f"; {going.who} can teach {going.before}"
        if waiting:
            sentence += f"; {waiting.person}, who can operate it, is {waiting.says}"
        return _repair(component, sentence, runbook, assisting)

    def _hand_over(self, component: str, going: Teacher, learners: list[str]) -> Repair:
        """Let those who go teach before they go."""
        runbook = self._runbook(component)
        if learners:
            sentence = f"pair {names(learners)} with {going.who} {going.before}, {_proof(component, runbook)}"
        else:
            sentence = f"name someone for {going.who} to teach {going.before}, {_proof(component, runbook)}"
        return _repair(component, sentence, runbook, learners)

    def _pair(
        self, component: str, teachers: list[Operator], operators: tuple[Operator, ...], waiting: Back | None = None
    ) -> Repair:
        """Let who assists show it, else who operates it teach somebody."""
        if assisting := self._with_level(operators, Level.ASSIST):
            return self._drill(component, assisting, None, waiting)
        runbook, learners = self._runbook(component), self._learners(component, operators)
        teacher = min(teachers, key=lambda operator: (not operator.proven, operator.person)).person
        if not learners:
            soon = self._back(operators, Level.ASSIST, Level.AWARE)
            return self._nobody_free(component, teachers, teacher, runbook, soon)
        sentence = f"pair {names(learners)} with {teacher} on {component}, {_proof(component, runbook)}"
        return _repair(component, sentence, runbook, [teacher, *learners])

    def _nobody_free(
        self, component: str, teachers: list[Operator], teacher: str, runbook: Runbook | None, soon: Back | None
    ) -> Repair:
        owner = self.base.owner(self.base.components[component])
        theirs = any(self.base.people[item.person].team == owner for item in teachers)
        where = f"{'else ' * theirs}in team {owner} " if owner else ""
        said = f"nobody {where}is free to learn it"
        if soon is not None:
            said += f" until {soon.person}, who knows some of it, is back on {soon.day}"
        claimed = [item.person for item in teachers if not item.proven and not self._goes(item.person)]
        claimed = run_by(runbook, claimed)
        if claimed and runbook:
            sentence = f"{said}: first prove what is claimed, {to_drill(component, runbook)} with {names(claimed)}"
            return _repair(component, sentence, runbook, claimed)
        return _repair(component, f"{said}: name someone for {teacher} to teach", runbook, [teacher])

    def _rediscover(self, component: str, operators: tuple[Operator, ...]) -> Repair:
        outside = [
            operator.person
            for operator in operators
            if operator.external and operator.available and operator.level >= Level.OPERATE
        ]
        runbook = self._runbook(component)
        if outside:
            learners = self._learners(component, operators)
            sentence = f"nobody inside can teach: book {names(outside)} (external) for a guided run with {names(learners) or 'someone'}"
            return _repair(component, sentence, runbook, outside)
        known = [self.base.runbooks[name] for name in self.base.runbooks_of(component)]
        book = runbook or next(iter(known), None)  # one that proves nothing tells something all the same
        start = (
            f"starting from runbook {book.id} ({self._state(book)})"
            if book
            else f"from code{', graph and vendor' if self._bought(component) else ' and graph'}"
        )
        aware = self._with_level(operators, Level.AWARE)
        first = (
            f"; {names(aware)}, who {'are' if len(aware) > 1 else 'is'} aware of it, {'start' if len(aware) > 1 else 'starts'}"
            if aware
            else ""
        )
        comma = "," if book else ""
        sentence = f"nobody left who can teach it: rediscover it{comma} {start}{first}"
        return _repair(component, sentence, runbook, aware)

    def _bought(self, component: str) -> bool:
        """Whether a component stands on a vendor itself, whom one can ask."""
        return any(edge.to in self.base.vendors for edge in self.base.components[component].hard_edges)

    def _state(self, runbook: Runbook) -> str:
        return freshness(self.base, runbook, self.coverage.at).badge.value if runbook.rehearsable else "no steps yet"

    def _prove(self, component: str, teachers: list[Operator]) -> Repair:
        runbook = self._runbook(component)
        claimed = run_by(runbook, [operator.person for operator in teachers if not operator.proven])
        if not claimed:
            return _repair(component, f"{component} is held and proven: keep its drills going", runbook, [])
        sentence = f"prove it: {to_drill(component, runbook)} with one of those who claim to operate it"
        return _repair(component, sentence, runbook, claimed)


def _repair(component: str, sentence: str, runbook: Runbook | None, people: list[str]) -> Repair:
    return Repair(component, sentence, runbook.id if runbook is not None else None, tuple(people[:NAMED]))


def _proof(component: str, runbook: Runbook | None) -> str:
    """Say what follows a lesson, so that somebody shows what they have learned."""
    then = "" if runbook is None else "then "
    return then + to_drill(component, runbook, " together")


def names(people: list[str]) -> str:
    """Say who could act: a few by id, the others counted."""
    return " or ".join(people[:NAMED]) + (f" ({len(people) - NAMED} more)" if len(people) > NAMED else "")
