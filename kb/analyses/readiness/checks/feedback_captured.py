"""What users, support and the crew notice has a place to go while it is fresh.

Why: a commentary on the Twitter Space that failed in May 2023 advised to collect feedback; no process for it is named
anywhere.

How to fix: write `review: {feedback: [...]}` with the channels, open them before the event, and sign that they are open.

Source of thresholds: our policy, after that advice.

Passes:
    # events/show.yml
    review: {feedback: [support queue]}
    # events/show/a.yml
    sign: {check: feedback-captured, by: ann, date: 2026-05-31,
      value: channel open and tagged}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    title: A show
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Nature, Outcome, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed
from kb.model.words import Nothing


class FeedbackCaptured(SignedCheck):
    """Looks for channels, and for the sign-off that they are open."""

    code = "A2"
    title = "Feedback captured"
    severity = Severity.MINOR
    nature = Nature.ATTESTED
    due = 1
    needs = ()

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the channels, and on the sign-off; before the event a missing one only warns."""
        event, review = case.event, case.event.review
        channels = None if review is None or isinstance(review, Nothing) else review.feedback
        channels = channels and tuple(name for name in channels if not is_placeholder(name))
        if not channels:
            outcome = Outcome.UNKNOWN if channels is None and not isinstance(review, Nothing) else Outcome.FAIL
            yield self.say(case).answer(
                outcome, "no channel is written", declared(event), "write `review: {feedback: [...]}`"
            )
        else:
            yield self.say(case).passes(listed(channels), declared(review))
        for answer in self.signed(case, event.id, "which channels are open"):
            before = case.end is not None and case.at < case.end and bool(channels)
            yield answer._replace(outcome=Outcome.WARN) if before and answer.outcome.blocks else answer
