"""What runs during the event is what was tested, and nothing changes any more.

Why: Netflix's live reunion of April 2023 failed on a fault that had come in with changes since the live show before,
made to improve it; internal tests did not show it.

How to fix: write `freeze: {from, to, exceptions}` over the three days before; test again what must still change, and list it with who approved it.

Source of thresholds: our policy: 72 hours before to 2 hours after.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    freeze: {from: 2026-05-31T18:00Z, to: 2026-06-03T22:00Z, exceptions: []}
    # architecture/a.yml
    services: {room: {changes: [], capacity: {tested: {value: 9,
      date: 2026-05-20}}}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    freeze: {from: 2026-06-02T18:00Z, to: 2026-06-03T22:00Z, exceptions: []}
    # architecture/a.yml
    services: {room: {changes: [], capacity: {tested: {value: 9,
      date: 2026-05-20}}}}
"""

from collections.abc import Iterator
from datetime import timedelta

from kb.analyses.readiness.answer import Answer, Distance
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._changes import last_change
from kb.analyses.readiness.demand import tested_at
from kb.analyses.readiness.grounds import dated, declared, observed
from kb.analyses.readiness.papers import instant
from kb.analyses.readiness.situation import Situation
from kb.model.saying import ago, listed
from kb.model.service import Component
from kb.model.words import Nothing

_HOUR = timedelta(hours=1)


class FrozenBuild(Check):
    """Looks for changes after the test, and at the freeze.

    Attributes:
        before_hours: from how long before the start nothing changes.
        after_hours: until how long after the end.
    """

    code = "O1"
    title = "Tested build = running build"
    due = 3
    needs = ("entry", "window")
    before_hours: float = 72
    after_hours: float = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the freeze, then one per component."""
        yield self._freeze(case)
        for component in case.components:
            yield self._same(case, component)

    def _freeze(self, case: Situation) -> Answer:
        say = self.say(case)
        event, freeze = case.event, case.event.freeze
        repair = f"freeze from {self.before_hours:g} h before the start to {self.after_hours:g} h after the end"
        if isinstance(freeze, Nothing):
            return say.fails("no freeze", declared(event), repair)
        if (
            freeze is None
            or freeze.from_ is None
            or freeze.to is None
            or freeze.exceptions is None
            or case.start is None
            or case.end is None
        ):
            return say.unknown("from, to and exceptions of a freeze are not written", declared(freeze or event), repair)
        rests = dated(freeze)
        early = instant(freeze.from_) <= case.start - timedelta(hours=self.before_hours)
        late = instant(freeze.to) >= case.end + timedelta(hours=self.after_hours)
        if not (early and late):
            said = f"the freeze {'begins too late' if not early else 'ends too early'}"
            before = round((case.start - instant(freeze.from_)) / _HOUR, 1), self.before_hours, "hours before"
            after = round((instant(freeze.to) - case.end) / _HOUR, 1), self.after_hours, "hours after"
            return say.fails(said, rests, repair, Distance(*(after if early else before)))
        if freeze.exceptions:
            return say.warns(
                f"frozen, with exceptions: {listed(freeze.exceptions)}", rests, "test again what is excepted"
            )
        return say.passes("frozen, without exceptions", rests)

    def _same(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        tested, change = tested_at(component, case.at), last_change(case, component)
        repair = f"test {component.id} again as it runs now"
        if component.changes is None or (change is not None and change.date is None):
            said = "when it changed is not written"
            mend = "list its significant `changes` with their days, or write []"
            return say.unknown(said, declared(change or component), mend)
        if tested is None or tested.date is None:
            return say.unknown("no dated load test is written", declared(component), repair)
        rests = observed(tested, *([change] if change else []))
        if change is not None and change.date is not None and change.date > tested.date:
            return say.fails(f"changed {ago(change.date, case.at)}, after its test", rests, repair)
        return say.passes(f"unchanged since its test, {ago(tested.date, case.at)}", rests)
