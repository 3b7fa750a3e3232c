"""How much load an event puts on each component: the forecast, carried down the hard closure.

``demand(s) = sum over callers c in the closure of demand(c) * multiplier(c -> s)``; an entry component starts with the
high forecast. An amplifier of the event multiplies the edge it names, or, with no edge, every entry. What is unknown (no
forecast, no multiplier, a circle) makes everything below it unknown, but never less than what is known: a figure below
that *bound* fails whatever the rest turns out to be. O(n + e).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from kb.graph.build import KnowledgeGraph, ends
from kb.model.base import Base
from kb.model.event import Amplifier, Event, Forecast
from kb.model.moment import is_past
from kb.model.service import Capacity, Component, Tested
from kb.model.words import Nothing


class Demand(NamedTuple):
    """The load on one component.

    Attributes:
        bound: what is sure to arrive at the high forecast.
        unknown: why it may be more; empty when ``bound`` is the whole demand.
    """

    bound: float
    unknown: str = ""


class Flow(NamedTuple):
    """One hard edge inside of a closure, as it is followed.

    Attributes:
        source: where it begins.
        to: where it leads: to what it names and, where that is rehearsed, to its fallback: all of it may arrive at either.
        written: where it leads as written; amplifiers name that.
        multiplier: calls per call; None where that is unknown. Nothing is called never: 0 says no more than nothing.
    """

    source: str
    to: str
    written: str
    multiplier: float | None


def flows(base: Base, graph: KnowledgeGraph, closure: tuple[str, ...]) -> Iterator[Flow]:
    """Yield the hard edges inside of a closure, sorted by their start."""
    inside = set(closure)
    for name in closure:
        for edge in base.components[name].hard_edges:
            for to in ends(name, edge, graph.rehearsed):
                if to in inside:
                    yield Flow(name, to, edge.to, edge.multiplier or None)


def capacity_of(component: Component) -> Capacity | None:
    """Return what is written about the capacity of a component; None where nothing or ``none`` is."""
    return None if isinstance(component.capacity, Nothing) else component.capacity


def tested_at(component: Component, at: datetime) -> Tested | None:
    """Return the dated load test of a component that lay behind it at an instant; None if there was none."""
    capacity = capacity_of(component)
    tested = None if capacity is None or isinstance(capacity.tested, Nothing) else capacity.tested
    return None if tested is None or tested.date is None or not is_past(tested.date, at) else tested


def carried(component: Component, at: datetime) -> float | None:
    """Return what a component was seen to carry in its load test: no more than it broke at; None if there was no test."""
    tested = tested_at(component, at)
    if tested is None or tested.value is None:
        return None
    broke = tested.breaks_at
    return tested.value if broke is None or isinstance(broke, Nothing) else min(tested.value, broke)


def designed(component: Component) -> float | None:
    """Return what a component was built for; None where no number is written."""
    capacity = capacity_of(component)
    return None if capacity is None or isinstance(capacity.designed, Nothing) else capacity.designed


def comparable(component: Component, metric: str | None) -> str | None:
    """Return why the figures of a component cannot be held against a metric; None if they can.

    A unit fits a metric if it begins with it: ``concurrent`` and ``concurrent listeners per room`` fit ``concurrent``.
    """
    capacity = capacity_of(component)
    if capacity is None:
        return "no capacity is written"
    if capacity.unit is None:
        return "its capacity has no unit"
    if metric is None:
        return "the forecast has no metric"
    if capacity.unit.split()[:1] == [metric]:
        return None
    return f"its unit is {capacity.unit!r}, the forecast counts {metric}"


def metric_of(forecast: Forecast | None) -> str:
    """Return what the forecast counts; people there at once, where it does not say."""
    return "concurrent" if forecast is None or forecast.metric is None else forecast.metric


def largest_past(event: Event, metric: str | None) -> float | None:
    """Return the largest number of a past event in the same metric."""
    values = [item.value for item in event.past or () if item.value is not None and item.metric == metric]
    return max(values, default=None)


def start(event: Event, forecast: Forecast | None) -> Demand:
    """Return what arrives at each entry component, before amplifiers of single edges."""
    if forecast is None or forecast.high is None:
        past = largest_past(event, metric_of(forecast))
        return Demand(past or 0, "no forecast is stated")
    bound, unknown = float(forecast.high), ""
    for amplifier in event.amplifiers or ():
        if not amplifier.edge:
            factor = factor_of(amplifier)
            bound *= factor or 1
            unknown = unknown or ("an amplifier has no multiplier of 1 or more" if factor is None else "")
    return Demand(bound, unknown)


def factor_of(amplifier: Amplifier) -> float | None:
    """Return what an amplifier multiplies by: 1 where ``none`` is written, None where nothing is, or what would make it less."""
    found = 1 if isinstance(amplifier.multiplier, Nothing) else amplifier.multiplier
    return None if found is None or found < 1 else found


def demands(
    base: Base, graph: KnowledgeGraph, event: Event, forecast: Forecast | None, closure: tuple[str, ...]
) -> Mapping[str, Demand]:
    """Return the demand on each component of the closure of an event."""
    edges = [_amplified(flow, event) for flow in flows(base, graph, closure)]
    group = {name: number for number, names in enumerate(graph.cycles()) for name in names}
    circle = {name for name in closure if name in group}
    first = start(event, forecast)
    bound = {name: first.bound if name in (event.entry or ()) else 0.0 for name in closure}
    unknown = {name: first.unknown if name in (event.entry or ()) else "" for name in closure}
    for name in circle:
        unknown[name] = "it lies on a circle of components that need each other"
    forward = [edge for edge in edges if group.get(edge.source, edge.source) != group.get(edge.to, edge.to)]
    leaving: dict[str, list[Flow]] = {name: [] for name in closure}
    for edge in forward:
        leaving[edge.source].append(edge)
    for name in _in_order(closure, forward, group):
        for edge in leaving[name]:
            bound[edge.to] += bound[name] * (edge.multiplier or 0)
            if edge.multiplier is None:
                unknown[edge.to] = unknown[edge.to] or f"{name} does not say how often it calls {edge.to}"
            unknown[edge.to] = unknown[edge.to] or unknown[name]
    return {name: Demand(bound[name], unknown[name]) for name in closure}


def _amplified(flow: Flow, event: Event) -> Flow:
    for amplifier in event.amplifiers or ():
        if amplifier.edge == (flow.source, flow.written) and flow.multiplier is not None:
            factor = factor_of(amplifier)
            flow = flow._replace(multiplier=None if factor is None else flow.multiplier * factor)
    return flow


def _in_order(closure: tuple[str, ...], edges: list[Flow], group: Mapping[str, int]) -> list[str]:
    """Return the components callers first; those of one circle stand together (Kahn's algorithm on the condensation)."""
    key = {name: group.get(name, name) for name in closure}
    members: dict[int | str, list[str]] = {}
    for name in closure:
        members.setdefault(key[name], []).append(name)
    above: dict[int | str, set[int | str]] = {found: set() for found in members}
    below: dict[int | str, set[int | str]] = {found: set() for found in members}
    for edge in edges:
        above[key[edge.to]].add(key[edge.source])
        below[key[edge.source]].add(key[edge.to])
    ready = [found for found in members if not above[found]]
    order: list[str] = []
    while ready:
        found = ready.pop(0)
        order += members[found]
        for to in sorted(below[found], key=str):
            above[to].discard(found)
            if not above[to]:
                ready.append(to)
    return order
