"""Where fewer than two people inside can operate a component, someone outside who can has agreed to be reached.

Why: a commentary on the Twitter Space that failed in May 2023 advised to bring in external experts. Found during the
event itself, they have no access, no contract and no idea.

How to fix: agree with a vendor, a contractor or a former colleague who consents on how they are reached and let in; sign it per component.

Source of thresholds: our policy.

Passes:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    sign: {check: outside-expert, subject: room, by: ann, date: 2026-05-20,
      value: eve on retainer with read access, evidence: retainer letter}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}}
    knowledge: {room: none}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    knowledge: {room: none}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Nature, Rank, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import grounds
from kb.analyses.readiness.situation import Situation


class OutsideExpert(SignedCheck):
    """Looks for a sign-off at each component with too few proven operators.

    Attributes:
        least: components with fewer operators than this need someone outside.
    """

    code = "P10"
    title = "Outside expert"
    severity = Severity.MAJOR
    nature = Nature.ATTESTED
    due = 14
    least: int = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component that needs someone outside."""
        few = [name for name in case.closure if len(case.knowers(name)) < self.least]
        if not few:
            rank = Rank.DATED if any(map(case.by_line, case.closure)) else Rank.OBSERVED
            rests = grounds(
                rank, [knows for name in case.closure for knows in case.base.knowledge.get(name, {}).values()]
            )
            yield self.say(case).passes(f"every component has at least {self.least} proven operators", rests)
        for name in few:
            yield from self.signed(case, name, "who, on which contract, reached how, let in how")
