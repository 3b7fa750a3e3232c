"""What is provisioned, what scaling can reach and what the quota allows each carry the demand.

Why: the servers under the Twitter Space of May 2023 were reported as badly under-provisioned, after capacity had been
cut to save costs. A limit nobody had looked at is found by the audience.

How to fix: order capacity, raise the limit of the autoscaler or ask the vendor for quota; the smallest of the three counts. Where there is no such
limit, write `none`.

Source of thresholds: one and a half times is our policy, after Shopify (tests at 150 % of last year's load).

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, provisioned: 500,
      autoscale_max: 900, quota: none}}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 700, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, provisioned: 500,
      autoscale_max: 900, quota: none}}}
"""

from kb.analyses.readiness.checks._capacity import CapacityCheck, Figure
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.situation import Situation
from kb.model.saying import amount, listed
from kb.model.service import Capacity, Component
from kb.model.words import Nothing

_LIMITS = ("provisioned", "autoscale_max", "quota")


class Provisioned(CapacityCheck):
    """Compares the smallest of what is provisioned, reachable and allowed with the demand."""

    code = "C3"
    title = "Provisioned"
    due = 21
    warn_under: float = 1.5

    def figure(self, case: Situation, component: Component, capacity: Capacity) -> Figure:
        """Return the smallest of the three limits; unknown if one of them is and the others would do."""
        rests = declared(capacity)
        limits = {name: value for name in _LIMITS if isinstance(value := getattr(capacity, name), int | float)}
        missing = [name for name in _LIMITS if getattr(capacity, name) is None]
        if isinstance(capacity.provisioned, Nothing):
            limits["provisioned"] = 0
        smallest = min(limits, key=lambda name: limits[name], default=None)
        needed = case.demand[component.id].bound
        if smallest is None or (missing and limits[smallest] >= needed):
            return Figure(None, f"{listed(missing or list(_LIMITS))} not written", rests)
        return Figure(limits[smallest], f"{smallest.replace('_', ' ')} {amount(limits[smallest])}", rests)

    def repair(self, component: str, needed: str) -> str:
        """Return the cheapest repair."""
        return f"provision {component} for {needed}, and raise quota and autoscaling limit to that"
