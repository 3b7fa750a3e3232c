"""What falls below its target when the givers have gone, and the order to hand it over in."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

from kb.analyses.coverage import Cover, Coverage
from kb.analyses.freshness import verified_edges
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import OnTarget
from kb.graph.build import KnowledgeGraph
from kb.model.noun import NamedTuple
from kb.model.words import Level


class Fall(NamedTuple):
    """A component the givers operate: who of them, and its cover on the last day with and without them."""

    component: str
    givers: tuple[str, ...]
    before: Cover
    after: Cover


class Scope:
    """What the givers of a question operate.

    Attributes:
        graph: the hard graph.
        falls: what falls below its target, by id.
        kept: what they operate and does not, by id.
        without: who can operate what on the last day, the givers gone.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.graph = KnowledgeGraph(question.base, verified_edges(question.base, question.at))
        with_them = Coverage(question.stay, question.end)
        self.without = Coverage(question.stay, question.end, question.gone)
        falls, kept = [], []
        for name in self._touched():
            givers = tuple(
                item.person
                for item in with_them.operators(name)
                if item.person in question.gone and item.level >= Level.OPERATE
            )
            if not givers:
                continue
            fall = Fall(name, givers, with_them.cover(name), self.without.cover(name))
            if self._falls(fall):
                falls.append(fall)
            else:
                before, after = fall.before, fall.after
                kept.append(OnTarget(name, before.coverage, after.coverage, before.externals, after.externals))
        self.falls = tuple(falls)
        self.kept = tuple(kept)

    def _touched(self) -> Iterable[str]:
        """Return the components some giver may operate, by id: all a line of knowledge or a run of theirs is about."""
        base, gone = self.question.base, self.question.gone
        found = {name for name, known in base.knowledge.items() if not gone.isdisjoint(known)}
        runs = {run.runbook for run in base.runs if run.by in gone and run.runbook}
        found |= {name for runbook in runs for name in base.components_of(runbook)}
        return sorted(name for name in found if name not in base.retired)

    def _falls(self, fall: Fall) -> bool:
        """Whether too few are left, or, where proof counts, nobody with proof any more."""
        unproven = not self.question.claimed and fall.after.proven == 0 < fall.before.proven
        return fall.after.coverage < self.question.target or unproven

    def blast(self) -> Mapping[str, int]:
        """Return how much stands on each component, in tier weights."""
        return dict(zip(self.graph.ids, self.graph.blast(self.question.base.weights), strict=True))

    def bears(self) -> Mapping[str, tuple[str, ...]]:
        """Return, per component that falls, those others of them that are built on it: they inherit its knowledge."""
        inside = {fall.component for fall in self.falls}
        found: dict[str, list[str]] = {name: [] for name in inside}
        for name in sorted(inside):
            for edge in self.question.base.components[name].built_on or ():
                if edge.to in inside and edge.to != name and name not in found[edge.to]:
                    found[edge.to].append(name)
        return {name: tuple(above) for name, above in found.items()}

    def order(self) -> tuple[str, ...]:
        """Return the components that fall in the order of the handover.

        What a component stands on comes before it, circles apart; of what is free to be next, that on which others are built
        comes first, then by blast radius (greatest first), then by id. O(k²) for k components, and their closures.
        """
        inside = {fall.component for fall in self.falls}
        below = {name: inside.intersection(self.graph.prepared.closure(name)) - {name} for name in inside}
        waits = {name: {other for other in below[name] if name not in below[other]} for name in inside}
        above: dict[str, list[str]] = {name: [] for name in inside}
        for name, others in waits.items():
            for other in others:
                above[other].append(name)
        bears, blast = self.bears(), self.blast()
        ready = [(not bears[name], -blast[name], name) for name in inside if not waits[name]]
        heapify(ready)
        found = []
        while ready:
            name = heappop(ready)[2]
            found.append(name)
            for other in above[name]:
                waits[other].discard(name)
                if not waits[other]:
                    heappush(ready, (not bears[other], -blast[other], other))
        return tuple(found)
