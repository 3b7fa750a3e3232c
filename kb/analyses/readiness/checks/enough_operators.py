"""More than one person who is there that day can bring each component back.

Why: before the Twitter Space of May 2023 its team had gone from as many as 100 people to roughly three. A component
held by one person is held until that person sleeps.

How to fix: pair a second person with the one who can, and drill the component's runbook; only an unaided run proves it.

Source of thresholds: AWS Well-Architected OPS07-BP01 (enough trained people); how many are enough is our policy, three
for a marquee event.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    scale: marquee
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}, cid: {}}
    knowledge:
      room:
        ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}
        bob: {level: operate, by: incident, last: 2026-04-01, ref: notes 7}
        cid: {level: operate, by: gameday, last: 2026-05-01, ref: notes 7}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    scale: marquee
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}
    knowledge:
      room:
        ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}
        bob: operate
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Rank, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.grounds import Grounds, declared, grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.risk.repair import Repairs
from kb.model.saying import count
from kb.model.words import Level, RiskClass


class EnoughOperators(Check):
    """Counts the proven operators of each component in scope who are there during the event.

    Attributes:
        held: how many make it pass.
    """

    code = "P1"
    title = "Enough operators"
    scale = Scale.ROUTINE
    due = 14
    needs = ("entry", "window")
    held: int = 3

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope; for a routine event it only warns."""
        for component in case.closure:
            answer = self._count(case, component)
            soft = case.scale is Scale.ROUTINE and answer.outcome.blocks
            yield answer._replace(outcome=Outcome.WARN) if soft else answer

    def _count(self, case: Situation, component: str) -> Answer:
        rests = _rests(case, component)
        if not case.coverage.is_known(component):
            source = declared(case.base.components[component])
            why = "nobody has written who can operate it"
            mend = f"write who can operate {component} under `knowledge`, or none"
            return self.say(case, component).unknown(why, source, mend)
        number = len(case.knowers(component))
        claimed = self._claimed(case, component)
        least = 2 if case.scale is Scale.MARQUEE else 1
        outcome = Outcome.PASS if number >= self.held else Outcome.WARN if number >= least else Outcome.FAIL
        lines = len(case.by_line(component))
        said = f"{count(number, 'proven operator')} there{f', {lines} by a written line alone' if lines else ''}" + (
            f", {claimed} more by claim or old proof only"
            if claimed
            else ""
            if number
            else ", and nobody claims to be one"
        )
        repair = _repair(case, component)
        return self.say(case, component).answer(outcome, said, rests, repair, Distance(number, self.held, "operators"))

    def behind(self, case: Situation, subject: str) -> float:
        """Return how many claim to operate it."""
        return float(self._claimed(case, subject)) if subject in case.closure else 0.0

    def _claimed(self, case: Situation, component: str) -> int:
        """Return how many are there who claim to operate it, or once proved it."""
        able = sum(item.level >= Level.OPERATE and case.there(name) for name, item in case.operators(component).items())
        return able - len(case.knowers(component))


def _repair(case: Situation, component: str) -> str:
    """Say what `kb risk` says of the component; where enough can and have proved it, that they are to be there."""
    able = case.coverage.cover(component)
    if able.risk_class is RiskClass.HELD and able.proven == able.coverage:
        return f"have more of those there who have proved that they can operate {component}"
    return Repairs(case.base, case.coverage).nearest(component, able.risk_class).sentence


def _rests(case: Situation, component: str) -> Grounds:
    """Return the lines on who knows a component; where none is left, the line that opens its entry."""
    known = case.base.knowledge.get(component, {})
    proven = Rank.DATED if case.by_line(component) else Rank.OBSERVED
    rank = proven if case.knowers(component) else Rank.DECLARED
    found = grounds(rank, [known[name] for name in sorted(known)])
    if found.sources:
        return found
    place = case.base.knowledge_sources.get(component)
    return found if place is None else found._replace(sources=(place,))
