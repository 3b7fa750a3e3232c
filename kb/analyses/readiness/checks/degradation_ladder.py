"""Each entry can be made to do less in steps: at which number, what is switched off, who says so, how long it takes.

Why: Hotstar has a panic mode, in which what matters most stays up and the rest is switched off. Without steps there is
only all or nothing.

How to fix: write two rungs or more under `ladder: [{when, do, decider, minutes}]`, and drill the runbooks they name.

Source of thresholds: two rungs are our policy, after Hotstar's panic mode.

Passes:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services:
      room:
        ladder:
          - {when: joins over 10 s, do: shed, decider: ann, minutes: 5}
          - {when: joins over 30 s, do: shed, decider: ann, minutes: 5}
    # runbooks/shed.md
    ---
    authors: []
    ---
    ## Steps
    1. Shed.
    # runbooks/log/a.yml
    {runbook: shed, kind: drill, by: ann, ended: 2026-05-20T10:00Z,
      help: none, outcome: pass, steps_hash: "6ac81fb0fdf8"}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {ladder: []}}
"""

from collections.abc import Iterator

from kb.analyses.freshness import Badge
from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._runbooks import state, unsigned
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.analyses.runbooks.proving import steps_first
from kb.model.saying import count, listed
from kb.model.service import Component


class DegradationLadder(Check):
    """Looks at the rungs of each entry component.

    Attributes:
        rungs: how many it must have.
    """

    code = "R2"
    title = "Degradation ladder"
    due = 14
    rungs: int = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per entry component."""
        for name in case.entry:
            yield self._ladder(case, case.base.components[name])

    def _ladder(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        repair = f"write {self.rungs} rungs for {component.id}: when, do, decider, minutes; and drill them"
        if component.ladder is None:
            return say.unknown("no ladder is written", declared(component), repair)
        rests = declared(*component.ladder, component)
        short = [
            rung
            for rung in component.ladder
            if is_placeholder(rung.when) or rung.do is None or rung.decider is None or not rung.minutes
        ]
        steps = len({rung.when for rung in component.ladder})
        distance = Distance(steps, self.rungs, "rungs")
        if steps < self.rungs:
            return say.fails(f"{count(steps, 'rung')} of {self.rungs}", rests, repair, distance)
        if short:
            return say.unknown(
                f"{count(len(short), 'rung')} without when, do, decider or minutes", rests, repair, distance
            )
        books = sorted({rung.do for rung in component.ladder if rung.do and rung.do in case.base.runbooks})
        raw = [book for book in books if state(case, book).badge is not Badge.VERIFIED]
        gone = sorted({rung.decider for rung in component.ladder if rung.decider and not case.there(rung.decider)})
        if raw or gone:
            said = (
                f"{listed(raw)} not rehearsed lately by a non-author"
                if raw
                else f"{listed(gone)} decides and will not be there"
            )
            first = steps_first(*(case.base.runbooks[book] for book in raw))
            mend = f"{first}drill {listed(raw)}" if raw else "name another decider"
            return say.fails(said, rests, mend, distance)
        silent = unsigned(case.base.runbooks[book] for book in books)
        if silent:
            why = f"who wrote {listed(silent)} is not written: whether a non-author ran it is unknown"
            return say.unknown(why, rests, f"write `authors` of {listed(silent)}", distance)
        runs = [run for book in books if (run := state(case, book).run) is not None]
        return say.passes(
            f"{count(len(component.ladder), 'rung')}, each rehearsed", observed(*component.ladder, *runs), distance
        )
