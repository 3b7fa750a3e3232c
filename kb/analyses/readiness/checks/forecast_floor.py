"""The high forecast leaves room above the largest event of the same kind so far.

Why: the room of May 2023 was several times larger than any before it; a platform owner who plans Black Friday asks for 150 % of last
year. Cumulative and concurrent counts of the past are never compared with each other.

How to fix: raise `forecast.high`, or write under `past` what makes the earlier event no comparison. Where the hosts call their
own followers, write how many under `forecast.reach`.

Source of thresholds: Shopify, Black Friday readiness (150 %). One in a hundred of the reach is our policy: of the 140 million
followers of May 2023 a quarter to three quarters of a percent came.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    past: [{value: 200, metric: concurrent}, {value: 9000,
      metric: cumulative}]
    # architecture/a.yml
    services: {room: {}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 290, metric: concurrent}
    past: [{value: 200, metric: concurrent}]
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Rank, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.demand import largest_past
from kb.analyses.readiness.grounds import grounds
from kb.analyses.readiness.situation import Situation
from kb.analyses.readiness.words import amount


@dataclass(frozen=True)
class ForecastFloor(Check):
    """Compares the high forecast with the largest comparable past event.

    Attributes:
        factor: the high forecast is at least this many times that event.
        of_reach: and at least this share of whom the hosts can reach, where that is written.
    """

    code: ClassVar[str] = "D2"
    title: ClassVar[str] = "Forecast above the past"
    severity: ClassVar[Severity] = Severity.MAJOR
    due: ClassVar[int] = 28
    needs: ClassVar[tuple[str, ...]] = ()
    factor: float = 1.5
    of_reach: float = 0.01

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer."""
        say = partial(self.say, case, case.event.id)
        event, forecast = case.event, case.forecast
        past = [item for item in event.past or () if forecast is None or item.metric == forecast.metric]
        rests = grounds(Rank.DATED, [*([forecast] if forecast else []), *past])
        if forecast is None or forecast.high is None or forecast.metric is None:
            yield say(Outcome.UNKNOWN, "no high forecast is stated", rests, "state the forecast")
            return
        if event.past is None:
            yield say(
                Outcome.UNKNOWN,
                "nothing is written about past events",
                rests,
                "list past events under `past`, or write `past: []`",
            )
            return
        largest = largest_past(event, forecast.metric)
        if largest is None:
            yield say(
                Outcome.WARN,
                f"no past event is counted in {forecast.metric}",
                rests,
                "list a past event in this metric",
            )
            return
        said = f"{amount(forecast.high)} expected, {amount(largest)} was the most so far ({forecast.metric})"
        said += f", the hosts reach {amount(forecast.reach)}" if forecast.reach is not None else ""
        floor = max(self.factor * largest, self.of_reach * (forecast.reach or 0))
        outcome = Outcome.PASS if forecast.high >= floor else Outcome.FAIL
        yield say(
            outcome, said, rests, f"plan for at least {amount(floor)}", Distance(forecast.high, floor, forecast.metric)
        )
