"""Every vendor has confirmed a limit above the demand, lately, to a named person.

Why: cloud accounts have limits nobody meets on an ordinary day. A public workbook for AWS infrastructure events asks of
each whether it was raised, and whether the vendor's own people confirmed that the capacity is there.

How to fix: open a case with the vendor, write `limit_confirmed: {value, by, date, ref}` at the component that stands on it, and have someone
else attest it.

Source of thresholds: that workbook; 30 days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    # events/show/a.yml
    sign: {check: quotas-confirmed, subject: cloud, by: bob, date: 2026-05-29,
      value: 900 connections in case 12, evidence: case 12}
    # architecture/a.yml
    services: {room: {runs_on: [cloud], capacity: {unit: concurrent,
      limit_confirmed: {value: 900, by: ann, date: 2026-05-20,
      ref: case 12}}}}
    vendors: {cloud: {}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    # architecture/a.yml
    services: {room: {runs_on: [cloud], capacity: {unit: concurrent,
      limit_confirmed: none}}}
    vendors: {cloud: {}}
"""

from collections.abc import Iterator
from datetime import date

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.demand import capacity_of, comparable
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.situation import Situation
from kb.model.moment import days_between, is_past
from kb.model.saying import ago, amount
from kb.model.service import Component, Confirmed
from kb.model.words import Nothing


class QuotasConfirmed(SignedCheck):
    """Looks for a confirmed limit at each component on a vendor, and a sign-off per vendor.

    Attributes:
        max_days: how old a confirmation may be.
    """

    code = "C5"
    title = "Quotas confirmed"
    made = "a confirmation of its limits is theirs (`limit_confirmed`)"
    due = 21
    max_days: int = 30

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component on a vendor, and one per vendor."""
        if not case.vendors:
            yield self.say(case).not_asked("the event stands on no vendor")
        for vendor in case.vendors:
            producers: set[str] = set()
            confirmed: list[date] = []
            for name in case.closure:
                if vendor in case.graph.vendors.get(name, ()):
                    component = case.base.components[name]
                    yield self._confirmed(case, component, vendor)
                    found = _limit(component)
                    producers |= {found.by} if isinstance(found, Confirmed) and found.by else set()
                    confirmed += [found.date] if isinstance(found, Confirmed) and found.date else []
            known = [day for day in confirmed if is_past(day, case.at)]
            since = (max(known, default=None), "the confirmation")
            ask = "the limits and the case they were confirmed in"
            yield from self.signed(case, vendor, ask, frozenset(producers), since=since)

    def _confirmed(self, case: Situation, component: Component, vendor: str) -> Answer:
        say = self.say(case, component.id)
        limit, demand = _limit(component), case.demand[component.id]
        repair = f"ask {vendor} to confirm {amount(demand.bound) if demand.bound else 'what will arrive'} or more for {component.id}, and write `limit_confirmed`"
        if isinstance(limit, Nothing):
            return say.fails(f"{vendor} has confirmed no limit", declared(component), repair)
        if (
            limit is None
            or None in (limit.value, limit.by, limit.date, limit.ref)
            or (limit.date and not is_past(limit.date, case.at))
        ):
            return say.unknown(
                f"no limit confirmed by {vendor} is written in full", declared(limit or component), repair
            )
        value, date = limit.value or 0, limit.date
        said = f"{vendor} confirmed {amount(value)} of {amount(demand.bound)}{' or more' if demand.unknown else ''}, {ago(date, case.at) if date else ''}"
        rests, distance = dated(limit), Distance(value, demand.bound, "confirmed")
        if value < demand.bound:
            return say.fails(said, rests, repair, distance)
        why = comparable(component, case.forecast.metric if case.forecast else None)
        if why is not None:
            mend = f"write the capacity of {component.id} in the metric of the forecast"
            return say.unknown(f"{said}; it cannot be compared: {why}", rests, mend)
        if demand.unknown:
            return say.unknown(f"{said}: {demand.unknown}", rests, "state the forecast and the multipliers", distance)
        young = date is not None and days_between(date, case.at) <= self.max_days
        return say.answer(Outcome.PASS if young else Outcome.STALE, said, rests, repair, distance)


def _limit(component: Component) -> Confirmed | Nothing | None:
    capacity = capacity_of(component)
    return None if capacity is None else capacity.limit_confirmed
