"""What the givers hold in events: roles in those after their last day, sign-offs and waivers; and which come before it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from kb.analyses.handover.held import held
from kb.analyses.handover.question import Question
from kb.analyses.handover.report import DutyKind, HeldDuty, Meanwhile
from kb.analyses.readiness.papers import expiry
from kb.analyses.risk.duties import event_roles
from kb.graph.build import KnowledgeGraph
from kb.model.event import Event, Sign, Waive
from kb.model.moment import is_past, local_day

_LONGEST = 3650.0
"""Days after which a sign-off that states no validity has run out for sure: which check it is for decides, and is not asked here."""


class EventDuties:
    """The duties in events that are not over."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.base = question.base
        self.events = {name: event for name, event in self.base.events.items() if not _over(event, question.at)}

    def listed(self) -> Iterator[HeldDuty]:
        """Yield the roles, sign-offs and waivers."""
        for event in self.events.values():
            yield from self._roles(event)
        for sign in self.base.signs:
            yield from self._sign(sign)
        for waive in self.base.waives:
            yield from self._waive(waive)

    def _still_there(self, event: Event, person: str) -> bool:
        """Whether an event is over by somebody's last day; one without a date is not."""
        end = _end(event)
        zone = self.base.zone_name(self.base.people[person])
        return end is not None and local_day(end, zone) <= self.question.last[person]

    def _roles(self, event: Event) -> Iterator[HeldDuty]:
        for role, people in sorted(event_roles(event).items()):
            mine = tuple(name for name in self.question.mine(people) if not self._still_there(event, name))
            if mine:
                others = len(self.question.others(people))
                rest = f" ({others} other{'s' if others > 1 else ''} stay)" if others else ""
                todo = f"{role} of event {event.id}{_when(event)}: name somebody who will be there{rest}"
                yield held(
                    self.question,
                    DutyKind.EVENT,
                    (event.id, role.replace(" ", "-")),
                    mine,
                    others,
                    event.entry or (),
                    todo,
                    event.source,
                )

    def _sign(self, sign: Sign) -> Iterator[HeldDuty]:
        event = self.events.get(sign.event)
        mine = self.question.mine([sign.by])
        ends = expiry(sign, _LONGEST)
        if event is None or not mine or self._still_there(event, mine[0]) or ends is None or ends < self.question.at:
            return
        what = f"{sign.check} for {sign.subject}" if sign.subject else f"{sign.check}"
        todo = f"signed {what} of event {event.id}{_when(event)}; who has gone attests nothing: have somebody who stays sign it anew"
        subject = (sign.subject,) if sign.subject and sign.subject in self.base.components else ()
        name = f"{sign.check}:{sign.subject}:{mine[0]}"
        yield held(self.question, DutyKind.SIGN_OFF, (event.id, name), mine, None, subject, todo, sign.source)

    def _waive(self, waive: Waive) -> Iterator[HeldDuty]:
        event = self.events.get(waive.event)
        mine = self.question.mine([waive.owner])
        if event is None or not mine or self._still_there(event, mine[0]):
            return
        if waive.until is not None and not isinstance(waive.until, str) and is_past(waive.until, self.question.at):
            return
        what = f"{waive.check} for {waive.subject}" if waive.subject else f"{waive.check}"
        instead = f" ({waive.compensating})" if waive.compensating else ""
        todo = f"owns the waiver of {what} of event {event.id}{_when(event)}, and what is done instead{instead}: name another owner"
        subject = (waive.subject,) if waive.subject and waive.subject in self.base.components else ()
        yield held(
            self.question,
            DutyKind.WAIVER,
            (event.id, f"{waive.check}:{waive.subject}"),
            mine,
            None,
            subject,
            todo,
            waive.source,
        )

    def meanwhile(self, graph: KnowledgeGraph, components: frozenset[str]) -> tuple[Meanwhile, ...]:
        """Return the events before the last day that stand on some components or that a giver is needed in, by start."""
        found = []
        for event in self.events.values():
            start = event.window.start if event.window else None
            if start is None or start.astimezone(UTC).date() > self.question.by:
                continue
            entry = [name for name in event.entry or () if name in self.base.components]
            stands = tuple(sorted(components.intersection(graph.closure(*entry)))) if entry else ()
            givers = self.question.mine(
                {*self._on_shift(event), *(name for who in event_roles(event).values() for name in who)}
            )
            if stands or givers:
                found.append(Meanwhile(event.id, start, event.scale, givers, stands))
        return tuple(sorted(found, key=lambda item: (item.start, item.event)))

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


def _end(event: Event) -> datetime | None:
    return (event.window.end or event.window.start) if event.window else None


def _over(event: Event, at: datetime) -> bool:
    end = _end(event)
    return end is not None and end < at


def _when(event: Event) -> str:
    start = event.window.start if event.window else None
    return f" on {start:%Y-%m-%d}" if start else " (without a date)"
