"""The review after the event has a day and someone who leads it.

Why: what is not in the calendar before the event does not take place after it, least of all when it went well.

How to fix: write `review: {date, facilitator, feedback}` with a day within five working days after; whoever decided does not lead it.

Source of thresholds: AWS Infrastructure Event Readiness, 2018 (post-event activities); five working days are our
policy.

Passes:
    # events/show.yml
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    decider: dot
    review: {date: 2026-06-10, facilitator: ann}
    # ownership/a.yml
    people: {ann: {}, dot: {}}

Fails:
    # events/show.yml
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    review: {date: 2026-06-11, facilitator: ann}
    # ownership/a.yml
    people: {ann: {}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.situation import Situation, working_days_after
from kb.model.words import Nothing


class ReviewBooked(Check):
    """Looks at the day and the facilitator of the review.

    Attributes:
        working_days: by how many working days after the event it takes place.
    """

    code = "A1"
    title = "Review booked"
    severity = Severity.MINOR
    due = 1
    needs = ("window",)
    working_days: int = 5

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer."""
        event, review = case.event, case.event.review
        repair = f"book the review within {self.working_days} working days, with someone who does not decide"
        if review is None or isinstance(review, Nothing) or review.date is None or review.facilitator is None:
            outcome = Outcome.FAIL if isinstance(review, Nothing) else Outcome.UNKNOWN
            item = event if review is None or isinstance(review, Nothing) else review
            yield self.say(case).answer(outcome, "day and facilitator are not written", declared(item), repair)
            return
        rests = dated(review)
        last = working_days_after(case.end.date(), self.working_days) if case.end else review.date
        early = case.end is not None and review.date < case.end.date()
        leader = case.base.people.get(review.facilitator)
        there = leader is not None and leader.available(review.date)
        fits = not early and there and review.date <= last and review.facilitator != event.decider
        said = f"on {review.date}, led by {review.facilitator}" + (
            ", who decides the event"
            if review.facilitator == event.decider
            else ""
            if there
            else ", who will not be there"
        )
        if fits and event.decider is None:
            said += "; whether they decide the event is not known"
            yield self.say(case).unknown(said, rests, "name the decider")
            return
        ended = case.end.date() if case.end else review.date
        after = Distance((review.date - ended).days, (last - ended).days, "days after the event", at_least=False)
        outcome = Outcome.PASS if fits else Outcome.FAIL
        yield self.say(case).answer(outcome, said, rests, repair, None if early else after)
