"""After which day nobody is left who operates a component: what is written down weeks ahead, and silent until it is too late."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from kb.analyses.coverage import Coverage, Operator
from kb.model.base import Base
from kb.model.moment import day_of
from kb.model.people import Person
from kb.model.words import Level

if TYPE_CHECKING:
    from kb.analyses.risk.report import Coming, Row

DAYS: Final = 90
"""How far ahead to look for a last day. Our default: a quarter, what it takes to bring somebody to operate beside other work."""


class LastDays:
    """The last days of the components of a base that the files already know of.

    Who is here now and away for a while then is not counted as gone. Who is not here now is counted on if they are there the
    day after: who joins by then, or is back; not who is on leave for longer.
    """

    def __init__(self, base: Base, coverage: Coverage, days: int = DAYS) -> None:
        self.base = base
        self.coverage = coverage
        today = day_of(coverage.at)
        people = (base.people[name] for name in coverage.available)
        self.ends = {one.id: one.until for one in people if one.until is not None and goes(one, today, days)}
        """Who of those here has a last day in that time, and when."""

    def of(self, component: str) -> date | None:
        """Return the day after which nobody is left of those who operate a component now; None if it is not near."""
        if not self.ends or self._stays(component):
            return None
        able = [
            item for item in self.coverage.operators(component) if item.level >= Level.OPERATE and not item.external
        ]
        counting = [self.ends.get(item.person) for item in able if item.available]
        known = [day for day in counting if day is not None]
        if not known or len(known) < len(counting):
            return None
        last = max(known)
        return None if any(self._takes_over(item, last) for item in able) else last

    def _stays(self, component: str) -> bool:
        """Whether a line says that somebody operates it who is here and stays: the common case, without making operators."""
        here, externals = self.coverage.available, self.coverage.externals
        return any(
            knows.level >= Level.OPERATE and person in here and person not in self.ends and person not in externals
            for person, knows in self.base.knowledge.get(component, {}).items()
        )

    def _takes_over(self, item: Operator, last: date) -> bool:
        """Whether somebody who is not here now is, the day after."""
        person = self.base.people.get(item.person)  # none where the files have faults: `kb check` asks all the same
        return (
            person is not None
            and not item.available
            and item.person not in self.coverage.without
            and _there_after(person, last)
        )


def goes(person: Person, today: date, days: int = DAYS) -> bool:
    """Whether somebody who is here has a last day that is near, in so many days or fewer."""
    return person.until is not None and (person.until - today).days <= days


def _there_after(person: Person, day: date) -> bool:
    """Whether somebody is active and not away the day after; that day itself may be beyond the calendar."""
    begun = person.from_ is None or (person.from_ - day).days <= 1
    stays = person.until is None or person.until > day
    return begun and stays and not any((one.first - day).days <= 1 and one.last > day for one in person.away or ())


def coming(rows: Iterable["Row"]) -> "tuple[Coming, ...]":
    """Return the days after which components of some rows have nobody, earliest first; components as the rows stand."""
    from kb.analyses.risk.report import Coming  # noqa: PLC0415 - only where there are rows

    found: dict[date, list[str]] = {}
    for row in rows:
        if row.until is not None:
            found.setdefault(row.until, []).append(row.component)
    return tuple(Coming(day, tuple(names)) for day, names in sorted(found.items()))
