"""Every role has been asked, has said go or no-go with the value it rests on, and a no is kept as it was said.

Why: NASA asks each console by name before a launch, because silence had been taken for consent.

How to fix: `kb ready poll EVENT --role R --by P --say go|no-go --value …` for each role: the roles of the event, the decider, and one for each system
the event stands on. A later word of the same role replaces the earlier; a dissent stays in the report.

Source of thresholds: NASA's status check; PagerDuty (poll before a decision); two days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    decider: dot
    roles: {comms: [ann]}
    # events/show/a.yml
    poll: {role: comms, by: ann, say: go, value: texts read twice,
      date: 2026-06-01}
    # events/show/b.yml
    poll: {role: decider, by: dot, say: go, value: 0 blockers open,
      date: 2026-06-01}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, dot: {}}

Fails:
    # events/show.yml
    entry: [room]
    decider: dot
    roles: {comms: [ann]}
    # events/show/a.yml
    poll: {role: comms, by: ann, say: no-go, value: the script is not read,
      date: 2026-06-01}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, dot: {}}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Distance, Nature, Outcome, Rank, Scale
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import grounds
from kb.analyses.readiness.papers import instant, is_placeholder
from kb.analyses.readiness.situation import Situation
from kb.model.words import Nothing


def roles(case: Situation) -> tuple[str, ...]:
    """Return who is asked: the roles of the event but standby, the decider, and each system of the closure."""
    systems = {system for name in case.closure if (system := case.base.components[name].system) is not None}
    return tuple(sorted(({*(case.event.roles or {})} - {"standby"}) | systems | {"decider"}))


def entitled(case: Situation, role: str) -> frozenset[str] | None:
    """Return who may speak for a role; None if anyone active may."""
    if role == "decider":
        return frozenset({case.event.decider} if case.event.decider else ())
    named = (case.event.roles or {}).get(role)
    if named is None or isinstance(named, Nothing):
        return None
    return frozenset({named} if isinstance(named, str) else named)


@dataclass(frozen=True)
class Poll(SignedCheck):
    """Looks at the last word of each role."""

    code: ClassVar[str] = "E3"
    title: ClassVar[str] = "Poll"
    nature: ClassVar[Nature] = Nature.ATTESTED
    scale: ClassVar[Scale] = Scale.MARQUEE
    due: ClassVar[int] = 1
    days: float = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per role; its subject is the event."""
        if case.event.roles is None:
            yield self.say(
                case,
                case.event.id,
                Outcome.UNKNOWN,
                "no roles are written: nobody to ask",
                grounds(Rank.DECLARED, [case.event]),
                "write `roles`",
            )
        for role in roles(case):
            yield self._role(case, role)

    def _role(self, case: Situation, role: str) -> Answer:
        say = partial(self.say, case, case.event.id)
        event, may = case.event, entitled(case, role)
        repair = f"kb ready poll {event.id} --role {role} --by … --say … --value …"
        said = [
            poll
            for poll in case.polls
            if poll.role == role and case.active(poll.by) and (may is None or poll.by in may)
        ]
        if not said:
            return say(Outcome.UNKNOWN, f"{role} has not been asked", grounds(Rank.DECLARED, [event]), repair)
        last = said[-1]
        rests = grounds(Rank.DATED, [last])
        words = f"{role}: {last.say} ({last.by}: {last.value or 'no value'})"
        if last.say != "go":
            return say(Outcome.FAIL, words, rests, f"answer what {role} says, then ask again")
        if is_placeholder(last.value):
            return say(Outcome.UNKNOWN, words, rests, repair)
        old = last.date is not None and instant(last.date) + timedelta(days=self.days) < case.at
        age = round((case.at - instant(last.date)) / timedelta(days=1), 1) if last.date else 0.0
        distance = Distance(age, self.days, "days", at_least=False)
        return say(Outcome.STALE if old else Outcome.PASS, words, rests, repair, distance)
