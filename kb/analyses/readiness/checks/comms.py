"""It is ready what is said when it fails: the text, the host's script, where, by whom, how often, over a channel that still works.

Why: in the Twitter Space of May 2023 the audience heard dead air, feedback and whispers on open microphones; a press
enquiry was answered with an emoji.

How to fix: fill `comms` of the event: owner, holding, status, script, channel, every_minutes (15 to 30); have the host read it; sign that.

Source of thresholds: PagerDuty (an update at least every 20 minutes for customers, every 20 to 30 inside); 15 to 30
minutes are our policy.

Passes:
    # events/show.yml
    entry: [room]
    comms: {owner: ann, holding: We are back in 20 minutes.,
      status: the status page, script: Please stay.,
      channel: telephone bridge, every_minutes: 20}
    # events/show/a.yml
    sign: {check: comms, by: bob, date: 2026-05-31,
      value: script read by the host, evidence: game day of May}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}

Fails:
    # events/show.yml
    entry: [room]
    comms: none
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Nature, Outcome, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed
from kb.model.words import Nothing


class Comms(SignedCheck):
    """Looks at the communication plan, and for its sign-off.

    Attributes:
        minutes: the longest time between two updates.
    """

    code = "O6"
    title = "Comms"
    severity = Severity.MAJOR
    nature = Nature.ATTESTED
    due = 1
    needs = ()
    days: float = 7
    minutes: float = 30

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the plan, and on its sign-off."""
        plan = case.event.comms
        yield self._plan(case)
        owner = plan.owner if plan is not None and not isinstance(plan, Nothing) else None
        yield from self.signed(
            case,
            case.event.id,
            "who read the texts, how often is written, over which channel",
            frozenset({owner} if owner else ()),
        )

    def _plan(self, case: Situation) -> Answer:
        say = self.say(case)
        event, plan = case.event, case.event.comms
        repair = "fill `comms` of the event: owner, holding, status, script, channel, every_minutes"
        if plan is None or isinstance(plan, Nothing):
            said = "nothing is written about what will be said" if plan is None else "nothing will be said"
            return say.answer(Outcome.UNKNOWN if plan is None else Outcome.FAIL, said, declared(event), repair)
        rests = declared(plan)
        missing = [key for key in ("holding", "status", "script", "channel") if is_placeholder(getattr(plan, key))]
        missing += [key for key in ("owner", "every_minutes") if not getattr(plan, key)]
        if missing:
            return say.unknown(f"the plan does not say {listed(missing, 6)}", rests, repair)
        if not case.there(plan.owner or ""):
            return say.fails(f"{plan.owner} speaks and will not be there", rests, "name another owner")
        every = plan.every_minutes or 0
        outcome = Outcome.PASS if every <= self.minutes else Outcome.FAIL
        why = f"texts are ready, an update every {every:g} min"
        mend = f"write every {self.minutes:g} minutes or more often"
        return say.answer(outcome, why, rests, mend, Distance(every, self.minutes, "minutes", at_least=False))
