"""The nearest repair of a component: one sentence for whoever has to act."""

from collections.abc import Iterable

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.freshness import freshness
from kb.analyses.risk.report import Repair
from kb.analyses.runbooks.proving import proving, run_by, to_drill
from kb.model.base import Base
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

    def nearest(self, component: str, risk_class: RiskClass) -> Repair:
        """Return the step that most cheaply adds an operator, or proof, to a component."""
        if risk_class is RiskClass.UNKNOWN:
            return self._ask(component)
        operators = self.coverage.operators(component)
        teachers = [operator for operator in operators if operator.counts]
        if risk_class is RiskClass.HELD:
            return self._prove(component, teachers)
        going = None if teachers else self.leaving.teacher(operators)
        assisting = self._with_level(operators, Level.ASSIST)
        if assisting:
            return self._drill(component, assisting, going)
        if going is not None:
            return self._hand_over(component, going, self._learners(component, operators))
        if not teachers:
            return self._rediscover(component, operators)
        return self._pair(component, teachers, self._learners(component, operators))

    def _learners(self, component: str, operators: tuple[Operator, ...]) -> list[str]:
        return self._with_level(operators, Level.AWARE) or self._colleagues(component, operators)

    def _with_level(self, operators: tuple[Operator, ...], level: Level) -> list[str]:
        return [item.person for item in operators if item.available and not item.external and item.level is level]

    def _colleagues(self, component: str, operators: tuple[Operator, ...]) -> list[str]:
        owner = self.base.owner(self.base.components[component])
        knowing = {operator.person for operator in operators if operator.level >= Level.OPERATE}
        return [
            person.id
            for person in self.base.people.values()
            if person.team is not None and person.team == owner and person.id not in knowing
            and person.kind is not PersonKind.EXTERNAL and person.id in self.coverage.available
        ]  # fmt: skip

    def _runbook(self, component: str) -> Runbook | None:
        return proving(self.base, component)

    def _ask(self, component: str) -> Repair:
        owner = self.base.owner(self.base.components[component])
        whom = f"team {owner}" if owner else "whoever runs it (no owner is known)"
        return Repair(
            component, f"ask {whom} who can operate {component}, and write it down under `knowledge`", None, ()
        )

    def _drill(self, component: str, assisting: list[str], going: Teacher | None) -> Repair:
        runbook = self._runbook(component)
        assisting = run_by(runbook, assisting)
        by = f" with {going.who} {going.before}" if going else ""
        sentence = f"{to_drill(component, runbook, by)} with {names(assisting)}, who can already assist"
        if going and runbook is not None and runbook.rehearsable:
            sentence += f"; {going.who} can teach {going.before}"
        return _repair(component, sentence, runbook, assisting)

    def _hand_over(self, component: str, going: Teacher, learners: list[str]) -> Repair:
        """Let those who go teach before they go."""
        runbook = self._runbook(component)
        if learners:
            sentence = f"pair {names(learners)} with {going.who} {going.before}, {_proof(component, runbook)}"
        else:
            sentence = f"name someone for {going.who} to teach {going.before}, {_proof(component, runbook)}"
        return _repair(component, sentence, runbook, learners)

    def _pair(self, component: str, teachers: list[Operator], learners: list[str]) -> Repair:
        runbook = self._runbook(component)
        teacher = min(teachers, key=lambda operator: (not operator.proven, operator.person)).person
        if not learners:
            return self._nobody_free(component, teachers, teacher, runbook)
        sentence = f"pair {names(learners)} with {teacher} on {component}, {_proof(component, runbook)}"
        return _repair(component, sentence, runbook, [teacher, *learners])

    def _nobody_free(self, component: str, teachers: list[Operator], teacher: str, runbook: Runbook | None) -> Repair:
        owner = self.base.owner(self.base.components[component])
        theirs = any(self.base.people[item.person].team == owner for item in teachers)
        where = f"{'else ' * theirs}in team {owner} " if owner else ""
        said = f"nobody {where}is free to learn it"
        claimed = run_by(runbook, [operator.person for operator in teachers if not operator.proven])
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
        start = (
            f"starting from runbook {runbook.id} ({self._state(runbook)})" if runbook else "from code, graph and vendor"
        )
        aware = self._with_level(operators, Level.AWARE)
        first = (
            f"; {names(aware)}, who {'are' if len(aware) > 1 else 'is'} aware of it, {'start' if len(aware) > 1 else 'starts'}"
            if aware
            else ""
        )
        comma = "," if runbook else ""
        sentence = f"nobody left who can teach it: rediscover it{comma} {start}{first}"
        return _repair(component, sentence, runbook, aware)

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
