"""Whoever is first on call can get in with what their runbooks need, and has tried, with both factors.

Why: Twitter's own second factor had been in trouble before the Space of May 2023. A credential is known to work when it
has been used.

How to fix: grant the missing roles (`access` of the person), let each primary log in with the second factor and with the backup factor; someone else signs it.

Source of thresholds: PagerDuty's guide to being on call (credentials are current); 30 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # events/show/a.yml
    sign: {check: access, subject: ann, by: bob, date: 2026-05-20,
      value: room-admin used with both factors, evidence: exercise of May}
    # architecture/a.yml
    services: {room: {}}
    # runbooks/undo.md
    ---
    components: [room]
    requires: {access: [room-admin]}
    ---
    # ownership/a.yml
    people: {ann: {access: [room-admin]}, bob: {}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z, role: primary}]}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {}}
    # runbooks/undo.md
    ---
    components: [room]
    requires: {access: [room-admin]}
    ---
    # ownership/a.yml
    people: {ann: {access: [mail]}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T15:00Z, end: 2026-06-03T23:00Z, role: primary}]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.checks._runbooks import needed, unlisted
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed


class Access(SignedCheck):
    """Holds the access of each primary against what their runbooks require, and looks for a sign-off."""

    code = "O3"
    title = "Access"
    due = 1
    needs = ("entry", "window", "shifts")

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield two answers per primary: on the roles held, and on the sign-off."""
        if not case.primaries():
            yield self.say(case).unknown("no primary is known", declared(case.event), "write the shifts for the window")
        for name in case.primaries():
            yield self._roles(case, name)
            yield from self.signed(case, name, "which roles were used, with which factors")

    def _roles(self, case: Situation, name: str) -> Answer:
        say = self.say(case, name)
        mine = {duty.rotation for duty in case.rota if duty.primary and duty.person == name}
        covered = tuple(item for item in case.closure if mine & set(case.base.rotations_of(item)))
        books = needed(case, covered).values()
        wanted = {role for book in books for role in (book.requires.access if book.requires else None) or ()}
        silent = [book.id for book in books if book.requires is None or book.requires.access is None]
        silent += unlisted(case, covered)
        person = case.base.people.get(name)
        rests = declared(*([person] if person else []))
        if person is None or person.access is None:
            return say.unknown("nothing says what access they hold", rests, f"write `access` of {name}")
        missing = sorted(wanted - set(person.access))
        if missing:
            distance = Distance(len(wanted) - len(missing), len(wanted), "roles")
            return say.fails(f"lacks {listed(missing)}", rests, f"grant {listed(missing)} to {name}", distance)
        if silent:
            said = f"what {listed(silent)} asks for is not written"
            return say.unknown(said, rests, f"write runbooks, and `requires: {{access}}`, of {listed(silent)}")
        return say.passes(f"holds {listed(sorted(wanted), 4)}" if wanted else "their runbooks ask for nothing", rests)
