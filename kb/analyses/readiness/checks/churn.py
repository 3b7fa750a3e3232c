"""Too many of those who knew have not left since it was last shown that it can be run.

Why: in the months before May 2023 the team of Twitter Spaces went from as many as 100 people to roughly three. What a
rehearsal proves, it proves for those who were there.

How to fix: rehearse again with the people who are here now.

Source of thresholds: 30 % is our policy. Where nothing was rehearsed the year before counts: knowers, or the headcount of the team of the entry.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {owner: live}}
    # ownership/a.yml
    teams: {live: {headcount: [{date: 2026-01-01, value: 5},
      {date: 2026-05-01, value: 4}]}}
    people: {ann: {}}
    knowledge: {room: {ann: operate}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    # architecture/a.yml
    services: {room: {owner: live}}
    # ownership/a.yml
    teams: {live: {headcount: [{date: 2026-01-01, value: 100},
      {date: 2026-05-01, value: 3}]}}
    people: {ann: {}}
    knowledge: {room: {ann: operate}}
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Rank
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._headcount import heads, unheard
from kb.analyses.readiness.checks._runbooks import passed
from kb.analyses.readiness.grounds import dated, declared, grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import proving, to_drill
from kb.model.moment import local_day
from kb.model.words import Level


class Churn(Check):
    """Compares who knew with who is left, per component and for the team of the entry.

    Attributes:
        fail_at: share of knowers lost from which it fails.
        look_back: days looked back where nothing was rehearsed.
        leaving_days: someone on duty who leaves within so many days after the event is warned about.
    """

    code = "P11"
    title = "Churn since the evidence"
    due = 14
    needs = ("entry", "window", "shifts")
    fail_at: float = 0.3
    look_back: int = 365
    leaving_days: int = 7

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer on the team, one per component, and one per person who is about to leave."""
        yield from self._team(case)
        for name in case.closure:
            yield self._component(case, name)
        yield from self._leaving(case)

    def _team(self, case: Situation) -> Iterator[Answer]:
        team = heads(case, self.look_back)
        for name in unheard(case, self.look_back):
            said = "how many people it had a year ago and has now is not written"
            repair = "write `owner` of the entry, and two `headcount` lines of its team"
            yield self.say(case, name).unknown(said, declared(case.event), repair)
        if team is not None:
            said = (
                f"{team.words}, of {team.before.value} within a year ({team.lost:.0%} gone)"
                if team.lost > 0
                else f"{team.words}, none fewer than within a year"
            )
            outcome = Outcome.FAIL if team.lost >= self.fail_at else Outcome.PASS
            mend = "rehearse with the people who are here now"
            distance = Distance(round(team.lost, 3), self.fail_at, "share lost", at_least=False)
            yield self.say(case, team.team).answer(outcome, said, dated(*team.items), mend, distance)

    def _component(self, case: Situation, name: str) -> Answer:
        known = {
            person: item for person, item in case.base.knowledge.get(name, {}).items() if item.level >= Level.OPERATE
        }
        if name not in case.base.knowledge:
            return self.say(case, name).unknown(
                "nobody has written who knew it", declared(case.base.components[name]), f"write who can operate {name}"
            )
        runs = [run for book in case.base.runbooks_of(name) for run in passed(case, book, self.look_back)]
        newest = max((run.ended for run in runs if run.ended), default=None)
        since = newest or case.at - timedelta(days=self.look_back)
        before = [person for person in sorted(known) if _active(case, person, since)]
        lost = sum(not _active(case, person, case.at) for person in before)
        share = lost / len(before) if before else 0.0
        what = f"since it was rehearsed on {newest.date()}" if newest else "within a year, never rehearsed"
        rests = grounds(
            Rank.OBSERVED if newest else Rank.DECLARED,
            [*(known[person] for person in before), *[run for run in runs if run.ended == newest][:1]],
        )
        worse = Outcome.STALE if newest else Outcome.FAIL
        said = f"{lost} of {len(before)} who could operate it left {what}"
        repair = f"{to_drill(name, proving(case.base, name))} with the people who are here now"
        distance = Distance(round(share, 3), self.fail_at, "share lost", at_least=False)
        outcome = worse if share >= self.fail_at else Outcome.PASS
        return self.say(case, name).answer(outcome, said, rests, repair, distance)

    def _leaving(self, case: Situation) -> Iterator[Answer]:
        if case.end is None:
            return
        for name in sorted({duty.person for duty in case.rota}):
            person = case.base.people.get(name)
            if (
                person is not None
                and person.until is not None
                and person.until <= case.end.date() + timedelta(days=self.leaving_days)
            ):
                said = f"on duty, and here until {person.until}"
                yield self.say(case, name).warns(said, dated(person), "let someone else take the shift along with them")


def _active(case: Situation, name: str, at: datetime) -> bool:
    person = case.base.people.get(name)
    return person is not None and person.active(local_day(at, case.base.zone_name(person)))
