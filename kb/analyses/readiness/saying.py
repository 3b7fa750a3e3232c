"""What a check says of one subject: an answer for each outcome."""

from typing import NamedTuple

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.grounds import NO_GROUNDS, Grounds
from kb.analyses.readiness.owners import owner_of
from kb.analyses.readiness.situation import Situation


class Say(NamedTuple):
    """Says the answers of one check about one subject of a situation; ``due`` as in :class:`kb.analyses.readiness.checks.Check`."""

    case: Situation
    check: str
    due: int
    subject: str

    def answer(
        self,
        outcome: Outcome,
        value: str,
        rests: Grounds = NO_GROUNDS,
        repair: str = "",
        distance: Distance | None = None,
    ) -> Answer:
        """Return an answer whose outcome is worked out; what passes needs no repair."""
        return Answer(
            check=self.check,
            subject=self.subject,
            outcome=outcome,
            value=value,
            rank=rests.rank,
            distance=distance,
            owner=owner_of(self.case, self.subject),
            due=self.case.due(self.due),
            repair="" if outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE) else repair,
            sources=rests.sources,
            rests=rests.basis,
        )

    def fails(self, value: str, rests: Grounds, repair: str, distance: Distance | None = None) -> Answer:
        """Return that it fails on evidence."""
        return self.answer(Outcome.FAIL, value, rests, repair, distance)

    def stale(self, value: str, rests: Grounds, repair: str, distance: Distance | None = None) -> Answer:
        """Return that what it rests on is out of date."""
        return self.answer(Outcome.STALE, value, rests, repair, distance)

    def unknown(self, value: str, rests: Grounds, repair: str, distance: Distance | None = None) -> Answer:
        """Return that it is not known."""
        return self.answer(Outcome.UNKNOWN, value, rests, repair, distance)

    def warns(self, value: str, rests: Grounds, repair: str, distance: Distance | None = None) -> Answer:
        """Return that it passes, with something to look at."""
        return self.answer(Outcome.WARN, value, rests, repair, distance)

    def passes(self, value: str, rests: Grounds, distance: Distance | None = None) -> Answer:
        """Return that it passes."""
        return self.answer(Outcome.PASS, value, rests, distance=distance)

    def not_asked(self, value: str) -> Answer:
        """Return that it is not applicable, and why."""
        return self.answer(Outcome.NOT_APPLICABLE, value)
