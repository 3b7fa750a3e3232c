"""How many are expected is written down, by a named person, in the unit capacity is counted in, and how many are usual.

Why: the accounts of one Twitter Space in May 2023 give 382,000, over 500,000, 600,000, 668,000 and over 700,000 for the same room,
and mix people heard, people inside and people trying. Who does not say beforehand what is counted cannot compare it.

How to fix: write `forecast` with low, base, high, metric, by, date and basis in the event file; ask someone else to attest it. Write under
`typical` how many come to an ordinary event, in the same metric, or `typical: []` where there is none like it: without that nobody can
say that this one is routine. A high forecast below that, or below what came once already (`past`), forecasts nothing.

Source of thresholds: AWS operational readiness lens (a demand that is not known is a high risk); 30 days are our
policy.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {low: 100, base: 200, high: 300, metric: concurrent, by: ann,
      date: 2026-05-28, basis: stated}
    typical: {value: 150, metric: concurrent}
    # events/show/a.yml
    sign: {check: forecast-stated, by: bob, date: 2026-05-29,
      value: 100 to 300 concurrent, evidence: ledger of May}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, designed: 500}}}
    # ownership/a.yml
    people: {ann: {}, bob: {}}

Fails:
    # events/show.yml
    entry: [room]
    forecast: {high: 300, metric: concurrent}
    # architecture/a.yml
    services: {room: {capacity: {unit: concurrent, designed: 500}}}
"""

from collections.abc import Iterator

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Scale
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.demand import capacity_of, largest_past
from kb.analyses.readiness.grounds import dated, declared
from kb.analyses.readiness.scale import smallest_typical, unsaid
from kb.analyses.readiness.situation import Situation
from kb.model.event import Event, Forecast
from kb.model.moment import days_between
from kb.model.saying import ago, amount, listed
from kb.model.words import Nothing


class ForecastStated(SignedCheck):
    """Looks for a whole, recent forecast.

    Attributes:
        max_days: how old the forecast may be.
    """

    code = "D1"
    title = "Forecast stated"
    made = "the forecast is theirs"
    scale = Scale.ROUTINE
    due = 28
    max_days: int = 30

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield the answers on the forecast, on the typical event it is held against, and on its sign-off."""
        yield self._stated(case)
        lacking = unsaid(case.event, case.forecast)
        if lacking:
            said = f"{lacking}: how far this is from an ordinary day cannot be told"
            rests = declared(case.event)
            repair = "write `typical` with value and metric, as the forecast counts, or []"
            yield self.say(case).unknown(said, rests, repair)
        forecast = case.forecast
        producers = frozenset({forecast.by} if forecast and forecast.by else ())
        since = (forecast.date if forecast else None, "the forecast")
        ask = "the three numbers, and where they come from"
        yield from self.signed(case, case.event.id, ask, producers, since=since)

    def _stated(self, case: Situation) -> Answer:
        event, forecast = case.event, case.forecast
        repair = "write `forecast` with low, base, high, metric, by, date and basis in the event file"
        if forecast is None:
            outcome = Outcome.FAIL if isinstance(event.forecast, Nothing) else Outcome.UNKNOWN
            return self.say(case).answer(outcome, "no forecast is stated", declared(event), repair)
        rests = dated(forecast)
        missing = [key for key in ("low", "base", "high", "metric", "by", "date") if getattr(forecast, key) is None]
        missing += ["basis"] if forecast.provenance.basis is None else []
        if missing:
            return self.say(case).unknown(f"the forecast does not say {listed(missing, 7)}", rests, repair)
        return self._judged(case, forecast, repair)

    def _judged(self, case: Situation, forecast: Forecast, repair: str) -> Answer:
        say = self.say(case)
        rests = dated(forecast)
        said = f"{amount(forecast.low or 0)} / {amount(forecast.base or 0)} / {amount(forecast.high or 0)} {forecast.metric}, {ago(forecast.date, case.at) if forecast.date else ''}"
        units = {name: _unit(case, name) for name in case.entry}
        wrong = [
            f"the capacity of {name} counts {unit!r}"
            for name, unit in units.items()
            if unit and unit.split()[:1] != [forecast.metric]
        ]
        bare = [name for name, unit in units.items() if not unit]
        if not forecast.high:
            return say.fails("nobody is expected: the high forecast is 0", rests, repair)
        if floor := _came(case.event, forecast):
            why = f"{said}; the high forecast is below {floor}"
            return say.fails(why, rests, "state how many may come at the most, as in `past` and `typical`")
        age = days_between(forecast.date, case.at) if forecast.date else 0
        if wrong:
            return say.fails(f"{said}; {wrong[0]}", rests, "state forecast and capacity in one metric")
        if age > self.max_days:
            return say.stale(
                said, rests, "state the forecast anew", Distance(age, self.max_days, "days", at_least=False)
            )
        if bare:
            why = f"{said}; in which unit {listed(bare)} is counted is not written"
            return say.unknown(why, rests, f"write `capacity: {{unit}}` of {listed(bare)}")
        return say.passes(said, rests, Distance(age, self.max_days, "days", at_least=False))


def _came(event: Event, forecast: Forecast) -> str:
    """Say what came once already, or comes to an ordinary one, where the high forecast is below it; empty where it is not."""
    high, metric = forecast.high or 0, forecast.metric
    past, typical = largest_past(event, metric), smallest_typical(event, metric)
    if past is not None and high < past:
        return f"the {amount(past)} that came once already"
    return f"a typical event, {amount(typical)}" if typical is not None and high < typical else ""


def _unit(case: Situation, name: str) -> str | None:
    capacity = capacity_of(case.base.components[name])
    return None if capacity is None else capacity.unit
