"""At every moment of the event, and around it, someone who can operate each component is first on call and another stands behind.

Why: Google's SRE book reckons with two people on call at all times, a primary and a secondary; PagerDuty advises always
to have a backup schedule. A gap between two shifts is found at the worst minute, and most easily on the night the
clocks change.

How to fix: write the shifts under `oncall` with their offsets, from two hours before to two hours after; give primary shifts to people
whose *operate* is proven.

Source of thresholds: SRE book, chapter 11; primary at *operate*, secondary at *assist*; two hours are our policy (`pre`, `post`).

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 60,
      post: 60}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}
    knowledge: {room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7},
      bob: assist}}
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
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z, pre: 60,
      post: 60}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}
    knowledge: {room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7},
      bob: assist}}
    oncall:
      live:
        covers: [room]
        shifts:
          - {person: ann, start: 2026-06-03T17:00Z, end: 2026-06-03T20:00Z,
              role: primary}
          - {person: bob, start: 2026-06-03T17:00Z, end: 2026-06-03T21:00Z,
              role: secondary}
"""

from collections.abc import Iterator
from datetime import datetime

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.duty import Duty, cuts, present
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import listed


class WindowCovered(Check):
    """Sweeps the shifts of each component's rotations from boundary to boundary."""

    code = "P3"
    title = "Window covered"
    scale = Scale.ROUTINE
    needs = ("entry", "window")

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope."""
        for component in case.scope:
            yield self._sweep(case, component)

    def _sweep(self, case: Situation, component: str) -> Answer:
        say = self.say(case, component)
        rotations = case.base.rotations_of(component)
        rests = declared(case.base.components[component], *(case.base.rotations[name] for name in rotations))
        if not rotations:
            return say.unknown("no rotation covers it", rests, f"cover {component} by a rotation under `oncall`")
        found = [duty for name in rotations for duty in case.on_duty(name)]
        if not found:
            none = all(case.base.rotations[name].shifts == () for name in rotations)
            said = f"no shift of {listed(rotations)} touches the window"
            repair = f"write the shifts of {listed(rotations)} for the window"
            return say.answer(Outcome.FAIL if none else Outcome.UNKNOWN, said, rests, repair)
        rests = dated(*[duty.shift for duty in found])
        stretches = cuts(found, *(case.span or ()))
        gaps = [gap for start, end in stretches if (gap := _gap(case, component, _there(case, found, start, end)))]
        if gaps:
            part = f" in {len(gaps)} of {len(stretches)} stretches" if len(gaps) > 1 else ""
            why = f"{gaps[0]}{part}"
            mend = f"put a proven operator of {component} and a second person on the shifts"
            return say.fails(why, rests, mend, Distance(len(stretches) - len(gaps), len(stretches), "stretches"))
        return say.passes("a proven primary and a secondary throughout", rests)


def _there(case: Situation, found: list[Duty], start: datetime, end: datetime) -> list[Duty]:
    """Return the shifts that span one stretch, of people who are there."""
    spanning = (duty for duty in found if duty.start <= start and duty.end >= end)
    return [duty for duty in spanning if present(case.base, duty.person, start, end)]


def _gap(case: Situation, component: str, found: list[Duty]) -> str:
    """Return what is missing in one stretch; empty if nothing is."""
    primaries = {duty.person for duty in found if duty.primary}
    able = {name for name in primaries if case.knows(name, component)}
    seconds = {duty.person for duty in found if case.assists(duty.person, component)}
    if not primaries:
        return "nobody is primary"
    if not able:
        return "no primary is proven to operate it"
    return "" if any(seconds - {name} for name in able) else "no second person can assist"
