"""Every call ends at someone who still works here, is not away, and answered a test call.

Why: paths that were right when they were written go wrong one departure at a time, without a sound. It shows when
somebody waits for an answer.

How to fix: take out who has left or is away, write shifts, and run a page test: everybody answers within five minutes.

Source of thresholds: PagerDuty (an escalation timeout of 5 minutes) and the AWS lens (engaged within 5); seven days are
our policy.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # events/show/a.yml
    sign: {check: escalation-alive, subject: live, by: bob, date: 2026-05-30,
      value: ann answered after 2 minutes, evidence: page log}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}
    oncall: {live: {covers: [room], rotation: [ann], secondary: [],
      escalation: [], contact: [{kind: pager, to: live}]}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {until: 2026-06-02}}
    oncall: {live: {covers: [room], rotation: [ann], secondary: [],
      escalation: []}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Rank, Scale
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.crew import called, paths
from kb.analyses.readiness.grounds import declared, grounds
from kb.analyses.readiness.situation import Situation
from kb.model.saying import count, listed


class EscalationAlive(SignedCheck):
    """Follows each escalation path and looks whether everyone on it is there."""

    code = "P8"
    title = "Escalation alive"
    made = "they are who is called"
    scale = Scale.ROUTINE
    needs = ("entry", "window", "calls")
    days: float = 7

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per rotation on the paths, and one per page test."""
        uncovered = [name for name in case.scope if not case.base.rotations_of(name)]
        for name in uncovered:
            said = "no rotation covers it: nobody is called"
            repair = f"cover {name} by a rotation"
            yield self.say(case, name).unknown(said, declared(case.base.components[name]), repair)
        for name in paths(case):
            people = called(case, case.base.rotations[name])
            yield self._alive(case, name, people)
            yield from self.signed(case, name, "who answered the page test, after how many minutes", frozenset(people))

    def _alive(self, case: Situation, name: str, people: tuple[str, ...]) -> Answer:
        say = self.say(case, name)
        rotation = case.base.rotations[name]
        shifts = [duty.shift for duty in case.on_duty(name)]
        rests = grounds(Rank.DATED if shifts else Rank.DECLARED, shifts or [rotation])
        lists = ("rotation", "secondary", "escalation") if not shifts else ("escalation",)
        missing = [key for key in lists if getattr(rotation, key) is None]
        steps = rotation.escalation or ()
        if not people or missing:
            said = f"not written: {listed(missing)}" if missing else "nothing says who is called"
            return say.unknown(said, rests, f"write `shifts` of {name}, or {listed(lists)}")
        if not rotation.contact:
            outcome = Outcome.UNKNOWN if rotation.contact is None else Outcome.FAIL
            said = "how it is called is not written" if rotation.contact is None else "there is no way to call it"
            return say.answer(outcome, said, rests, f"write `contact` of {name}: the pager or number that rings")
        people += tuple(step for step in steps if step in case.base.people)
        teams = [
            step for step in steps if step in case.base.teams and not case.base.members(step, case.start or case.at)
        ]
        gone = sorted({person for person in people if not case.there(person)} | set(teams))
        if gone:
            total = len(people) + sum(step in case.base.teams for step in steps)
            said, repair = f"{listed(gone)} will not be there", f"replace {listed(gone)} on {name}"
            return say.fails(said, rests, repair, Distance(total - len(gone), total, "to call"))
        return say.passes(f"{count(len(people), 'person', 'people')} to call, all there", rests)
