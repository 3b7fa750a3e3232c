"""No stretch of the event hangs too many components on a single proven primary.

Why: whoever is first for many things is second for all but one of them. At Netflix one operator watches the signals of
up to five ordinary live events; the largest have a whole operations centre to themselves.

How to fix: put a second proven primary on the shift. The report says how many components share one, and never who.

Source of thresholds: our policy, after Netflix ("The Human Infrastructure", 2026).

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 0,
      post: 0}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}}
    knowledge: {room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}}
    oncall: {live: {covers: [room], shifts: [{person: ann,
      start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: primary}]}}

Fails:
    # events/show.yml
    entry: [a, b, c, d]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 0,
      post: 0}
    # architecture/a.yml
    services: {a: {}, b: {}, c: {}, d: {}}
    # ownership/a.yml
    people: {ann: {}}
    knowledge:
      a: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}
      b: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}
      c: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}
      d: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}
    oncall: {live: {covers: [a, b, c, d], shifts: [{person: ann,
      start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z, role: primary}]}}
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.duty import cuts
from kb.analyses.readiness.grounds import dated
from kb.analyses.readiness.situation import Situation
from kb.model.saying import count, listed


class PrimaryShared(Check):
    """Counts, stretch by stretch, the components whose only proven primary is the same person.

    Attributes:
        warn_at: so many components with one primary warn.
        fail_over: more than so many fail.
    """

    code = "P5"
    title = "One primary, few components"
    severity = Severity.MAJOR
    needs = ("entry", "window")
    warn_at: int = 3
    fail_over: int = 3

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer: the worst stretch."""
        rests = dated(*(duty.shift for duty in case.rota)) if case.rota else dated(case.event)
        if not case.rota or case.span is None:
            yield self.say(case).unknown("no shift touches the window", rests, "write the shifts for the window")
            return
        worst, start, end = max(
            ((self._most(case, start, end), start, end) for start, end in cuts(list(case.rota), *case.span)),
            key=lambda item: (item[0], -item[1].timestamp()),
        )
        bare = sorted(
            {name for start, end in cuts(list(case.rota), *case.span) for name in self._bare(case, start, end)}
        )
        if bare and worst <= self.fail_over:
            said = f"nobody proven is primary for {listed(bare)}: who would carry it is unknown"
            repair = f"put a proven primary of {listed(bare)} on the shift"
            yield self.say(case).unknown(said, rests, repair)
            return
        outcome = Outcome.FAIL if worst > self.fail_over else Outcome.WARN if worst >= self.warn_at else Outcome.PASS
        when = _between(case, start, end) if worst > 1 else ""
        said = (
            f"{count(worst, 'component')} {'shares' if worst == 1 else 'share'} one proven primary{when}"
            if worst
            else "no component hangs on one proven primary"
        )
        mend = "put a second proven primary on the shift"
        distance = Distance(worst, self.fail_over, "components", at_least=False)
        yield self.say(case).answer(outcome, said, rests, mend, distance)

    def _most(self, case: Situation, start: datetime, end: datetime) -> int:
        alone: Counter[str] = Counter()
        for _, able in self._able(case, start, end):
            if len(able) == 1:
                alone.update(able)
        return max(alone.values(), default=0)

    def _bare(self, case: Situation, start: datetime, end: datetime) -> list[str]:
        return [name for name, able in self._able(case, start, end) if not able]

    def _able(self, case: Situation, start: datetime, end: datetime) -> Iterator[tuple[str, set[str]]]:
        """Yield each component with its proven primaries of one stretch."""
        there = [duty for duty in case.rota if duty.primary and duty.start <= start and duty.end >= end]
        for name in case.closure:
            rotations = case.base.rotations_of(name)
            yield name, {duty.person for duty in there if duty.rotation in rotations and case.knows(duty.person, name)}


def _between(case: Situation, first: datetime, last: datetime) -> str:
    """Say a stretch as the event's own clock does, with its days where the event is not of one day."""
    zone = case.start.tzinfo if case.start else None
    start, end = first.astimezone(zone), last.astimezone(zone)
    if len({edge.astimezone(zone).date() for edge in case.span or ()}) < 2:
        return f" {start:%H:%M}-{end:%H:%M}"
    return f" from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
