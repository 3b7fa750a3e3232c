"""The nearest repair of a component: one sentence for whoever has to act."""

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.freshness import Badge, freshness
from kb.analyses.risk.leaving import NOBODY, Leaving, Teacher
from kb.analyses.risk.report import Repair
from kb.model.base import Base
from kb.model.words import Level, PersonKind, RiskClass

NAMED = 3
"""How many people a repair names at most."""
_ABOUT_OTHERS = frozenset({"comms", "access", "routine"})
"""Kinds of runbook that say little about operating the component itself."""


class Repairs:
    """Finds the nearest repair of components at a date.

    Args:
        base: the knowledge base.
        coverage: its coverage, without those who go.
        leaving: those who go; they can teach until then.
    """

    def __init__(self, base: Base, coverage: Coverage, leaving: Leaving = NOBODY) -> None:
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

    def _runbook(self, component: str) -> str | None:
        """Return the runbook to prove it with: one about the component itself first, then a verified one, then by id."""

        def rank(name: str) -> tuple[bool, bool, str]:
            return self.base.runbooks[name].kind in _ABOUT_OTHERS, self._badge(name) is not Badge.VERIFIED, name

        return min(self.base.runbooks_of(component), key=rank, default=None)

    def _badge(self, runbook: str) -> Badge:
        return freshness(self.base, self.base.runbooks[runbook], self.coverage.at).badge

    def _ask(self, component: str) -> Repair:
        owner = self.base.owner(self.base.components[component])
        whom = f"team {owner}" if owner else "whoever runs it (no owner is known)"
        return Repair(
            component, f"ask {whom} who can operate {component}, and write it down under `knowledge`", None, ()
        )

    def _drill(self, component: str, assisting: list[str], going: Teacher | None) -> Repair:
        runbook = self._runbook(component)
        who = names(assisting)
        if runbook is None:
            by = f" with {going.who} {going.before}" if going else ""
            sentence = f"write a runbook for {component}{by}, then drill it with {who}, who can already assist"
        else:
            by = f"; {going.who} can teach {going.before}" if going else ""
            sentence = f"drill runbook {runbook} with {who}, who can already assist{by}"
        return Repair(component, sentence, runbook, tuple(assisting[:NAMED]))

    def _hand_over(self, component: str, going: Teacher, learners: list[str]) -> Repair:
        """Let those who go teach before they go."""
        runbook = self._runbook(component)
        if learners:
            sentence = f"pair {names(learners)} with {going.who} {going.before}, {_proof(component, runbook)}"
        else:
            sentence = f"name someone for {going.who} to teach {going.before}, {_proof(component, runbook)}"
        return Repair(component, sentence, runbook, tuple(learners[:NAMED]))

    def _pair(self, component: str, teachers: list[Operator], learners: list[str]) -> Repair:
        runbook = self._runbook(component)
        teacher = min(teachers, key=lambda operator: (not operator.proven, operator.person)).person
        if not learners:
            return self._nobody_free(component, teachers, teacher, runbook)
        return Repair(
            component,
            f"pair {names(learners)} with {teacher} on {component}, {_proof(component, runbook)}",
            runbook,
            (teacher, *learners[: NAMED - 1]),
        )

    def _nobody_free(self, component: str, teachers: list[Operator], teacher: str, runbook: str | None) -> Repair:
        owner = self.base.owner(self.base.components[component])
        where = f"in team {owner} " if owner else ""
        claimed = [operator.person for operator in teachers if not operator.proven]
        if claimed and runbook:
            sentence = f"nobody {where}is free to learn it: first prove what is claimed, drill runbook {runbook} with {names(claimed)}"
            return Repair(component, sentence, runbook, tuple(claimed[:NAMED]))
        return Repair(
            component, f"nobody {where}is free to learn it: name someone for {teacher} to teach", runbook, (teacher,)
        )

    def _rediscover(self, component: str, operators: tuple[Operator, ...]) -> Repair:
        outside = [
            operator.person
            for operator in operators
            if operator.external and operator.available and operator.level >= Level.OPERATE
        ]
        runbook = self._runbook(component)
        if outside:
            learners = self._learners(component, operators)
            return Repair(
                component,
                f"nobody inside can teach: book {names(outside)} (external) for a guided run with {names(learners) or 'someone'}",
                runbook,
                tuple(outside[:NAMED]),
            )
        start = (
            f"starting from runbook {runbook} ({self._badge(runbook).value})"
            if runbook
            else "from code, graph and vendor"
        )
        aware = self._with_level(operators, Level.AWARE)
        first = (
            f"; {names(aware)}, who {'are' if len(aware) > 1 else 'is'} aware of it, {'start' if len(aware) > 1 else 'starts'}"
            if aware
            else ""
        )
        comma = "," if runbook else ""
        sentence = f"nobody left who can teach it: rediscover it{comma} {start}{first}"
        return Repair(component, sentence, runbook, tuple(aware[:NAMED]))

    def _prove(self, component: str, teachers: list[Operator]) -> Repair:
        claimed = [operator.person for operator in teachers if not operator.proven]
        runbook = self._runbook(component)
        if not claimed:
            return Repair(component, f"{component} is held and proven: keep its drills going", runbook, ())
        how = f"drill runbook {runbook}" if runbook else f"write a runbook for {component} and drill it"
        return Repair(
            component, f"prove it: {how} with one of those who claim to operate it", runbook, tuple(claimed[:NAMED])
        )


def _proof(component: str, runbook: str | None) -> str:
    return f"then drill runbook {runbook}" if runbook else f"write a runbook for {component} together, then drill it"


def names(people: list[str]) -> str:
    """Say who could act: a few by id, the others counted."""
    return " or ".join(people[:NAMED]) + (f" ({len(people) - NAMED} more)" if len(people) > NAMED else "")
