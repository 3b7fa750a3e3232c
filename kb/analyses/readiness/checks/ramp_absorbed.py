"""What arrives before more capacity is ready fits into what is already warm.

Why: an audience comes when the doors open, not evenly. At a cricket final of Hotstar 1.1 million people a minute met servers that take
90 seconds to start: 1.65 million had to fit into a buffer of 2 million, or the rest would never have seen it.

How to fix: warm up more before the event (`prewarmed`), or make it react faster (`reaction_minutes`).

Source of thresholds: Hotstar (arrivals a minute times reaction time against the buffer). That the audience comes within ten minutes, where
`forecast.arrivals_per_minute` does not say, is our policy; what runs before the ramp is taken as the base forecast.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {base: 100, high: 1000, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, prewarmed: 500,
      reaction_minutes: 2}}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {base: 100, high: 1000, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, prewarmed: 500,
      reaction_minutes: 5}}}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Rank
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.demand import capacity_of, comparable
from kb.analyses.readiness.grounds import grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.readiness.words import amount
from kb.model.service import Component
from kb.model.words import Nothing


@dataclass(frozen=True)
class RampAbsorbed(Check):
    """Compares arrivals during the reaction time with what is warm and free.

    Attributes:
        ramp_minutes: within how many minutes the audience arrives, where the forecast does not say.
    """

    code: ClassVar[str] = "D4"
    title: ClassVar[str] = "Ramp absorbed"
    due: ClassVar[int] = 21
    ramp_minutes: float = 10.0

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope."""
        for component in case.components:
            yield self._weigh(case, component)

    def _weigh(self, case: Situation, component: Component) -> Answer:
        say = partial(self.say, case, component.id)
        forecast, capacity, demand = case.forecast, capacity_of(component), case.demand[component.id]
        rests = grounds(Rank.DECLARED, [component if capacity is None else capacity])
        repair = f"warm {component.id} up before the doors open, and write `prewarmed` and `reaction_minutes`"
        if forecast is None or forecast.base is None or not forecast.high:
            return say(Outcome.UNKNOWN, "no base and high forecast is stated", rests, "state the forecast")
        why = comparable(component, forecast.metric)
        if why or capacity is None or capacity.reaction_minutes is None or capacity.prewarmed is None:
            return say(Outcome.UNKNOWN, why or "what is warm, or how fast more is there, is not written", rests, repair)
        warm = 0.0 if isinstance(capacity.prewarmed, Nothing) else capacity.prewarmed
        free = warm - demand.bound * forecast.base / forecast.high
        rate = (forecast.high - forecast.base) / self.ramp_minutes
        if forecast.arrivals_per_minute is not None:
            rate = forecast.arrivals_per_minute
        arriving = demand.bound / forecast.high * rate * capacity.reaction_minutes
        said = f"{amount(arriving)} arrive in {amount(capacity.reaction_minutes)} min, {amount(max(free, 0))} are warm and free"
        distance = Distance(round(free, 3), round(arriving, 3), forecast.metric or "")
        if free < arriving:
            return say(Outcome.FAIL, said, rests, repair, distance)
        if demand.unknown:
            return say(Outcome.UNKNOWN, f"{said}, or more: {demand.unknown}", rests, repair, distance)
        return say(Outcome.PASS, said, rests, "", distance)
