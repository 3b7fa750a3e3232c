"""The scale of an event: how far it is from an ordinary day. Computed; a hand may only raise it.

Marquee: the high forecast is over 50 % of the smallest capacity in the hard closure, or over 10 times the typical event.
Notable: over 20 %, or over 3 times. The capacity of a component is the tested one, else the designed. *Routine* has to be
shown: what the event does not say (a forecast, its metric, a typical event) makes it notable at the least, and
forecast-stated asks for it. Without a forecast the largest past event stands in, as for the demand (readiness.md,
decision (a); decision 57; thresholds are our policy).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.demand import (
    carried,
    comparable,
    designed,
    largest_past,
    metric_of,
)
from kb.model.base import Base
from kb.model.event import Event, Forecast, Observation
from kb.model.saying import amount

OF_CAPACITY = {Scale.MARQUEE: 0.5, Scale.NOTABLE: 0.2}
OF_TYPICAL = {Scale.MARQUEE: 10, Scale.NOTABLE: 3}


class Scaled(NamedTuple):
    """The scale of an event, and a phrase that says why."""

    scale: Scale
    why: str


class Smallest(NamedTuple):
    """The smallest capacity of a closure: the figure, whether tested or designed, and of how many components one is known."""

    value: float
    word: str
    known: int
    of: int


def scale_of(base: Base, event: Event, forecast: Forecast | None, closure: tuple[str, ...], at: datetime) -> Scaled:
    """Return the scale of an event at an instant and why it is that."""
    computed = _computed(event, forecast, _smallest(base, metric_of(forecast), closure, at))
    flagged = Scale[event.scale.upper()] if event.scale else None
    if flagged is not None and flagged > computed.scale:
        return Scaled(flagged, f"raised by hand from {computed.scale.word} ({computed.why})")
    return computed


def unsaid(event: Event, forecast: Forecast | None) -> str:
    """Return why an event cannot be held against a typical one, as far as something is missing; empty where all is said.

    ``typical: []`` says that there is none like it.
    """
    if event.typical is None:
        return "what a typical event is, is not written"
    every = typicals(event)
    if any(not item.value or item.metric is None for item in every):
        return "a typical event has no metric, or no value"
    metric = forecast.metric if forecast else None
    if every and metric is not None and all(item.metric != metric for item in every):
        return f"no typical event is counted in {metric}"
    return ""


def _computed(event: Event, forecast: Forecast | None, smallest: Smallest | None) -> Scaled:
    metric = metric_of(forecast)
    stated = None if forecast is None or forecast.metric is None else forecast.high
    high = largest_past(event, metric) if stated is None else stated
    found = [] if high is None else [*_of_capacity(high, smallest), *_of_typical(high, event, metric)]
    largest = max(found, key=lambda item: item.scale, default=None)
    if stated is None:
        lacking = "no forecast is stated, or not in which metric" if forecast else "no forecast is stated"
    else:
        lacking = unsaid(event, forecast) or ("there is no typical event" if not typicals(event) else "")
    if largest is None or (lacking and largest.scale is Scale.ROUTINE):
        return Scaled(Scale.NOTABLE, lacking)
    past = "; no forecast is stated, the largest so far stands in" if stated is None else ""
    few = smallest is not None and smallest.known < smallest.of and largest.scale is Scale.ROUTINE
    part = f" (known of {smallest.known} of {smallest.of} components)" if smallest and few else ""
    return Scaled(largest.scale, f"{largest.why}{part}{past}")


def _of_capacity(high: float, smallest: Smallest | None) -> list[Scaled]:
    if smallest is None:
        return []
    share = high / max(smallest.value, 1)
    times = f"{share:.0%} of" if share < 10 else f"{share:.1f} times"
    said = f"{times} the smallest {smallest.word} capacity, {amount(smallest.value)}"
    return [Scaled(_of(share, OF_CAPACITY), said)]


def _of_typical(high: float, event: Event, metric: str) -> list[Scaled]:
    """Hold a number against the smallest typical one: the one it is furthest from."""
    typical = smallest_typical(event, metric)
    if typical is None:
        return []
    ratio = high / typical
    return [Scaled(_of(ratio, OF_TYPICAL), f"{ratio:.1f} times the typical event")]


def _of(ratio: float, limits: Mapping[Scale, float]) -> Scale:
    return next((scale for scale, limit in limits.items() if ratio > limit), Scale.ROUTINE)


def _smallest(base: Base, metric: str, closure: tuple[str, ...], at: datetime) -> Smallest | None:
    """Return the smallest capacity of the closure in a metric: of each component the tested one, else the designed."""
    found: list[tuple[float, str]] = []
    for name in closure:
        component = base.components[name]
        if comparable(component, metric) is not None:
            continue
        tested, built = carried(component, at), designed(component)
        if tested is not None:
            found.append((tested, "tested"))
        elif built is not None:
            found.append((built, "designed"))
    return Smallest(*min(found), len(found), len(closure)) if found else None


def typicals(event: Event) -> tuple[Observation, ...]:
    """Return the typical events of an event, one or several."""
    found = event.typical
    return (found,) if isinstance(found, Observation) else found or ()


def smallest_typical(event: Event, metric: str | None) -> float | None:
    """Return the smallest number of a typical event in the same metric."""
    values = [item.value for item in typicals(event) if item.value and item.metric == metric]
    return min(values, default=None)
