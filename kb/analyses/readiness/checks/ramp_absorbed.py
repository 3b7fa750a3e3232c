"""What arrives before more capacity is ready fits into what is already warm.

Why: an audience comes when the doors open, not evenly. At the World Cup semi-final of July 2019 Hotstar's grew by up to
1.1 million a minute while a server took 90 seconds to start: 1.65 million could come meanwhile, and had to fit into a
buffer that Hotstar kept at 2 million.

How to fix: warm up more before the event (`prewarmed`), or make it react faster (`reaction_minutes`). More than is provisioned, than scaling can
reach or than the quota allows cannot be warm: the least of them counts.

Source of thresholds: Hotstar (arrivals a minute times reaction time against the buffer). What runs before the ramp is taken as the base
forecast. Where `forecast.arrivals_per_minute` is not written the answer is unknown; ten minutes only show what is at stake.

Passes:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    forecast: {base: 100, high: 1000, arrivals_per_minute: 90,
      metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, prewarmed: 500,
      reaction_minutes: 2}}}

Fails:
    # events/show.yml
    entry: [room]
    window: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}
    forecast: {base: 100, high: 1000, arrivals_per_minute: 90,
      metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, prewarmed: 500,
      reaction_minutes: 5}}}
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from kb.analyses.readiness.answer import Answer, Distance
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.demand import Demand, capacity_of, comparable
from kb.analyses.readiness.grounds import declared
from kb.analyses.readiness.limits import within
from kb.analyses.readiness.situation import Situation
from kb.model.event import Forecast
from kb.model.saying import amount
from kb.model.service import Capacity, Component

_MINUTE: Final = timedelta(minutes=1)


class Load(NamedTuple):
    """The demand on a component, and which shares of it run before the ramp and arrive in its busiest minute."""

    demand: Demand
    base: float
    rate: float


class RampAbsorbed(Check):
    """Compares arrivals during the reaction time with what is warm and free.

    Attributes:
        ramp_minutes: within how many minutes an audience comes, to show what is at stake where the forecast does not say.
    """

    code = "D4"
    title = "Ramp absorbed"
    due = 21
    needs = ("entry", "window")
    ramp_minutes: float = 10.0

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield what the forecast does not say of the event, then one answer per component in scope."""
        forecast = case.forecast
        if forecast is None or forecast.base is None or not forecast.high:
            rests = declared(forecast or case.event)
            said = "no base and high forecast is stated"
            yield self.say(case).unknown(said, rests, "state the forecast")
            return
        rate = forecast.arrivals_per_minute or None
        if rate is None:
            guess = amount((forecast.high - forecast.base) / self.ramp_minutes)
            said = (
                f"how fast they come is not written; within {self.ramp_minutes:g} minutes it would be {guess} a minute"
            )
            repair = "write `forecast.arrivals_per_minute`, the busiest minute"
            rests = declared(forecast)
            yield self.say(case).unknown(said, rests, repair)
        elif case.end is not None and case.span is not None:
            yield from self._reached(case, forecast, rate * ((case.end - case.span[0]) / _MINUTE))
        for component in case.components:
            why, capacity = comparable(component, forecast.metric), capacity_of(component)
            if why or capacity is None or not capacity.reaction_minutes or capacity.prewarmed is None:
                yield self._silent(case, component, why)
            elif rate is not None:
                load = Load(case.demand[component.id], forecast.base / forecast.high, rate / forecast.high)
                yield self._weigh(case, component, capacity, load)

    def _reached(self, case: Situation, forecast: Forecast, most: float) -> Iterator[Answer]:
        """Yield that the busiest minute is too slow for the high forecast to be reached before the end."""
        ramp = (forecast.high or 0) - (forecast.base or 0)
        if most < ramp:
            said = f"{amount(forecast.arrivals_per_minute or 0)} in the busiest minute bring {amount(most)} by the end, not {amount(ramp)}"
            rests = declared(forecast)
            repair = "write the busiest minute under `forecast.arrivals_per_minute`"
            distance = Distance(round(most, 3), ramp, forecast.metric or "")
            yield self.say(case).fails(said, rests, repair, distance)

    def _silent(self, case: Situation, component: Component, why: str | None) -> Answer:
        said = why or "what is warm, or how fast more is there, is not written"
        rests = declared(capacity_of(component) or component)
        return self.say(case, component.id).unknown(said, rests, _repair(component))

    def _weigh(self, case: Situation, component: Component, capacity: Capacity, load: Load) -> Answer:
        say, rests = self.say(case, component.id), declared(capacity)
        told = capacity.prewarmed if isinstance(capacity.prewarmed, int | float) else 0.0
        warm, limit = within(told, capacity)
        minutes, demand = capacity.reaction_minutes or 0.0, load.demand
        free, arriving = warm - demand.bound * load.base, demand.bound * load.rate * minutes
        said = f"{amount(arriving)} arrive in {amount(minutes)} min, {amount(max(free, 0))} are warm and free"
        said += f" ({limit} of {amount(told)} prewarmed)" if limit else ""
        metric = case.forecast.metric if case.forecast else None
        distance = Distance(round(free, 3), round(arriving, 3), metric or "")
        if free < arriving:
            return say.fails(said, rests, _repair(component), distance)
        if demand.unknown:
            return say.unknown(f"{said}, or more: {demand.unknown}", rests, _repair(component), distance)
        return say.passes(said, rests, distance)


def _repair(component: Component) -> str:
    return f"warm {component.id} up before the doors open, and write `prewarmed` and `reaction_minutes`"
