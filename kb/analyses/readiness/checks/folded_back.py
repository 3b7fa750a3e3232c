"""After the event each finding has become a check, a runbook or an edge, and it is said whether a check would have caught it.

Why: findings of a review rot in a queue; the next event meets them again.

How to fix: `kb ready review EVENT`, then change the files, and sign what came of each finding. Due five working days after the event.

Source of thresholds: AWS operational readiness reviews (the template of its error reviews asks whether a recommendation
would have reduced the impact); five working days are our policy.

Passes:
    # events/show.yml
    window: {start: 2026-05-20T18:00Z, end: 2026-05-20T20:00Z}
    # events/show/a.yml
    sign: {check: folded-back, by: ann, date: 2026-05-25,
      value: 3 findings; 2 runbooks changed and 1 edge added}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    window: {start: 2026-05-20T18:00Z, end: 2026-05-20T20:00Z}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Nature, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.situation import Situation


class FoldedBack(SignedCheck):
    """Looks, once the event is over, for the sign-off of what came of it."""

    code = "A3"
    title = "Folded back"
    severity = Severity.MINOR
    nature = Nature.ATTESTED
    due = -5
    needs = ("window",)
    days: float = 3650

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the sign-off; not applicable before the end of the event."""
        if case.end is None or case.at < case.end:
            yield self.say(case).not_asked("due after the event")
            return
        ask = "each finding, and which check, runbook or edge it became"
        yield from self.signed(case, case.event.id, ask, since=(case.end, "the end of the event"))
