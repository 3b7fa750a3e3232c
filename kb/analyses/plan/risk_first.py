"""What `kb risk` names first, where a plan does not begin with it: when it does, and why not at once.

The two answer different questions. `kb risk` puts the worst first; a plan takes away as much as it can by its last day, and of what one
person does puts claims and what others stand on first. Whoever reads both has to know what to do on Monday.
"""

from collections.abc import Iterable

from kb.analyses.coverage import Coverage
from kb.analyses.freshness import verified_edges
from kb.analyses.plan.gather import Asked, Gathered
from kb.analyses.plan.report import Open
from kb.analyses.plan.schedule import Session
from kb.analyses.plan.solve import Solution
from kb.analyses.risk.report import CLASS_ORDER
from kb.graph.build import KnowledgeGraph
from kb.model.saying import listed
from kb.model.settings import tier_place
from kb.model.words import RiskClass


def risk_first(question: Asked, gathered: Gathered, solution: Solution, left: Iterable[Open], command: str) -> str:
    """Return a sentence on what `kb risk` names first; empty where the plan begins it in its first week, or nothing is at risk.

    Args:
        question: the question.
        gathered: what was made of it.
        solution: the plan.
        left: what stays open.
        command: the `kb risk` with the scope of the plan.
    """
    name = _first(question, gathered)
    if name is None:
        return ""
    sessions = [item for item in solution.sessions if name in item.components]
    opening = f"{command} names {name} first: "
    if not sessions:
        reason = next((item.sentence for item in left if item.component == name), None)
        if reason is None:
            return f"{opening}it has the operators asked for on {question.by} as things stand"
        return f"{opening}it has no session here, for {reason}"
    first = sessions[0]
    if first.week == 0:
        return ""
    mine = [item for item in sessions if (item.learner, item.runbook) == (first.learner, first.runbook)]
    again = sum(item.move == "rediscovery" for item in mine)
    what = f"its {again} rediscovery sessions begin" if again > 1 else "its sessions begin"
    return f"{opening}{what} in week {first.week + 1}, because {_Because(gathered, solution, first).said()}"


def _first(question: Asked, gathered: Gathered) -> str | None:
    """Return the component of the scope that `kb risk` puts first; None if even that is held, so that it names none."""
    base = gathered.known
    cover = Coverage(base, question.at)
    graph = KnowledgeGraph(base, verified_edges(base, question.at))
    blast = dict(zip(graph.ids, graph.blast(base.weights), strict=True))
    ranked = []
    for name in question.targets:
        tier, found = base.tier(base.components[name]), cover.cover(name).risk_class
        ranked.append((tier_place(tier), CLASS_ORDER.index(found), -blast[name], name))
    if not ranked or (first := min(ranked))[1] == CLASS_ORDER.index(RiskClass.HELD):
        return None
    return first[-1]


class _Because:
    """Why a course does not begin earlier: what its learner and its teacher do until then."""

    def __init__(self, gathered: Gathered, solution: Solution, first: Session) -> None:
        self.problem = gathered.problem
        self.first = first
        self.before = [item for item in solution.sessions if item.week < first.week]
        self.claimed = {(pair.candidate.person, pair.need.component) for pair in solution.pairs if pair.claimed}
        self.below = {
            name for pair in solution.pairs if pair.need.component in first.components for name in pair.need.below
        }

    def said(self) -> str:
        learner, teacher = self.first.learner, self.first.teacher
        mine = [item for item in self.before if item.learner == learner]
        if not any(self.problem.hours[learner].learn[: self.first.week]):
            return f"{learner} has no hours to learn before then"
        if mine and not self._room(mine):
            return self._taken(learner, mine)
        taught = [item for item in self.before if item.teacher == teacher]
        if teacher is not None and not any(self.problem.hours[teacher].teach[: self.first.week]):
            return f"{teacher}, who teaches it, has no hours before then"
        if teacher is not None and taught:
            return f"until then {teacher}, who teaches it, teaches {_listed(taught)}"
        if mine:
            return self._taken(learner, mine)
        return "a plan counts what is held on its last day, and that is as well reached from then on"

    def _room(self, mine: list[Session]) -> bool:
        """Whether the learner has room for the session in an earlier week."""
        settings, learn = self.problem.settings, self.problem.hours[self.first.learner].learn
        for week in range(self.first.week):
            inside = [item for item in mine if item.week == week]
            subjects = {item.subject for item in inside}
            if (
                sum(item.hours for item in inside) + self.first.hours <= learn[week]
                and len(subjects) < settings.learner_components
            ):
                return True
        return False

    def _taken(self, learner: str, mine: list[Session]) -> str:
        """Say what the learner does until then."""
        names = {name for item in mine for name in item.components}
        if all((learner, name) in self.claimed for name in names):
            return f"until then {learner} proves {_listed(mine)}, where a drill is enough"
        if names <= self.below:
            return f"until then {learner} learns {_listed(mine)}, which it stands on"
        return f"until then {learner} is taken up by {_listed(mine)}"


def _listed(sessions: Iterable[Session]) -> str:
    return listed(list(dict.fromkeys(name for item in sessions for name in item.components)))
