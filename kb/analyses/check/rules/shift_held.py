"""A coming shift on call given to somebody who will not be there.

Why: rosters are planned ahead and people leave or go on holiday afterwards. The roster still looks full; the first to
notice is whoever waits for an answer.

How to fix: give the shift to somebody else, in the roster it was imported from, or correct `until` or `away`. Shifts
that are over are not looked at.

Passes:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary:
        rotation: [ann, bob]
        shifts: [{person: ann, start: 2026-06-08T08:00Z, end: 2026-06-15T08:00Z}]

Fails:
    # ownership/oncall.yml
    people:
      ann: {away: [2026-06-10/2026-06-12]}
      bob: {}
    oncall:
      pay-primary:
        rotation: [ann, bob]
        shifts: [{person: ann, start: 2026-06-08T08:00Z, end: 2026-06-15T08:00Z}]
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.moment import local_day
from kb.model.people import Person


class ShiftHeld(Rule):
    """Finds present and coming shifts on a day of which the person is gone or away."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a shift."""
        for rotation in view.base.rotations.values():
            for shift in rotation.shifts or ():
                person = view.base.people.get(shift.person or "")
                if person is None or shift.start is None or shift.end is None or shift.end <= view.at:
                    continue
                missed = _missed(person, view.base.zone_name(person), max(shift.start, view.at), shift.end)
                if missed is not None:
                    message = f"`{person.id}` holds a shift of `{rotation.id}` but is not there on {missed}"
                    fix = "give the shift, or that part of it, to somebody else"
                    source, width = view.place(shift.source, "", "person", person.id)
                    yield self.finding(rotation.id, source, message, fix, evidence=(person.source,), width=width)


def _missed(person: Person, zone: str | None, start: datetime, end: datetime) -> str | None:
    """Return the first day of a shift on which a person is not there, by their calendar; bounds are looked at, not every day."""
    first, last = local_day(start, zone), local_day(end - timedelta(microseconds=1), zone)
    edges = [first, last, *(interval.first for interval in person.away or ())]
    if person.until is not None and person.until < last:
        edges.append(person.until + timedelta(days=1))
    missed = [day for day in edges if first <= day <= last and not person.available(day)]
    return min(missed).isoformat() if missed else None
