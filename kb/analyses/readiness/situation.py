"""What a check looks at: one event of a base at an instant, and what several checks ask of it, worked out once.

Longer than the usual 150 lines: one class, and a question a method.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from kb.analyses.coverage import Coverage, Operator
from kb.analyses.freshness import verified_edges
from kb.analyses.readiness import papers
from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.closure import Closure
from kb.analyses.readiness.demand import Demand, demands
from kb.analyses.readiness.duty import Duty, duties, present, span_of
from kb.analyses.readiness.kept import difference, kept_of
from kb.analyses.readiness.scale import Scaled, scale_of
from kb.graph.build import KnowledgeGraph
from kb.model.base import Base
from kb.model.event import Event, Forecast, OfflineCopy, Poll, Sign, Waive
from kb.model.moment import is_past
from kb.model.service import Component
from kb.model.words import Level, Nothing

Paper = TypeVar("Paper", Sign, Waive, Poll, OfflineCopy)


class Situation:
    """One event of a base at an instant.

    Only what lay in the past at the instant is seen: papers, tests, runs and forecasts dated later are not. The
    outcome of the event is never looked at.

    Attributes:
        base: the knowledge base.
        event: the event.
        at: the instant.
        coverage: who can operate what, with evidence as of the instant.
        graph: the hard graph, both ways of an edge with a rehearsed fallback in it: an event is prepared on both.
        alone: the hard graph of what takes something down by its loss alone.
    """

    def __init__(self, base: Base, event: Event, at: datetime) -> None:
        self.base = base
        self.event = event._replace(outcome=None)
        self.at = at
        self.coverage = Coverage(base, at)
        self.alone = KnowledgeGraph(base, verified_edges(base, at))
        self.graph = self.alone.prepared
        self._about: dict[tuple[str, ...], dict[str, tuple[Sign, ...]]] = {}

    # -- what the event stands on ----------------------------------------------------------------

    @cached_property
    def entry(self) -> tuple[str, ...]:
        """The entry components that exist."""
        return tuple(name for name in self.event.entry or () if name in self.base.components)

    @cached_property
    def closure(self) -> tuple[str, ...]:
        """The hard closure of the entry, sorted."""
        return self.graph.closure(*self.entry) if self.entry else ()

    def shared(self, names: Iterable[str]) -> list[str]:
        """Return what some components that fall with the event have in common with it, sorted; one with a way out does not fall."""
        lost = {*self.closure, *self.vendors}
        falling = self.alone.falling(names, lost)
        return sorted(lost.intersection({*self.graph.closure(*falling), *self.graph.vendors_under(*falling)}))

    @cached_property
    def kept(self) -> Closure:
        """What the event stands on and what is asked of it, as the files declare it: what a sign-off of the whole keeps."""
        return kept_of(self.base, self.event)

    @cached_property
    def scope(self) -> tuple[str, ...]:
        """What checks on components judge: the closure; for a routine event the entry alone, which carries every day."""
        return self.closure if self.scale > Scale.ROUTINE else tuple(sorted(self.entry))

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The components of the scope, sorted by id."""
        return tuple(self.base.components[name] for name in self.scope)

    @cached_property
    def blast(self) -> Mapping[str, int]:
        """How many components of the closure stand on each of it, itself included."""
        inside = set(self.closure)
        counts = self.graph.blast([int(name in inside) for name in self.graph.ids])
        return {name: number for name, number in zip(self.graph.ids, counts, strict=True) if name in inside}

    @cached_property
    def vendors(self) -> tuple[str, ...]:
        """The vendors the closure stands on."""
        return self.graph.vendors_under(*self.entry) if self.entry else ()

    @cached_property
    def forecast(self) -> Forecast | None:
        """The forecast, if one was stated by the instant."""
        found = self.event.forecast
        if found is None or isinstance(found, Nothing) or (found.date is not None and not is_past(found.date, self.at)):
            return None
        return found

    @cached_property
    def demand(self) -> Mapping[str, Demand]:
        """The load on each component of the closure."""
        return demands(self.base, self.graph, self.event, self.forecast, self.closure)

    @cached_property
    def scaled(self) -> Scaled:
        """The scale of the event and why it is that.

        An event that was signed when it stood on something else, or more was asked of it, is notable at the least: what is
        taken out of it takes the reasons for its scale along, and then nobody would be asked.
        """
        found = scale_of(self.base, self.event, self.forecast, self.closure, self.at)
        if found.scale is not Scale.ROUTINE:
            return found
        signed = (sign.closure for sign in self.written(self.base.signs) if sign.closure is not None)
        if not any(difference(kept, self.kept) for kept in signed):
            return found
        return Scaled(Scale.NOTABLE, f"it was signed when it was something else; now {found.why}")

    @property
    def scale(self) -> Scale:
        """The scale of the event."""
        return self.scaled.scale

    # -- when ------------------------------------------------------------------------------------

    @property
    def start(self) -> datetime | None:
        """When the event starts."""
        return self.event.window.start if self.event.window else None

    @property
    def end(self) -> datetime | None:
        """When the event ends."""
        return self.event.window.end if self.event.window else None

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """From when to when there must be cover: the event, and the time before and after it."""
        return span_of(self.event)

    def due(self, days: int) -> date | None:
        """Return the day ``days`` before the event, as its own clock counts; negative days are working days after it."""
        if self.start is None or self.end is None:
            return None
        return working_days_after(self.end.date(), -days) if days < 0 else self.start.date() - timedelta(days=days)

    # -- who -------------------------------------------------------------------------------------

    def operators(self, component: str) -> Mapping[str, Operator]:
        """Return everyone inside who knows a component, by id, whether available or not."""
        found = self._operators.get(component)
        if found is None:
            found = {item.person: item for item in self.coverage.operators(component) if not item.external}
            self._operators[component] = found
        return found

    @cached_property
    def _operators(self) -> dict[str, dict[str, Operator]]:
        return {}

    def knows(self, person: str, component: str) -> bool:
        """Whether someone is proven, by evidence young enough, to operate a component."""
        found = self.operators(component).get(person)
        return found is not None and found.proven and found.level >= Level.OPERATE

    def assists(self, person: str, component: str) -> bool:
        """Whether someone can at least assist with a component."""
        found = self.operators(component).get(person)
        return found is not None and found.level >= Level.ASSIST

    def knowers(self, component: str) -> tuple[str, ...]:
        """Return who is proven to operate a component and there during the event (without a window: now)."""
        return tuple(name for name in self.operators(component) if self.knows(name, component) and self.there(name))

    def by_line(self, component: str) -> tuple[str, ...]:
        """Return those of the knowers who are proven by a written line and its reference alone, and by no record of a run."""
        recorded = self.coverage.recorded(component)
        return tuple(name for name in self.knowers(component) if name not in recorded)

    def there(self, person: str) -> bool:
        """Whether someone is active and not away from the start to the end of the event; without a window, now."""
        if self.start is not None and self.end is not None and self.start < self.end:
            return present(self.base, person, self.start, self.end)
        found = self.base.people.get(person)
        return found is not None and self.base.is_available(found, self.at)

    def active(self, person: str | None) -> bool:
        """Whether someone belongs to the organisation at the instant."""
        found = self.base.people.get(person or "")
        return found is not None and self.base.is_active(found, self.at)

    @cached_property
    def rotations(self) -> tuple[str, ...]:
        """The rotations that cover something in the closure, sorted."""
        return tuple(sorted({name for component in self.closure for name in self.base.rotations_of(component)}))

    def on_duty(self, rotation: str) -> list[Duty]:
        """Return the shifts of a rotation that touch the span of the event."""
        if self.span is None:
            return []
        first, last = self.span
        return [duty for duty in duties(self.base.rotations[rotation]) if duty.start < last and duty.end > first]

    @cached_property
    def rota(self) -> tuple[Duty, ...]:
        """All shifts of the covering rotations that touch the span of the event, in order."""
        return tuple(
            sorted(
                (duty for name in self.rotations for duty in self.on_duty(name)),
                key=lambda duty: (duty.rotation, duty.start, duty.person),
            )
        )

    @cached_property
    def vague(self) -> tuple[str, ...]:
        """The rotations with a shift that may touch the event and does not say who has it, from when, or to when.

        Of rotations that cover nothing here only shifts of people on duty matter.
        """
        if self.span is None:
            return ()
        first, last = self.span[0] - timedelta(days=1), self.span[1] + timedelta(days=1)
        busy = {duty.person for duty in self.rota}
        return tuple(
            name
            for name, rotation in self.base.rotations.items()
            if any(
                None in (shift.person, shift.start, shift.end)
                and (name in self.rotations or shift.person in busy)
                and (shift.start is None or shift.start < last)
                and (shift.end is None or shift.end > first)
                for shift in rotation.shifts or ()
            )
        )

    @cached_property
    def silent(self) -> tuple[str, ...]:
        """The rotations that cover something in the closure and of which no shifts are written."""
        return tuple(name for name in self.rotations if self.base.rotations[name].shifts is None)

    def primaries(self) -> tuple[str, ...]:
        """Return the people who are primary during the event, sorted."""
        return tuple(sorted({duty.person for duty in self.rota if duty.primary}))

    # -- papers ----------------------------------------------------------------------------------

    def written(self, found: tuple[Paper, ...]) -> list[Paper]:
        """Return those of some papers that are of the event and had been written, oldest first."""
        mine = [item for item in found if item.event == self.event.id and papers.dated(item.date, self.at)]
        return sorted(mine, key=lambda item: (papers.instant(item.date) if item.date else self.at, item.source))

    def signs(self, names: tuple[str, ...]) -> tuple[Sign, ...]:
        """Return the sign-offs for a check (by id and code) that had been written, oldest first."""
        return tuple(sign for sign in self._signed if sign.check in names)

    def signs_about(self, names: tuple[str, ...], subject: str) -> tuple[Sign, ...]:
        """Return those of :meth:`signs` that are about a subject; without one, a sign-off is about the event."""
        if names not in self._about:
            found: dict[str, list[Sign]] = {}
            for sign in self.signs(names):
                found.setdefault(sign.subject or self.event.id, []).append(sign)
            self._about[names] = {name: tuple(signs) for name, signs in found.items()}
        return self._about[names].get(subject, ())

    @cached_property
    def _signed(self) -> list[Sign]:
        return self.written(self.base.signs)

    @cached_property
    def _waived(self) -> list[Waive]:
        return self.written(self.base.waives)

    def waives(self, names: tuple[str, ...]) -> tuple[Waive, ...]:
        """Return the waivers for a check (by id and code) that had been written, newest first."""
        return tuple(item for item in reversed(self._waived) if item.check in names)

    @cached_property
    def polls(self) -> tuple[Poll, ...]:
        """What roles said, oldest first."""
        return tuple(self.written(self.base.polls))

    @cached_property
    def copies(self) -> tuple[OfflineCopy, ...]:
        """The offline copies made for the event, oldest first."""
        return tuple(self.written(self.base.copies))


def working_days_after(day: date, days: int) -> date:
    """Return the day a number of working days (Monday to Friday) after another."""
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day
