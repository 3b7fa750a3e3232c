"""Every component the event stands on was built for the demand, or has carried it in a test.

Why: the Twitter Spaces of May 2023 were built for hundreds to low thousands of listeners, and one was asked to carry
hundreds of thousands.

How to fix: shed the demand (a cap, a second venue, a one-way stream), redesign, or show by a load test that it carries more than it was built for.

Source of thresholds: one times the demand at the high forecast; our policy.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, designed: 500}}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 700, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, designed: 500}}}
"""

from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.checks._capacity import CapacityCheck, Figure, target
from kb.analyses.readiness.demand import carried, tested_at
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.model.saying import amount
from kb.model.service import Capacity, Component
from kb.model.words import Nothing


class DesignedForIt(CapacityCheck):
    """Compares designed capacity with the demand; a load test that went further stands in."""

    code = "C1"
    title = "Designed for it"
    scale = Scale.ROUTINE
    due = 21

    def figure(self, case: Situation, component: Component, capacity: Capacity) -> Figure:
        """Return the designed capacity, or the tested one where that is larger."""
        tested, seen = tested_at(component, case.at), carried(component, case.at)
        designed = 0.0 if isinstance(capacity.designed, Nothing) else capacity.designed
        if tested is not None and seen is not None and seen > (designed or 0):
            return Figure(seen, f"tested {amount(seen)}", observed(tested))
        rests = declared(capacity)
        if designed is None:
            return Figure(None, "what it was built for is not written", rests)
        return Figure(designed, f"built for {amount(designed)}", rests)

    def repair(self, component: Component, needed: float) -> str:
        """Return the cheapest repair."""
        return f"cap the demand on {component.id}, or show by a load test that it carries {target(needed)}"
