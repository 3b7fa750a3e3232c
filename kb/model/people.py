"""The ownership graph: teams, people, what they can operate, and who is on call."""

from datetime import date, datetime

from kb.model.moment import Interval, When
from kb.model.noun import NamedTuple
from kb.model.provenance import About, Provenance
from kb.model.service import Contact, Headcount
from kb.model.source import Source
from kb.model.words import Evidence, Level, PersonKind


class Team(NamedTuple):
    """A team: what owns systems and components.

    Attributes:
        lead: who leads it.
        parent: the team it is part of.
        contact: how to reach it.
        timezone: IANA name, for the dates of its people.
        headcount: how many it was, by date.
    """

    id: str
    lead: str | None
    parent: str | None
    contact: tuple[Contact, ...] | None
    timezone: str | None
    headcount: tuple[Headcount, ...] | None
    about: About
    provenance: Provenance
    source: Source


class Person(NamedTuple):
    """Someone who acts; the id may be a pseudonym.

    Attributes:
        team: id of their team.
        roles: roles they can fill in an event (free words).
        kind: employee (default), contractor or external.
        employer: who employs them, one word for all of its people; None where nothing is said.
        from_: first day present; no bound when absent.
        until: last day present, inclusive; no bound when absent.
        away: intervals of absence, inclusive; the reason is never stored.
        timezone: IANA name, else that of the team.
        night_shift: whether nights are part of their agreed hours.
        handles: names elsewhere, for importers: one a kind, such as `git`.
        reach: how long it takes to reach them, as written (for externals: ``48 h``).
        notice: how long ahead they must be asked, as written.
        access: roles and credentials they hold.
    """

    id: str
    team: str | None
    roles: tuple[str, ...] | None
    kind: PersonKind
    employer: str | None
    from_: date | None
    until: date | None
    away: tuple[Interval, ...] | None
    timezone: str | None
    night_shift: bool | None
    handles: dict[str, str] | None
    reach: str | None
    notice: str | None
    access: tuple[str, ...] | None
    about: About
    provenance: Provenance
    source: Source

    @property
    def bounds(self) -> tuple[date, ...]:
        """The first and last days of their presence and absences, as far as they are given."""
        away = [day for interval in self.away or () for day in interval]
        return tuple(day for day in (self.from_, self.until, *away) if day is not None)

    def active(self, day: date) -> bool:
        """Whether they belong to the organisation on a day."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)

    def available(self, day: date) -> bool:
        """Whether they are active and not away on a day."""
        return self.active(day) and not any(day in interval for interval in self.away or ())


class Knows(NamedTuple):
    """One line of ``knowledge``: what a person can do with a component.

    Attributes:
        component: id of the component.
        person: id of the person.
        level: the level claimed.
        by: what it rests on; ``claimed`` when nothing is said.
        last: when it was last shown; None when unknown.
        ref: where that can be seen: a ticket, notes, the record of a run; a drill, game day or incident without it is a claim.
    """

    component: str
    person: str
    level: Level
    by: Evidence
    last: When | None
    ref: str | None
    provenance: Provenance
    source: Source


class Shift(NamedTuple):
    """Someone on call from ``start`` to ``end`` (instants), as primary or secondary.

    Attributes:
        person: who.
        start: first instant, with offset.
        end: last instant, with offset.
        role: primary or secondary.
    """

    person: str | None
    start: datetime | None
    end: datetime | None
    role: str | None
    provenance: Provenance
    source: Source


class Rotation(NamedTuple):
    """An on-call rotation: what it covers, who takes turns, who is called next.

    Attributes:
        covers: components, or systems for all of theirs.
        rotation: who takes turns.
        secondary: who takes turns as second.
        contact: how to page it.
        escalation: who is called next, in order.
        shifts: who is on call when, as exported or agreed.
        origin: the system the shifts were exported from, and the schedule there.
    """

    id: str
    covers: tuple[str, ...] | None
    rotation: tuple[str, ...] | None
    secondary: tuple[str, ...] | None
    contact: tuple[Contact, ...] | None
    escalation: tuple[str, ...] | None
    shifts: tuple[Shift, ...] | None
    origin: str | None
    about: About
    provenance: Provenance
    source: Source
