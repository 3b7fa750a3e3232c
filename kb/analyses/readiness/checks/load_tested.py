"""Every component the event stands on has carried the demand in a load test, with room above it, up to where it broke.

Why: no public account of the Twitter Space that failed in May 2023 mentions a load test; regular ones were recommended
afterwards. A number nobody has seen is a hope.

How to fix: run a load test at twice the demand and write `tested: {value, date, scope, breaks_at, build}`. `tested: none` is an answer, and fails.

Source of thresholds: AWS operational readiness lens (one, two, three times the expected load).

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, tested: {value: 600,
      date: 2026-05-20, breaks_at: 700}}}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 700, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, tested: {value: 250,
      date: 2026-04-21, breaks_at: 300}}}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Outcome
from kb.analyses.readiness.checks._capacity import CapacityCheck, Figure, target
from kb.analyses.readiness.demand import carried, tested_at
from kb.analyses.readiness.grounds import declared, observed
from kb.analyses.readiness.situation import Situation
from kb.model.saying import ago, amount
from kb.model.service import Capacity, Component
from kb.model.words import Nothing


class LoadTested(CapacityCheck):
    """Compares tested capacity with the demand."""

    code = "C2"
    title = "Load-tested"
    due = 14
    warn_under: float = 2.0

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component; where it is not written at what it broke, or that it did not, nobody knows."""
        for answer in super().look(case):
            tested = tested_at(case.base.components[answer.subject], case.at)
            if not answer.outcome.blocks and tested is not None and tested.breaks_at is None:
                yield answer._replace(
                    outcome=Outcome.UNKNOWN,
                    value=f"{answer.value}; where it breaks is not written",
                    repair="test on until it breaks, and write `breaks_at`, or `breaks_at: none` where it did not",
                )
            else:
                yield answer

    def figure(self, case: Situation, component: Component, capacity: Capacity) -> Figure:
        """Return the tested capacity."""
        if isinstance(capacity.tested, Nothing):
            return Figure(0, "tested: none,", declared(capacity))
        tested, seen = tested_at(component, case.at), carried(component, case.at)
        if tested is None or seen is None or tested.date is None:
            return Figure(None, "no dated load test is written", declared(tested or capacity))
        return Figure(seen, f"tested {amount(seen)} {ago(tested.date, case.at)},", observed(tested))

    def repair(self, component: Component, needed: float) -> str:
        """Return the cheapest repair."""
        return f"load-test {component.id} at {target(needed)} and write it under `tested`"
