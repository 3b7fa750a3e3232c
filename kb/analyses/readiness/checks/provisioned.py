"""What is provisioned, what scaling can reach and what the quota allows each carry the demand.

Why: the servers under the Twitter Space of May 2023 were reported as badly under-provisioned, after capacity had been
cut to save costs. A limit nobody had looked at is found by the audience.

How to fix: order capacity, raise the limit of the autoscaler or ask the vendor for quota; the smallest of the three counts, or what the vendor has
confirmed where that is less (`limit_confirmed`). Where there is no such limit, write `none`.

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

from kb.analyses.readiness.checks._capacity import CapacityCheck, Figure, target
from kb.analyses.readiness.demand import capacity_of
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.limits import limits
from kb.analyses.readiness.situation import Situation
from kb.model.saying import amount, listed
from kb.model.service import Capacity, Component

_ASKED = ("provisioned", "autoscale_max", "quota")


class Provisioned(CapacityCheck):
    """Compares the smallest of what is provisioned, reachable and allowed with the demand."""

    code = "C3"
    title = "Provisioned"
    due = 21
    warn_under: float = 1.5

    def figure(self, case: Situation, component: Component, capacity: Capacity) -> Figure:
        """Return the smallest of what limits it; unknown if a limit is not written and the others would do."""
        rests, known = declared(capacity), limits(capacity)
        missing = _missing(capacity)
        if not known or (missing and known[0].value >= case.demand[component.id].bound):
            return Figure(None, f"{listed(missing or list(_ASKED))} not written", rests)
        return Figure(known[0].value, f"{known[0].key} {amount(known[0].value)}", rests)

    def repair(self, component: Component, needed: float) -> str:
        """Return the cheapest repair: which of the limits to raise, and which to write."""
        capacity = capacity_of(component)
        low = [limit.key for limit in limits(capacity) if limit.value < needed] if capacity else []
        missing = _missing(capacity) if capacity else list(_ASKED)
        mend = [f"provision {component.id} for {target(needed)}"] if "provisioned" in low else []
        raised = listed(sorted(set(low) - {"provisioned"}))
        if raised:
            mend.append(
                f"raise its {raised} to that" if mend else f"raise {raised} of {component.id} to {target(needed)}"
            )
        if missing:
            mend.append(
                f"write {'its ' if mend else ''}{listed(missing)}{'' if mend else f' of {component.id}'}, or `none`"
            )
        return " and ".join((", ".join(mend[:-1]), mend[-1])) if mend[1:] else "".join(mend)


def _missing(capacity: Capacity) -> list[str]:
    return [name for name in _ASKED if getattr(capacity, name) is None]
