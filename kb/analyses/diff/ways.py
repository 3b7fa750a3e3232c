"""Why the bus factor of a component moves: an edge that came or went on the way to the weakest place, or that place itself."""

from itertools import pairwise

from kb.analyses.diff.people import shifts
from kb.analyses.diff.report import When, Why
from kb.analyses.diff.side import Side
from kb.analyses.risk.report import Row

_LINES = 3


def why_bus_factor(before: Side, old: Row, after: Side, new: Row) -> tuple[Why, ...]:
    """Return why a bus factor is another: seen along the way to where it is least, on the side where it is less."""
    falls = (new.bus_factor or 0) < (old.bus_factor or 0)
    side, other, when = (after, before, When.AFTER) if falls else (before, after, When.BEFORE)
    weakest = (new if falls else old).weakest
    if weakest is None:
        return ()
    found = []
    for above, below in pairwise(weakest.path):
        edge = side.edge(above, below)
        if edge is not None and other.edge(above, below) is None:
            verb = "stands on" if falls else "no longer stands on"
            found.append(Why(f"`{above}` {verb} `{below}`{_way(edge.fallback == below)}", when, edge.source))
    if found:
        return tuple(found)
    place = weakest.component
    cover = f"`{place}`, at the end of {' > '.join(weakest.path)}"
    moved = [item.why for item in shifts(before, place, after, place) if item.counts]
    return tuple(why._replace(text=f"{cover}: {why.text}") for why in moved[:_LINES])


def _way(fallback: bool) -> str:
    return ", its fallback" if fallback else ""
