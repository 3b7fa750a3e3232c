"""Hours between two coming shifts of a rotation in which nobody is on call.

Why: a roster is made shift by shift and read as if it had no holes. A week that was given back and not taken again, or
an hour between two shifts whose ends are both written as 09:00 while the clocks change between them, is found by the
first alert that falls into it.

How to fix: give these hours to somebody, or correct the bounds of the shifts beside them; an end takes the offset of
its own day (`+02:00` in summer, `+01:00` in winter, in Berlin).

A rotation that leaves hours out at most of its hand-overs, because it is called on working days only, means to: of it
only those holes are told that the offsets alone make. Who is on call as secondary fills no hole.

Passes:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary:
        rotation: [ann, bob]
        shifts:
          - {person: ann, start: 2026-10-19T09:00+02:00, end: 2026-10-26T09:00+01:00}
          - {person: bob, start: 2026-10-26T09:00+01:00, end: 2026-11-02T09:00+01:00}

Fails:
    # ownership/oncall.yml
    people:
      ann: {}
      bob: {}
    oncall:
      pay-primary:
        rotation: [ann, bob]
        shifts:
          - {person: ann, start: 2026-10-19T09:00+02:00, end: 2026-10-26T09:00+02:00}
          - {person: bob, start: 2026-10-26T09:00+01:00, end: 2026-11-02T09:00+01:00}
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.noun import NamedTuple
from kb.model.people import Shift
from kb.model.saying import count
from kb.model.source import Source

_SEAM: Final = timedelta(minutes=1)
"""What is no hole: some rosters end a shift at 08:59 or 08:59:59 and begin the next at 09:00."""


class Hole(NamedTuple):
    """Hours nobody holds: since when, until when, whether the offsets alone make it, and the shift that ends it."""

    start: datetime
    end: datetime
    clocks: bool
    source: Source


class ShiftGap(Rule):
    """Finds the holes between coming shifts, where most hand-overs have none."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a rotation, about its first hole."""
        for rotation in view.base.rotations.values():
            shifts = rotation.shifts or ()
            if not any(item.start is not None and item.start > view.at for item in shifts):
                continue  # a hole lies before a shift that is still to come
            seamless, holes = _handed_over(shifts)
            meant = seamless < len(holes)
            coming = [hole for hole in holes if hole.end > view.at and (hole.clocks or not meant)]
            if not coming:
                continue
            first = coming[0]
            clocks = "; both say the same hour, with different offsets" if first.clocks else ""
            more = f", and in {count(len(coming) - 1, 'hole')} more" if len(coming) > 1 else ""
            message = (
                f"nobody is on call for `{rotation.id}` from {first.start.isoformat('T', 'minutes')} to "
                f"{first.end.isoformat('T', 'minutes')}{clocks}{more}"
            )
            fix = "give these hours to somebody, or correct the bounds of the shifts beside them"
            yield self.finding(rotation.id, first.source, message, fix, width=1)


def _handed_over(shifts: Iterable[Shift]) -> tuple[int, list[Hole]]:
    """Return at how many hand-overs nobody is missing, and the holes at the others, in order of time.

    Whoever is on call beside another takes nothing over: a shift counts from where it goes on after all before it.
    """
    spans = sorted(
        ((item.start, item.end, item.source) for item in shifts
         if item.person and item.role != "secondary" and item.start and item.end),
        key=lambda span: span[:2],
    )  # fmt: skip
    seamless, holes = 0, []
    began, held, _ = spans[0] if spans else (None, None, None)
    for start, end, source in spans[1:]:
        if held is None or end <= held:
            continue
        if start - held > _SEAM:
            holes.append(Hole(held, start, _same_hour(held, start), source))
        elif start != began:
            seamless += 1
        began, held = start, end
    return seamless, holes


def _same_hour(end: datetime, start: datetime) -> bool:
    return end.replace(tzinfo=None) == start.replace(tzinfo=None)
