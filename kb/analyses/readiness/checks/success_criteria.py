"""It is written beforehand what "it went well" means, in numbers.

Why: the Twitter Space of May 2023 was called a failure by many and a success by the owner of the platform. No account
names a measure that was set beforehand.

How to fix: write `success: [{metric, clock}]`, such as "95 % of joins hear audio within 10 seconds", and have it attested.

Source of thresholds: a public workbook for AWS infrastructure events, section 1.

Passes:
    # events/show.yml
    entry: [room]
    success: [{metric: 95 % of joins hear audio, clock: within 10 s}]
    # events/show/a.yml
    sign: {check: success-criteria, by: ann, date: 2026-05-31,
      value: 95 % within 10 s}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Nature, Outcome, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.event import Criterion
from kb.model.saying import count


class SuccessCriteria(SignedCheck):
    """Looks for measurable criteria, and for their sign-off."""

    code = "E2"
    title = "Success criteria"
    severity = Severity.MINOR
    nature = Nature.ATTESTED
    due = 1
    needs = ()
    days: float = 14

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the criteria, and on their sign-off."""
        event, written = case.event, case.event.success
        repair = "write `success` with a metric, such as 95 % of joins hear audio within 10 s"
        if not written or any(not _measurable(item) for item in written):
            outcome = Outcome.FAIL if written == () else Outcome.UNKNOWN
            yield self.say(case).answer(
                outcome, "no measurable criterion is written", declared(*(written or [event])), repair
            )
        else:
            yield self.say(case).passes(
                f"{count(len(written), 'criterion', 'criteria')} with a metric", declared(*written)
            )
        yield from self.signed(case, event.id, "the numbers that count as success")


def _measurable(item: Criterion) -> bool:
    """Whether a criterion names what is measured, with a number in it."""
    return not is_placeholder(item.metric) and any(map(str.isdigit, f"{item.metric}{item.clock}"))
