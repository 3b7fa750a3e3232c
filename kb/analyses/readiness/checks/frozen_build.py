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
from functools import partial
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Rank
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.checks._changes import last_change
from kb.analyses.readiness.demand import tested_at
from kb.analyses.readiness.grounds import grounds
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

    code: ClassVar[str] = "O1"
    title: ClassVar[str] = "Tested build = running build"
    due: ClassVar[int] = 3
    needs: ClassVar[tuple[str, ...]] = ("entry", "window")
    before_hours: float = 72
    after_hours: float = 2

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answer on the freeze, then one per component."""
        yield self._freeze(case)
        for component in case.components:
            yield self._same(case, component)

    def _freeze(self, case: Situation) -> Answer:
        say = partial(self.say, case, case.event.id)
        event, freeze = case.event, case.event.freeze
        repair = f"freeze from {self.before_hours:g} h before the start to {self.after_hours:g} h after the end"
        if isinstance(freeze, Nothing):
            return say(Outcome.FAIL, "no freeze", grounds(Rank.DECLARED, [event]), repair)
        if (
            freeze is None
            or freeze.from_ is None
            or freeze.to is None
            or freeze.exceptions is None
            or case.start is None
            or case.end is None
        ):
            return say(
                Outcome.UNKNOWN,
                "from, to and exceptions of a freeze are not written",
                grounds(Rank.DECLARED, [freeze or event]),
                repair,
            )
        rests = grounds(Rank.DATED, [freeze])
        early = instant(freeze.from_) <= case.start - timedelta(hours=self.before_hours)
        late = instant(freeze.to) >= case.end + timedelta(hours=self.after_hours)
        if not (early and late):
            said = f"the freeze {'begins too late' if not early else 'ends too early'}"
            before = round((case.start - instant(freeze.from_)) / _HOUR, 1), self.before_hours, "hours before"
            after = round((instant(freeze.to) - case.end) / _HOUR, 1), self.after_hours, "hours after"
            return say(Outcome.FAIL, said, rests, repair, Distance(*(after if early else before)))
        if freeze.exceptions:
            return say(
                Outcome.WARN,
                f"frozen, with exceptions: {listed(freeze.exceptions)}",
                rests,
                "test again what is excepted",
            )
        return say(Outcome.PASS, "frozen, without exceptions", rests)

    def _same(self, case: Situation, component: Component) -> Answer:
        say = partial(self.say, case, component.id)
        tested, change = tested_at(component, case.at), last_change(case, component)
        repair = f"test {component.id} again as it runs now"
        if component.changes is None or (change is not None and change.date is None):
            return say(
                Outcome.UNKNOWN,
                "when it changed is not written",
                grounds(Rank.DECLARED, [change or component]),
                "list its significant `changes` with their days, or write []",
            )
        if tested is None or tested.date is None:
            return say(Outcome.UNKNOWN, "no dated load test is written", grounds(Rank.DECLARED, [component]), repair)
        rests = grounds(Rank.OBSERVED, [tested, *([change] if change else [])])
        if change is not None and change.date is not None and change.date > tested.date:
            return say(Outcome.FAIL, f"changed {ago(change.date, case.at)}, after its test", rests, repair)
        return say(Outcome.PASS, f"unchanged since its test, {ago(tested.date, case.at)}", rests)
