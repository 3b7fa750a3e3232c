"""Nobody works too long, too late or too soon after the last shift.

Why: when people are tired they make mistakes; Google's SREs therefore advise shifts of twelve hours at most.

How to fix: split the shift, move it, or give nights to people with `night_shift: true`. Nights and leave are read in each person's own zone.

Source of thresholds: Site Reliability Workbook, chapter 8 (12 h); European daily rest, Directive 2003/88/EC (11 h).

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 0,
      post: 0}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {timezone: Atlantic/Reykjavik}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z}]}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 0,
      post: 0}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T07:00Z, end: 2026-06-03T21:00Z}]}}
"""

from collections.abc import Iterator
from datetime import timedelta

from kb.analyses.readiness.answer import Answer, Distance, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.duty import Duty, duties, touches_night
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.situation import Situation

_HOUR = timedelta(hours=1)


class Fatigue(Check):
    """Looks at length, rest before and nights of the shifts around the event.

    Attributes:
        max_hours: longest stretch of work.
        rest_hours: shortest rest before it.
    """

    code = "P6"
    title = "Fatigue and nights"
    severity = Severity.MINOR
    needs = ("entry", "window", "shifts")
    max_hours: float = 12
    rest_hours: float = 11

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per person on duty: the worst of their stretches of work."""
        if not case.rota:
            yield self.say(case).unknown(
                "no shift touches the window", declared(case.event), "write the shifts for the window"
            )
        every = [duty for rotation in case.base.rotations.values() for duty in duties(rotation)]
        for person in sorted({duty.person for duty in case.rota}):
            stretches = _stretches([duty for duty in every if duty.person == person])
            mine = [duty for duty in case.rota if duty.person == person]
            touched = [
                n for n, whole in enumerate(stretches) if any(whole.start <= duty.start < whole.end for duty in mine)
            ]
            yield min((self._judge(case, person, stretches, index) for index in touched), key=_badness)

    def _judge(self, case: Situation, person: str, stretches: list[Duty], index: int) -> Answer:
        say, duty = self.say(case, person), stretches[index]
        rests = dated(duty.shift)
        hours = (duty.end - duty.start) / _HOUR
        rest = (duty.start - stretches[index - 1].end) / _HOUR if index else self.rest_hours
        length = Distance(round(hours, 2), self.max_hours, "hours", at_least=False)
        if hours > self.max_hours:
            return say.fails(f"on duty for {round(hours, 2):g} h in a row", rests, "split the shift", length)
        if rest < self.rest_hours:
            short = Distance(round(rest, 2), self.rest_hours, "hours of rest")
            repair = "move the shift, or the one before"
            return say.fails(f"{round(rest, 2):g} h of rest before the shift", rests, repair, short)
        found = case.base.people.get(person)
        if found is not None and not found.night_shift and case.base.zone_name(found) is None:
            repair = f"write `timezone` of {person} or of their team"
            return say.unknown("where they live is not written: nights cannot be told", rests, repair)
        if found is not None and touches_night(case.base, found, duty) and not found.night_shift:
            said = "the shift touches the night where they live"
            return say.warns(said, rests, "ask, and write `night_shift: true`, or move the shift")
        return say.passes(f"{round(hours, 2):g} h, rested", rests, length)


def _badness(answer: Answer) -> int:
    return answer.outcome.order


def _stretches(found: list[Duty]) -> list[Duty]:
    """Return the shifts of one person in order, those that touch or overlap joined into one."""
    joined: list[Duty] = []
    for duty in sorted(found, key=lambda duty: (duty.start, duty.end)):
        if joined and duty.start <= joined[-1].end:
            joined[-1] = joined[-1]._replace(end=max(duty.end, joined[-1].end))
        else:
            joined.append(duty)
    return joined
