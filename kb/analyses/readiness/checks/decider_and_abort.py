"""One person decides, another can in their place, and it is written at which number and by which clock the event is delayed, moved or stopped.

Why: every minute spent finding out who may say "stop" is a minute of silence. Criteria written in the calm of the week before are not argued about at
18:20.

How to fix: name `decider` and `deputy`, write two criteria or more under `abort`, each with a metric and a clock, and have them attested.

Source of thresholds: a public workbook for AWS infrastructure events (what triggers the second plan); NASA's launch
commit criteria; two criteria are our policy.

Passes:
    # events/show.yml
    entry: [room]
    decider: dot
    deputy: eve
    abort:
      - {do: move, metric: join success below 80 %, clock: 5 minutes}
      - {do: stop, metric: no sound, clock: 20 minutes}
    # events/show/a.yml
    sign: {check: decider-and-abort, by: ann, date: 2026-05-31,
      value: dot decides; move at 80 % for 5 minutes,
      evidence: minutes of May}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, dot: {}, eve: {}}

Fails:
    # events/show.yml
    entry: [room]
    decider: dot
    deputy: dot
    abort: []
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {dot: {}}
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Nature, Outcome
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.event import Criterion
from kb.model.saying import count


class DeciderAndAbort(SignedCheck):
    """Looks for decider, deputy and criteria, and for their sign-off.

    Attributes:
        criteria: how many must be written.
    """

    code = "E1"
    title = "Decider and abort criteria"
    nature = Nature.ATTESTED
    due = 28
    needs = ()
    days: float = 7
    criteria: int = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answers on the people, the criteria and the sign-off."""
        yield self._people(case)
        yield self._criteria(case)
        yield from self.signed(case, case.event.id, "who decides, who deputises, at which numbers and clocks")

    def _people(self, case: Situation) -> Answer:
        say = self.say(case)
        event = case.event
        rests = declared(event)
        if event.decider is None or event.deputy is None:
            missing = "decider" if event.decider is None else "deputy"
            return say.unknown(f"no {missing} is named", rests, f"name the {missing}")
        gone = [name for name in (event.decider, event.deputy) if not case.there(name)]
        if gone or event.decider == event.deputy:
            said = f"{gone[0]} will not be there" if gone else "decider and deputy are the same person"
            return say.fails(said, rests, "name two people who will be there")
        return say.passes(f"{event.decider} decides, {event.deputy} deputises", rests)

    def _criteria(self, case: Situation) -> Answer:
        event, written = case.event, case.event.abort
        repair = f"write {self.criteria} criteria or more: do, metric, clock"
        if written is None or any(not _measurable(item) for item in written):
            lacking = "a criterion lacks what to do, a metric or a clock, or has no number"
            said = "no criteria are written" if written is None else lacking
            return self.say(case).unknown(said, declared(*(written or [event])), repair)
        number = len({(item.do, item.metric, item.clock) for item in written})
        outcome = Outcome.PASS if number >= self.criteria else Outcome.FAIL
        why = f"{count(number, 'criterion', 'criteria')} with metric and clock"
        distance = Distance(number, self.criteria, "criteria")
        return self.say(case).answer(outcome, why, declared(*(written or [event])), repair, distance)


def _measurable(item: Criterion) -> bool:
    """Whether a criterion says what to do, on what, by when, with a number in it."""
    said = (item.do, item.metric, item.clock)
    return not any(is_placeholder(text) for text in said) and any(map(str.isdigit, f"{item.metric}{item.clock}"))
