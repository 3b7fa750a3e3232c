"""What the checks on capacity share: one figure of each component held against the demand on it."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import NamedTuple

from kb.analyses.readiness.answer import Answer, Distance, Outcome
from kb.analyses.readiness.checks import Check
from kb.analyses.readiness.demand import capacity_of, carried, comparable, designed
from kb.analyses.readiness.grounds import Grounds, declared
from kb.analyses.readiness.limits import within
from kb.analyses.readiness.situation import Situation
from kb.model.saying import amount
from kb.model.service import Capacity, Component
from kb.model.words import Nothing


class Figure(NamedTuple):
    """A capacity: its value (None = unknown), how it is said, and what it rests on."""

    value: float | None
    words: str
    rests: Grounds


class CapacityCheck(Check):
    """A check that holds one figure of every component in scope against the demand on it.

    Attributes:
        fail_under: below this multiple of the demand it fails.
        warn_under: below this multiple of the demand it warns.
    """

    fail_under: float = 1.0
    warn_under: float = 1.0

    @abstractmethod
    def figure(self, case: Situation, component: Component, capacity: Capacity) -> Figure:
        """Return the figure this check is about."""

    @abstractmethod
    def repair(self, component: Component, needed: float) -> str:
        """Return the cheapest repair of a component that must carry ``needed``; 0 where that is not known."""

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield one answer per component in scope."""
        for component in case.components:
            yield self._weigh(case, component)

    def _weigh(self, case: Situation, component: Component) -> Answer:
        say = self.say(case, component.id)
        demand = case.demand[component.id]
        needed = demand.bound * self.fail_under
        repair = self.repair(component, max(needed, demand.bound * self.warn_under))
        capacity = capacity_of(component)
        metric = case.forecast.metric if case.forecast else "concurrent"
        why = comparable(component, metric)
        if capacity is None or why is not None:
            mend = f"write the capacity of {component.id} in {metric or 'the metric of the forecast'}"
            return say.unknown(f"cannot be compared: {why}", declared(component), mend)
        figure = self.figure(case, component, capacity)
        if figure.value is None:
            return say.unknown(figure.words, figure.rests, repair)
        least = "at least " if demand.unknown else ""
        said = f"{figure.words} of {least}{amount(demand.bound)} {metric}"
        distance = Distance(round(figure.value / max(demand.bound, 1), 3), self.fail_under, "times the demand")
        if figure.value < needed:
            return say.fails(said, figure.rests, repair, distance)
        if demand.unknown:
            why = f"{figure.words}; how much arrives is unknown: {demand.unknown}"
            return say.unknown(
                why, figure.rests, "state the forecast and the multipliers of the edges above it", distance
            )
        outcome = Outcome.WARN if figure.value < demand.bound * self.warn_under else Outcome.PASS
        return say.answer(outcome, said, figure.rests, repair, distance)


def target(needed: float) -> str:
    """Return what a component must carry, in words."""
    return amount(needed) if needed else "what will arrive"


def shown(case: Situation, name: str, metric: str) -> tuple[float, str] | None:
    """Return what a component was tested at, or built for where it is written that it was not: a plan carries no more.

    Nor does it carry more than its limits allow; what limits it then is said beside it.
    """
    component = case.base.components.get(name)
    capacity = None if component is None else capacity_of(component)
    if component is None or capacity is None or comparable(component, metric) is not None:
        return None
    told = (
        capacity.tested is not None
        and not isinstance(capacity.tested, Nothing)
        and capacity.tested.breaks_at is not None
    )
    found = (
        designed(component) if isinstance(capacity.tested, Nothing) else carried(component, case.at) if told else None
    )
    return None if found is None else within(found, capacity)
