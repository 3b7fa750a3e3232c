"""The scale of an event: how far it is from an ordinary day. Computed; a hand may only raise it.

Marquee: the high forecast is over 50 % of the smallest tested capacity in the hard closure, or over 10 times the
typical event. Notable: over 20 %, or over 3 times. Where nothing is tested, designed capacity stands in; where that is
unknown too, only the typical event counts; where neither is known, *notable* (readiness.md, decision (a); thresholds are
our policy).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.demand import capacity_of, comparable, tested_at
from kb.analyses.readiness.words import amount
from kb.model.base import Base
from kb.model.event import Event, Forecast, Observation
from kb.model.words import Nothing

OF_CAPACITY = {Scale.MARQUEE: 0.5, Scale.NOTABLE: 0.2}
OF_TYPICAL = {Scale.MARQUEE: 10, Scale.NOTABLE: 3}


class Scaled(NamedTuple):
    """The scale of an event, and a phrase that says why."""

    scale: Scale
    why: str


def scale_of(base: Base, event: Event, forecast: Forecast | None, closure: tuple[str, ...], at: datetime) -> Scaled:
    """Return the scale of an event at an instant and why it is that."""
    computed = _computed(event, forecast, _smallest(base, forecast.metric, closure, at) if forecast else None)
    flagged = Scale[event.scale.upper()] if event.scale else None
    if flagged is not None and flagged > computed.scale:
        return Scaled(flagged, f"raised by hand from {computed.scale.word} ({computed.why})")
    return computed


def _computed(event: Event, forecast: Forecast | None, smallest: tuple[float, str] | None) -> Scaled:
    if forecast is None or forecast.high is None:
        return Scaled(Scale.NOTABLE, "no forecast is stated")
    found: list[Scaled] = []
    if smallest is not None:
        share = forecast.high / max(smallest[0], 1)
        found.append(
            Scaled(
                _of(share, OF_CAPACITY), f"{share:.0%} of the smallest {smallest[1]} capacity, {amount(smallest[0])}"
            )
        )
    typical = _typical(event, forecast.metric)
    if typical:
        ratio = forecast.high / typical
        found.append(Scaled(_of(ratio, OF_TYPICAL), f"{ratio:.1f} times the typical event"))
    if not found:
        return Scaled(Scale.NOTABLE, "neither capacity nor a typical event is known")
    return max(found, key=lambda item: item.scale)


def _of(ratio: float, limits: Mapping[Scale, float]) -> Scale:
    return next((scale for scale, limit in limits.items() if ratio > limit), Scale.ROUTINE)


def _smallest(base: Base, metric: str | None, closure: tuple[str, ...], at: datetime) -> tuple[float, str] | None:
    """Return the smallest tested capacity of the closure in a metric, else the smallest designed."""
    tested: list[float] = []
    designed: list[float] = []
    for name in closure:
        component = base.components[name]
        capacity, test = capacity_of(component), tested_at(component, at)
        if capacity is None or comparable(component, metric) is not None:
            continue
        if test is not None and test.value is not None:
            tested.append(test.value)
        if capacity.designed is not None and not isinstance(capacity.designed, Nothing):
            designed.append(capacity.designed)
    return (min(tested), "tested") if tested else (min(designed), "designed") if designed else None


def _typical(event: Event, metric: str | None) -> float | None:
    """Return the smallest typical number in a metric: the one an event is furthest from."""
    found = event.typical
    every: tuple[Observation, ...] = (found,) if isinstance(found, Observation) else found or ()
    return min((item.value for item in every if item.value and item.metric == metric), default=None)
