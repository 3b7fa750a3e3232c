"""What the givers hold in events: roles in those after their last day, sign-offs and waivers; and which come before it."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Final

from kb.analyses.handover.question import Question
from kb.analyses.handover.report import DutyKind, HeldDuty, Meanwhile
from kb.analyses.readiness.papers import expiry
from kb.analyses.readiness.situation import Situation
from kb.analyses.risk.duties import event_roles
from kb.graph.build import KnowledgeGraph
from kb.model.event import Event, Sign, Waive
from kb.model.moment import is_past, local_day
from kb.model.saying import count

REVIEWER: Final = "facilitator of the review"
"""The role of :func:`~kb.analyses.risk.duties.event_roles` that lasts longer than the event."""
_LONGEST: Final = 3650.0
"""Days after which a sign-off that states no validity has run out for sure: which check it is for decides, and is not asked here."""


class EventDuties:
    """The duties in events that are not over."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.base = question.base
        self.events = {name: event for name, event in self.base.events.items() if not event.is_over(question.at)}

    def listed(self) -> Iterator[HeldDuty]:
        """Yield the roles, sign-offs and waivers."""
        for event in self.events.values():
            yield from self._roles(event)
        for sign in self.base.signs:
            yield from self._sign(sign)
        for waive in self.base.waives:
            yield from self._waive(waive)

    def _still_there(self, event: Event, person: str, role: str = "") -> bool:
        """Whether an event, or the review of it, is over by somebody's last day; one without a date is not."""
        last = self.question.last[person]
        reviewed = getattr(event.review, "date", None)
        if role == REVIEWER and reviewed is not None and reviewed > last:
            return False
        end = event.end
        return end is not None and local_day(end, self.base.zone_name(self.base.people[person])) <= last

    def _roles(self, event: Event) -> Iterator[HeldDuty]:
        for role, people in sorted(event_roles(event).items()):
            mine = tuple(name for name in self.question.mine(people) if not self._still_there(event, name, role))
            if mine:
                others = len(self.question.others(people))
                rest = f" ({count(others, 'other')} stay)" if others else ""
                todo = f"{role}{_when(event)}: name somebody who will be there{rest}"
                yield self.question.held(
                    DutyKind.EVENT,
                    (event.id, role.replace(" ", "-")),
                    mine,
                    others,
                    event.entry or (),
                    todo,
                    event.source,
                )

    def _sign(self, sign: Sign) -> Iterator[HeldDuty]:
        """Yield a sign-off of a giver for an event after their last day, unless somebody who stays has signed the same."""
        event = self.events.get(sign.event)
        mine = self.question.mine([sign.by])
        if event is None or not mine or self._still_there(event, mine[0]) or not self._holds(sign):
            return
        same = [other.by for other in self.base.signs if _same(other, sign) and self._holds(other)]
        if self.question.others(same):
            return
        what = f"{sign.check} for {sign.subject}" if sign.subject else f"{sign.check}"
        todo = f"signed {what}{_when(event)}; who has gone attests nothing: have somebody who stays sign it anew"
        name = (event.id, f"{sign.check}", f"{sign.subject}", mine[0])
        yield self.question.held(DutyKind.SIGN_OFF, name, mine, None, self._about(sign.subject), todo, sign.source)

    def _holds(self, sign: Sign) -> bool:
        """Whether a sign-off has not run out by what it says itself."""
        ends = expiry(sign, _LONGEST)
        return ends is not None and ends >= self.question.at

    def _waive(self, waive: Waive) -> Iterator[HeldDuty]:
        """Yield a waiver a giver owns for an event after their last day, unless somebody who stays owns the same."""
        event = self.events.get(waive.event)
        mine = self.question.mine([waive.owner])
        if event is None or not mine or self._still_there(event, mine[0]) or not self._stands(waive):
            return
        if self.question.others(
            [other.owner for other in self.base.waives if _same(other, waive) and self._stands(other)]
        ):
            return
        what = f"{waive.check} for {waive.subject}" if waive.subject else f"{waive.check}"
        instead = f" ({waive.compensating})" if waive.compensating else ""
        todo = f"owns the waiver of {what}{_when(event)}, and what is done instead{instead}: name another owner"
        name = (event.id, f"{waive.check}", f"{waive.subject}")
        yield self.question.held(DutyKind.WAIVER, name, mine, None, self._about(waive.subject), todo, waive.source)

    def _stands(self, waive: Waive) -> bool:
        until = waive.until
        return until is None or isinstance(until, str) or not is_past(until, self.question.at)

    def _about(self, subject: str | None) -> tuple[str, ...]:
        return (subject,) if subject is not None and subject in self.base.components else ()

    def meanwhile(self, graph: KnowledgeGraph, components: frozenset[str]) -> tuple[Meanwhile, ...]:
        """Return the events before the last day that stand on some components or that a giver is needed in, by start."""
        found = []
        for event in self.events.values():
            start = event.window.start if event.window else None
            if start is None or start.astimezone(UTC).date() > self.question.by:
                continue
            entry = [name for name in event.entry or () if name in self.base.components]
            stands = tuple(sorted(components.intersection(graph.prepared.closure(*entry)))) if entry else ()
            givers = self.question.mine(
                {*self._on_shift(event), *(name for who in event_roles(event).values() for name in who)}
            )
            if stands or givers:
                found.append(Meanwhile(event.id, start, self._scale(event), givers, stands))
        return tuple(sorted(found, key=lambda item: (item.start, item.event)))

    def _scale(self, event: Event) -> str:
        """Return the scale an event is assessed by, as everywhere: what the file says can only raise it."""
        return Situation(self.base, event, self.question.at).scale.word

    def _on_shift(self, event: Event) -> Iterator[str | None]:
        window = event.window
        if window is None or window.start is None:
            return
        first = window.start - timedelta(minutes=window.pre or 0)
        last = (window.end or window.start) + timedelta(minutes=window.post or 0)
        for rotation in self.base.rotations.values():
            for shift in rotation.shifts or ():
                if shift.start and shift.end and shift.start < last and shift.end > first:
                    yield shift.person


def _same(one: Sign | Waive, other: Sign | Waive) -> bool:
    return (one.event, one.check, one.subject) == (other.event, other.check, other.subject)


def _when(event: Event) -> str:
    start = event.window.start if event.window else None
    return f" (event of {start:%Y-%m-%d})" if start else " (event without a date)"
