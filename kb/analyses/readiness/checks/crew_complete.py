"""Every role of the event has its own person: who leads, who speaks, who writes, who calls the vendor, who has their hands on it.

Why: three people cannot be incident commander, speaker, scribe, primary and secondary at once, whatever they know.
Whoever leads repairs nothing (PagerDuty's roles); whoever speaks should not, either.

How to fix: name people under `roles` of the event and write the shifts; borrow people for the roles that need no knowledge of the parts.

Source of thresholds: PagerDuty, incident roles. An approximate headcount is given the benefit of a quarter more.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 0,
      post: 0}
    roles: {incident-commander: [cid], comms: [dot], scribe: [eve]}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}, cid: {}, dot: {}, eve: {}}
    oncall:
      live:
        covers: [room]
        shifts:
          - {person: ann, start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z,
              role: primary}
          - {person: bob, start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z,
              role: secondary}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {owner: live-team}}
    # ownership/a.yml
    teams: {live-team: {headcount: [{date: 2026-05-01, value: 3,
      approx: true}]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._headcount import Heads, heads
from kb.analyses.readiness.grounds import dated
from kb.analyses.readiness.matching import unfilled
from kb.analyses.readiness.roles import meant
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed
from kb.model.words import Nothing


class CrewComplete(Check):
    """Matches roles with people, each person at most once.

    Attributes:
        roles: roles every event has; ``vendor-liaison`` joins them where the event stands on a vendor.
    """

    code = "P4"
    title = "Crew complete"
    needs = ("entry", "window")
    roles: tuple[str, ...] = ("incident-commander", "comms", "scribe")

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer."""
        event = case.event
        roles = [*self.roles, *(["vendor-liaison"] if case.vendors else [])]
        hands = [f"{turn} of {name}" for name in case.rotations for turn in ("primary", "secondary")] or [
            "primary",
            "secondary",
        ]
        wanted = [*roles, *hands]
        team = heads(case)
        if team is not None and team.most < len(self.roles) + 2 and not event.roles and not case.rota:
            yield self._too_few(case, team, len(self.roles) + 2)
            return
        rests = dated(event, *(duty.shift for duty in case.rota))
        missing = [role for role in roles if (event.roles or {}).get(role) is None]
        if missing or not case.rota:
            said = f"nothing says who is {listed(missing, 4)}" if missing else "no shift is written"
            slip = meant(event, missing)
            repair = "name people under `roles`, and write the shifts"
            yield self.say(case).unknown(f"{said}; {slip}" if slip else said, rests, repair)
            return
        empty = unfilled(wanted, self._able(case, roles))
        said = f"{len(wanted) - len(empty)} of {len(wanted)} roles filled" + (
            f"; not {listed(empty)}" if empty else ", each by another person"
        )
        mend = f"find someone for {listed(empty)}"
        distance = Distance(len(wanted) - len(empty), len(wanted), "roles")
        yield self.say(case).answer(Outcome.FAIL if empty else Outcome.PASS, said, rests, mend, distance)

    def _able(self, case: Situation, roles: list[str]) -> dict[str, list[str]]:
        able: dict[str, list[str]] = {}
        for role in roles:
            named = (case.event.roles or {}).get(role)
            names = () if named is None or isinstance(named, Nothing) else (named,) if isinstance(named, str) else named
            able[role] = [name for name in names if case.there(name)]
        for duty in case.rota:
            if case.there(duty.person):
                able.setdefault(f"{'primary' if duty.primary else 'secondary'} of {duty.rotation}", []).append(
                    duty.person
                )
        return able

    def _too_few(self, case: Situation, team: Heads, needed: int) -> Answer:
        said = f"{needed} roles at the least, {team.words}; no role is given to anyone"
        repair = f"bring in {needed - int(team.now.value)} people, and name them under `roles`"
        return self.say(case).fails(said, dated(*team.items), repair, Distance(team.now.value, needed, "people"))
