"""A coming event that counts on somebody who will not be there.

Why: the founding case. A public account says that Twitter had always had a team on standby for the largest Spaces, and
that before 24 May 2023 it was unclear whether it still existed. Who decides, who deputises, who fills a role: each name
on the plan has to be somebody who is there on the day.

How to fix: name somebody else under `decider:`, `deputy:` or `roles:`, or move the event. Reasons for absence are
nobody's business and are not stored. Events that are over are not looked at.

Passes:
    # events/sale.yml
    window: {start: 2026-06-20T18:00Z, end: 2026-06-20T20:00Z}
    decider: ann
    # ownership/people.yml
    people:
      ann: {}

Fails:
    # events/sale.yml
    window: {start: 2026-06-20T18:00Z, end: 2026-06-20T20:00Z}
    decider: ann
    # ownership/people.yml
    people:
      ann: {until: 2026-06-19}
"""

from collections.abc import Iterator
from datetime import datetime

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.event import Event
from kb.model.finding import Finding
from kb.model.moment import local_day
from kb.model.people import Person


class EventCrewPresent(Rule):
    """Finds deciders, deputies and holders of a role who are gone or away when the event starts."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each event, role and person."""
        for event in view.base.events.values():
            when = _next(event, view.at)
            if when is None:
                continue
            for path, name in _crew(event):
                role = path[-1]
                person = view.base.people.get(name)
                if person is not None and not view.base.is_available(person, when):
                    why = _why(person, view.base.zone_name(person), when)
                    message = f"`{event.id}` counts on `{name}` as {role}, who {why}"
                    fix = f"name somebody who is there as {role}"
                    source, width = view.place(event.source, "", *path, name)
                    yield self.finding(event.id, source, message, fix, evidence=(person.source,), width=width)


def _next(event: Event, at: datetime) -> datetime | None:
    """Return the instant to ask about: the start of a coming event, now for one that runs or has no date, None for the past."""
    window = event.window
    if window is None or window.start is None:
        return None if event.outcome is not None else at
    if event.is_over(at):
        return None
    return max(window.start, at)


def _crew(event: Event) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the keys that lead to each name, the role last, and the name."""
    yield from (((role,), name) for role, name in (("decider", event.decider), ("deputy", event.deputy)) if name)
    for role, names in sorted((event.roles or {}).items()):
        for name in (names,) if isinstance(names, str) else names if isinstance(names, tuple) else ():
            yield ("roles", role), name


def _why(person: Person, zone: str | None, when: datetime) -> str:
    day = local_day(when, zone)
    if person.until is not None and person.until < day:
        return f"is there until {person.until}; the event is on {day}"
    if person.from_ is not None and person.from_ > day:
        return f"is there from {person.from_}; the event is on {day}"
    return f"is away on {day}"
