"""Every role has been asked, has said go or no-go with the value it rests on, and a no is kept as it was said.

Why: before a launch NASA asks each console by name for go or no-go. Silence is easily taken for consent.

How to fix: `kb ready poll EVENT --role R --by P --say go|no-go --value …` for each role: the roles of the event, the decider, and one for each system
the event stands on, said by someone of the team that owns it. A later word of the same role replaces the earlier; a dissent stays in the report.

Source of thresholds: NASA's launch status check; PagerDuty (polling during a decision); two days are our policy.

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
from datetime import timedelta

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Nature, Outcome, Scale
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.papers import instant
from kb.analyses.readiness.situation import Situation
from kb.model.event import Poll as Word
from kb.model.saying import listed
from kb.model.words import Nothing


def roles(case: Situation) -> tuple[str, ...]:
    """Return who is asked: the roles of the event but standby, the decider, and each system of the closure."""
    systems = {system for name in case.closure if (system := case.base.components[name].system) is not None}
    return tuple(sorted(({*(case.event.roles or {})} - {"standby"}) | systems | {"decider"}))


def entitled(case: Situation, role: str) -> frozenset[str] | None:
    """Return who may speak for a role: who has it, for a system the teams that own what is of it; None if anyone active may."""
    if role == "decider":
        return frozenset({case.event.decider} if case.event.decider else ())
    named = (case.event.roles or {}).get(role)
    if isinstance(named, Nothing):
        return None
    if named is None:
        parts = (case.base.components[name] for name in case.closure)
        teams = {case.base.owner(part) for part in parts if part.system == role} - {None}
        return frozenset(person for team in teams for person in case.base.members(team or "", case.at))
    return frozenset({named} if isinstance(named, str) else named)


def unheard(case: Situation, poll: Word) -> str:
    """Return why what someone said does not count as the word of a role; empty if it does."""
    role = poll.role or ""
    may = entitled(case, role)
    if role not in roles(case):
        return f"{role} is not asked; the roles are {listed(roles(case), 12)}"
    if not case.active(poll.by):
        return f"{poll.by} is not active"
    if may is not None and poll.by not in may:
        return f"{poll.by} does not speak for {role}; {listed(sorted(may)) or 'nobody'} may"
    return ""


class Poll(SignedCheck):
    """Looks at the last word of each role."""

    code = "E3"
    title = "Poll"
    nature = Nature.ATTESTED
    scale = Scale.MARQUEE
    due = 1
    days: float = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per role; its subject is the event."""
        if case.event.roles is None:
            yield self.say(case).unknown("no roles are written: nobody to ask", declared(case.event), "write `roles`")
        for role in roles(case):
            yield self._role(case, role)

    def _role(self, case: Situation, role: str) -> Answer:
        say = self.say(case)
        event = case.event
        repair = f"kb ready poll {event.id} --role {role} --by … --say … --value …"
        said = [poll for poll in case.polls if poll.role == role and not unheard(case, poll)]
        if not said:
            return say.unknown(f"{role} has not been asked", declared(event), repair)
        last = said[-1]
        rests = dated(last)
        words = f"{role}: {last.say} ({last.by}: {last.value or 'no value'})"
        if last.say != "go":
            return say.fails(words, rests, f"answer what {role} says, then ask again")
        if is_placeholder(last.value):
            return say.unknown(words, rests, repair)
        old = last.date is not None and instant(last.date) + timedelta(days=self.days) < case.at
        age = round((case.at - instant(last.date)) / timedelta(days=1), 1) if last.date else 0.0
        distance = Distance(age, self.days, "days", at_least=False)
        return say.answer(Outcome.STALE if old else Outcome.PASS, words, rests, repair, distance)
