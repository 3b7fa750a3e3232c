"""Each entry lets in no more than it was shown to carry, and tells the rest so.

Why: an overloaded room fails for everybody in it. A waiting room fails for nobody, if it is full before the room breaks and the page says so.

How to fix: set a cap of at most 80 % of what was tested (of what is provisioned, reached by scaling or allowed, where that is less), test it, show users that it is full and let them try again at random times; sign it.

Source of thresholds: AWS operational readiness lens (defensive throttling); 80 % is our policy.

Passes:
    # events/show.yml
    entry: [room]
    forecast: {low: 300, metric: concurrent}
    # events/show/a.yml
    sign: {check: admission-limit, subject: room, by: ann, date: 2026-05-20,
      value: cap of 400 held for 20 minutes, evidence: test of 2026-05-20}
    # architecture/a.yml
    services: {room: {admission: {cap: 400, tested: 2026-05-20},
      capacity: {unit: concurrent, tested: {value: 500, date: 2026-05-20}}}}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    entry: [room]
    # architecture/a.yml
    services: {room: {admission: {cap: 450, tested: 2026-05-20},
      capacity: {unit: concurrent, tested: {value: 500, date: 2026-05-20}}}}
"""

from collections.abc import Iterator
from datetime import date

from kb.analyses.readiness.answer import Answer, Distance, Outcome, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.demand import capacity_of, carried, comparable, tested_at
from kb.analyses.readiness.grounds import Grounds, declared, observed
from kb.analyses.readiness.limits import within
from kb.analyses.readiness.situation import Situation
from kb.model.moment import is_past
from kb.model.saying import amount
from kb.model.service import Admission, Component
from kb.model.words import Nothing


class AdmissionLimit(SignedCheck):
    """Holds the cap of each entry component against what was tested.

    Attributes:
        share: the cap is at most this share of the tested capacity.
    """

    code = "R3"
    title = "Admission limit"
    severity = Severity.MAJOR
    due = 14
    share: float = 0.8

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per entry component, and one on its sign-off."""
        for name in case.entry:
            yield self._cap(case, case.base.components[name])
            since = (_tested(case.base.components[name].admission), "the test of the cap")
            yield from self.signed(case, name, "the cap that held, for how long, what users are shown", since=since)

    def _cap(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        admission, tested, seen = component.admission, tested_at(component, case.at), carried(component, case.at)
        repair = f"set and test a cap for {component.id} of at most {self.share:.0%} of what it was tested at"
        if isinstance(admission, Nothing):
            return say.fails("everybody is let in", declared(component), repair)
        if admission is not None and admission.cap == 0:
            return say.fails("a cap of 0 lets nobody in", declared(admission), repair)
        if admission is None or admission.cap is None or tested is None or seen is None:
            said = (
                "no cap is written"
                if admission is None or admission.cap is None
                else f"cap {amount(admission.cap)}; what it carries was not tested"
            )
            return say.unknown(said, declared(admission or component), repair)
        capacity = capacity_of(component)
        most, less = within(seen, capacity) if capacity else (seen, "")
        limit = self.share * most
        rests = observed(admission, tested)
        said = f"cap {amount(admission.cap)} of {amount(seen)} tested{f', {less}' if less else ''}"
        distance = Distance(admission.cap, limit, "admitted", at_least=False)
        tried = _tested(admission)
        if admission.cap > limit or tried is None or not is_past(tried, case.at):
            undated = admission.tested is True
            why = "when the cap itself was tested is not written" if undated else "the cap itself was not tested"
            said += "" if admission.cap > limit else f"; {why}"
            unknown = admission.cap <= limit and (undated or admission.tested is None)
            return say.answer(Outcome.UNKNOWN if unknown else Outcome.FAIL, said, rests, repair, distance)
        return self._wide(case, component, said, rests, distance) or say.passes(said, rests, distance)

    def _wide(
        self, case: Situation, component: Component, said: str, rests: Grounds, distance: Distance
    ) -> Answer | None:
        """Return what is wrong with a cap that is tested, and low: it turns away those who are expected even if few come."""
        forecast, cap = case.forecast, component.admission.cap if isinstance(component.admission, Admission) else None
        low = forecast.low if forecast else None
        if forecast is None or low is None or forecast.metric is None or comparable(component, forecast.metric):
            why = f"{said}; whether it lets in those who are expected is unknown: no low forecast in its unit"
            repair = f"state the low forecast, in the unit of the capacity of {component.id}"
            return self.say(case, component.id).unknown(why, rests, repair, distance)
        if cap is not None and cap < low:
            why = f"cap {amount(cap)}: even if few come, {amount(low)}, some are turned away"
            repair = f"raise the cap of {component.id}, and test it again"
            return self.say(case, component.id).fails(why, rests, repair, Distance(cap, low, "admitted"))
        return None


def _tested(admission: Admission | Nothing | None) -> date | None:
    """Return the day the cap was tested; None where it was not, or nobody wrote when."""
    tested = None if admission is None or isinstance(admission, Nothing) else admission.tested
    return tested if isinstance(tested, date) else None
