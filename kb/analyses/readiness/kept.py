"""What a sign-off of the whole keeps: what the event stands on, and what is asked of each part of it.

Every check asks about something that is written: a component that is stood on, an alert, a change that may have to be taken back, a
demand. Taken out of the files, its failing answer is gone with it. So the sign-offs keep these lines, and say later which are no
longer there:

- what it stands on, in ids (``room-join``, ``relay or relay-b by switch``): less is a change, and so is more;
- what is asked of it, in a word and a value (``demand 30000``, ``changed 2026-09-01``, ``alert JoinSlow``): only less is a change,
  so that a release, an alert more or a higher forecast outdates no signature.

Only what stands in the files is kept, nothing as of a day: evidence that is new, or grows old, changes no line.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from kb.analyses.readiness.closure import Closure, closure_of
from kb.analyses.readiness.demand import Demand, demands, largest_past, metric_of
from kb.analyses.readiness.duty import span_of
from kb.analyses.readiness.scale import smallest_typical
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.event import Event
from kb.model.saying import listed
from kb.model.service import Component
from kb.model.words import Nothing

_MANY: Final = frozenset({"access", "alert", "amplifier", "runbook"})
_ONE: Final = frozenset({"changed", "crew", "demand", "past", "scale", "typical"})
"""First words of the lines about what is asked: of many lines each says something of its own, of the others there is one, with a value."""


def kept_of(base: Base, event: Event) -> Closure:
    """Return what a sign-off of an event keeps, by id: first what it stands on, then what is asked of it, each sorted."""
    stands = closure_of(base, event)
    demand = _demands(base, event, stands)
    asked = {event.id: set(_of_event(event))}
    asked |= {
        name: set(_of_component(base, base.components[name], demand.get(name))) for name in stands if name != event.id
    }
    return {name: (*lines, *sorted(asked[name])) for name, lines in stands.items()}


def _demands(base: Base, event: Event, stands: Closure) -> dict[str, Demand]:
    """Return the load on each component at the high forecast, no fallback in place."""
    small = base._replace(components={name: item for name, item in base.components.items() if name in stands})
    graph = KnowledgeGraph(small, frozenset())
    entry = tuple(name for name in event.entry or () if name in small.components)
    forecast = None if isinstance(event.forecast, Nothing) else event.forecast
    return dict(demands(small, graph, event, forecast, graph.closure(*entry))) if entry else {}


def _of_event(event: Event) -> Iterator[str]:
    for amplifier in event.amplifiers or ():
        yield f"amplifier {' to '.join(amplifier.edge)}" if amplifier.edge else "amplifier of all"
    span = span_of(event)
    if span is not None:
        yield f"crew {(span[1] - span[0]) / timedelta(minutes=1):.0f} min"
    metric = metric_of(None if isinstance(event.forecast, Nothing) else event.forecast)
    for word, value in (("past", largest_past(event, metric)), ("typical", smallest_typical(event, metric))):
        if value:
            yield f"{word} {value:.0f}"
    if event.scale:
        yield f"scale {event.scale}"


def _of_component(base: Base, component: Component, demand: Demand | None) -> Iterator[str]:
    yield from (f"alert {alert.id}" for alert in component.alerts or () if alert.id)
    roles: set[str] = set()
    for name in base.runbooks_of(component.id):
        book = base.runbooks.get(name)
        roles |= set((book and book.requires and book.requires.access) or ())
        every = book.review.every_days if book and book.review else None
        yield f"runbook {name} every {every}" if every else f"runbook {name}"
    yield from (f"access {role}" for role in roles)
    days = [item.date for item in component.changes or () if item.significant is not False and item.date]
    if days:
        yield f"changed {max(days)}"
    if demand and demand.bound >= 1:
        yield f"demand {demand.bound:.0f}"


def difference(then: Closure, now: Closure) -> str:
    """Return what is no longer, or newly, stood on, and what is no longer asked, as clauses; empty if nothing.

    Edges come first, as the cause; then the components that are out of sight, or in it, because of them; then what is asked.
    """
    return "; ".join([*_stood_on(then, now), *_asked(then, now)])


def _stood_on(then: Closure, now: Closure) -> Iterator[str]:
    for name in sorted(then.keys() & now.keys()):
        before, after = ({line for line in lines[name] if _parsed(line) is None} for lines in (then, now))
        less, more = sorted(before - after), sorted(after - before)
        if less:
            yield f"{name} no longer stands on {listed(less)}"
        if more:
            yield f"{name} {'now stands on' if less else 'stands on'} {listed(more)}{'' if less else ' too'}"
    gone, new = sorted(then.keys() - now.keys()), sorted(now.keys() - then.keys())
    if gone:
        yield f"no longer looked at: {listed(gone, 5)}"
    if new:
        yield f"new to it: {listed(new, 5)}"


def _asked(then: Closure, now: Closure) -> Iterator[str]:
    """Yield what is no longer asked; demands last, which fall because of the rest."""
    found: list[tuple[bool, str]] = []
    for name in sorted(then.keys() & now.keys()):
        after = dict(filter(None, map(_parsed, now[name])))
        for what, value in sorted(filter(None, map(_parsed, then[name]))):
            if what not in after:
                found.append((what == "demand", f"{name} no longer says {what} {value}".rstrip()))
            elif _less(what, value, after[what]):
                said = f"{name} says {what} {after[what] or 'without that'}, and said {value}"
                found.append((what == "demand", said))
    yield from (said for _, said in sorted(found, key=lambda item: item[0]))


def _parsed(line: str) -> tuple[str, str] | None:
    """Return what a line asks, and its value, if it has one; None for an edge, which begins with an id."""
    word, _, value = line.partition(" ")
    if not value or value.startswith("or "):
        return None
    if word in _MANY:
        what, _, every = line.partition(" every ")
        return what, f"every {every}" if every else ""
    return (word, value) if word in _ONE else None


def _less(what: str, then: str, now: str) -> bool:
    """Whether less is asked now than then: a longer interval, an older change, a more ordinary event, a smaller number."""
    if then == now or not then:
        return False
    if what == "changed":
        return now < then  # days as YYYY-MM-DD
    if what == "scale":
        return now != "marquee" if then == "marquee" else now == "routine"
    before, after = (next((float(word) for word in value.split() if word.isdecimal()), 0.0) for value in (then, now))
    if what == "typical" or what.startswith("runbook "):
        return after > before or not now
    return after < before
