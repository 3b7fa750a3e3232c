"""The high forecast leaves room above the largest event of the same kind so far.

Why: Shopify rehearses its great sales at 150 % of last year's load. Cumulative and concurrent counts of the past are
never compared with each other: of the largest Twitter Space before that of May 2023, accounts say 100,000 and 2.7
million.

How to fix: raise `forecast.high`, or write under `past` what makes the earlier event no comparison. Write under `forecast.reach` how many
people the hosts can call; where nobody calls anyone, or nobody knows, write why under `forecast.reach_why`.

Source of thresholds: our policy, after Shopify (150 %). One in a hundred of the reach is our policy, too: of the 140
million followers of the host in May 2023 a quarter to three quarters of a percent came.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, reach: 20000, metric: concurrent}
    past: [{value: 200, metric: concurrent}, {value: 9000,
      metric: cumulative}]
    # architecture/a.yml
    services: {room: {}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 290, reach: 20000, metric: concurrent}
    past: [{value: 200, metric: concurrent}]
    # architecture/a.yml
    services: {room: {}}
"""

from collections.abc import Iterator

from kb.analyses.placeholders import is_placeholder
from kb.analyses.readiness.answer import Answer, Distance, Severity
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.demand import largest_past
from kb.analyses.readiness.grounds import dated
from kb.analyses.readiness.situation import Situation
from kb.model.event import Event, Forecast
from kb.model.saying import amount


class ForecastFloor(Check):
    """Compares the high forecast with the largest comparable past event.

    Attributes:
        factor: the high forecast is at least this many times that event.
        of_reach: and at least this share of whom the hosts can reach; where that is not known, a reason is asked for.
    """

    code = "D2"
    title = "Forecast above the past"
    severity = Severity.MAJOR
    due = 28
    needs = ()
    factor: float = 1.5
    of_reach: float = 0.01

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the one answer."""
        event, forecast = case.event, case.forecast
        if forecast is None or forecast.high is None or forecast.metric is None:
            yield self.say(case).unknown("no high forecast is stated", dated(forecast or event), "state the forecast")
            return
        yield self._compare(case, forecast, forecast.high)

    def _compare(self, case: Situation, forecast: Forecast, high: float) -> Answer:
        """Hold the high forecast against the known floors; below one it fails, whatever else is unknown."""
        event, metric = case.event, forecast.metric or ""
        past = [item for item in event.past or () if item.metric in (metric, None)]
        largest = largest_past(event, metric)
        floor = max(self.factor * (largest or 0), self.of_reach * (forecast.reach or 0))
        said = [f"{amount(high)} expected"]
        said += [f"{amount(largest)} was the most so far ({metric})"] if largest is not None else []
        said += [f"the hosts reach {amount(forecast.reach)}"] if forecast.reach else []
        say, rests = self.say(case), dated(forecast, *past)
        value, distance = ", ".join(said), Distance(high, floor, metric) if floor else None
        if high < floor:
            return say.fails(value, rests, f"plan for at least {amount(floor)}", distance)
        why, repair = _unknown(event, forecast)
        if why:
            return say.unknown(f"{value}; {why}", rests, repair, distance)
        if not forecast.reach:
            value += f"; no reach is known: {forecast.reach_why}"
        if largest is None:
            value += f"; no past event is counted in {metric}"
            return say.warns(value, rests, "list a past event in this metric", distance)
        return say.passes(value, rests, distance)


def _unknown(event: Event, forecast: Forecast) -> tuple[str, str]:
    """Return what keeps the floor from being known, and how to mend it; empty texts if nothing."""
    if event.past is None:
        return "nothing is written about past events", "list past events under `past`, or write `past: []`"
    if any(item.metric is None or (not item.value and item.metric == forecast.metric) for item in event.past):
        return "a past event has no metric, or no value", "write value and metric of each past event"
    if not forecast.reach and is_placeholder(forecast.reach_why):
        why = "whom the hosts can call is not written, and no reason why"
        return why, "write `forecast.reach`, or why there is none under `forecast.reach_why`"
    return "", ""
