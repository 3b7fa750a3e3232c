"""Someone sees what users see, an alert rings for it, and the ringing was tried from end to end.

Why: whoever watches through the thing that failed sees nothing. Google's checklist for launches has a line for it:
monitoring the monitoring.

How to fix: write dashboards and alerts of the components, keep what is tagged `monitoring` or `paging` out of the closure, fire one alert on purpose per
entry, and sign what it took until it rang.

Source of thresholds: SRE book, appendix E; 30 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    sign: {check: watch, subject: room, by: ann, date: 2026-05-20,
      value: RoomDown fired at 13:40 and rang at 13:41, evidence: page log}
    # architecture/a.yml
    services: {room: {dashboards: ["https://watch.example/room"],
      alerts: [{id: RoomDown}]}, probe: {tags: [monitoring]}}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {dashboards: [], alerts: [{id: RoomDown}]}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import count
from kb.model.service import Component, Vendor


class Watch(SignedCheck):
    """Looks for dashboards and alerts, where the monitoring stands, and a sign-off per entry.

    Attributes:
        tags: components with one of these tags watch; they must lie outside of the closure.
    """

    code = "O2"
    title = "Watch"
    tags: tuple[str, ...] = ("monitoring", "paging")

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer on where the watching stands, one per component in scope, and one sign-off per entry."""
        things: list[Component | Vendor] = [*case.base.components.values(), *case.base.vendors.values()]
        if not any("monitoring" in thing.about.tags for thing in things):
            rests = declared(case.event)
            repair = "tag what watches the event with monitoring"
            yield self.say(case).unknown("nothing is tagged monitoring", rests, repair)
        for component in case.components:
            yield self._seen(case, component)
        for name in case.entry:
            yield from self.signed(case, name, "which alert fired, when it rang, where the probe runs")

    def _seen(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        rests = declared(component)
        if set(component.about.tags) & set(self.tags):
            return say.fails("what watches the event falls with it", rests, "watch from outside of what is watched")
        missing = [key for key in ("dashboards", "alerts") if getattr(component, key) is None]
        if missing:
            return say.unknown(
                f"{' and '.join(missing)} not written", rests, f"write {' and '.join(missing)} of {component.id}"
            )
        empty = [key for key in ("dashboards", "alerts") if not getattr(component, key)]
        if empty:
            return say.fails(f"no {' and no '.join(empty)}", rests, f"give {component.id} {' and '.join(empty)}")
        if all(alert.pages is False for alert in component.alerts or ()):
            return say.fails("no alert rings", rests, f"let an alert of {component.id} page someone")
        said = f"{count(len(component.dashboards or ()), 'dashboard')}, {count(len(component.alerts or ()), 'alert')}"
        return say.passes(said, rests)
