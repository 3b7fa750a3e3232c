"""What changed for one component, and why: class, bus factor, proof, outside help."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kb.analyses.diff.people import Shift, shifts, unwritten
from kb.analyses.diff.report import Change, Effect, What, When, Why
from kb.analyses.diff.side import Side
from kb.analyses.risk.fallbacks import way
from kb.analyses.risk.report import Row
from kb.model.words import RiskClass

ORDER: Final = (RiskClass.UNKNOWN, RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.THIN, RiskClass.HELD)
"""Worst first, as `--fail-on` counts: unknown is worse than anything, or taking a line away would mend a component."""
_WHATS: Final = {
    RiskClass.ORPHANED: What.ORPHANED,
    RiskClass.SINGLE: What.SINGLE,
    RiskClass.UNKNOWN: What.UNKNOWN,
    RiskClass.THIN: What.THIN,
}
_LINES: Final = 12
_MOVED: Final = 3


def changed(before: Side, old: Row, after: Side, new: Row) -> Iterator[Change]:
    """Yield what changed for a component that is on both sides, perhaps under another id."""
    moved = shifts(before, old.component, after, new.component)
    written = tuple(unwritten(before, old.component, after, new.component))
    was = old.component if old.component != new.component else None
    for what, effect, said in (*_moves(old, new), *_bus_factor(before, old, after, new)):
        if what is What.BUS_FACTOR:
            lines = _why_bus_factor(before, old, after, new)
        else:
            lines = (*written, *(item.why for item in moved if _explains(what, item)))
        yield Change(
            what, effect, "component", new.component, was, new.tier, new.blast_radius, *said, lines[:_LINES], new.source
        )


def _explains(what: What, shift: Shift) -> bool:
    """Whether somebody's standing otherwise is a reason for a change of this kind."""
    if what is What.UNPROVEN:
        return bool(shift.proven)
    if what is What.EXTERNAL:
        return bool(shift.outside)
    return bool(shift.counts or (shift.proven and what is What.MINOR))


def came(row: Row, before: Side) -> Change:
    """Return the change that a component is there which was not; one that few or none can operate is for the worse."""
    text = "no longer retired" if row.component in before.base.components else "new in the service graph"
    whys = (Why(text, When.AFTER, row.source),)
    weak = row.risk_class in (RiskClass.UNKNOWN, RiskClass.ORPHANED, RiskClass.SINGLE)
    what, effect = (_WHATS[row.risk_class], Effect.LOST) if weak else (What.IDENTITY, Effect.OTHER)
    return Change(
        what, effect, "component", row.component, None, row.tier, row.blast_radius, "", _said(row), whys, row.source
    )


def went(row: Row, after: Side) -> Change:
    """Return the change that a component is there no more, or has been retired."""
    left = after.base.components.get(row.component)
    why = (
        Why("it is retired", When.AFTER, left.source)
        if left is not None
        else Why("it is not in the files any more", When.BEFORE, row.source)
    )
    return Change(
        What.IDENTITY, Effect.OTHER, "component", row.component, None, row.tier, row.blast_radius,
        _said(row), "" if left is None else "retired", (why,), left.source if left is not None else row.source,
    )  # fmt: skip


def _moves(old: Row, new: Row) -> Iterator[tuple[What, Effect, tuple[str, str]]]:
    """Yield what changed, whether for the worse, and the two values in words."""
    own = _class_move(old, new)
    if own is not None:
        yield own
    if old.coverage and new.coverage and not (old.proven and new.proven) and old.proven != new.proven:
        yield What.UNPROVEN, _effect(new.proven - old.proven), (_proven(old), _proven(new))
    elif own is None and (old.coverage, old.proven) != (new.coverage, new.proven):
        step = (new.coverage - old.coverage) or (new.proven - old.proven)
        yield What.MINOR, _effect(step), (_said(old), _said(new))
    if not (old.externals and new.externals) and old.externals != new.externals:
        said = (f"{old.externals} external", f"{new.externals} external")
        yield What.EXTERNAL, _effect(new.externals - old.externals), said


def _class_move(old: Row, new: Row) -> tuple[What, Effect, tuple[str, str]] | None:
    if old.risk_class is new.risk_class:
        return None
    step = ORDER.index(new.risk_class) - ORDER.index(old.risk_class)
    what = _WHATS[new.risk_class if step < 0 else old.risk_class]
    return what, _effect(step), (_said(old), _said(new))


def _bus_factor(before: Side, old: Row, after: Side, new: Row) -> Iterator[tuple[What, Effect, tuple[str, str]]]:
    """Yield the move of a bus factor that the component's own coverage does not explain.

    Compared is what is known. Where the weakest of the lower side is unknown on the other, nothing fell or rose: it was found out,
    or is not known any more.
    """
    one, other = old.bus_factor, new.bus_factor
    if one == other or one is None or other is None:
        return
    low, elsewhere = (new, before) if other < one else (old, after)
    if low.risk_class is not RiskClass.UNKNOWN and low.bus_factor == low.coverage and old.coverage != new.coverage:
        return
    places = (low.weakest.component, *low.weakest.together) if low.weakest is not None else ()
    if places == (low.component,) and old.known is not new.known:
        return
    hidden = any(
        place in elsewhere.base.components and not elsewhere.assessment.coverage.is_known(place) for place in places
    )
    effect = Effect.OTHER if hidden else _effect(other - one)
    yield What.BUS_FACTOR, effect, (old.bus_factor_said, new.bus_factor_said)


def _effect(step: int) -> Effect:
    return Effect.GAINED if step > 0 else Effect.LOST


def _said(row: Row) -> str:
    if row.risk_class is RiskClass.UNKNOWN:
        return "unknown"
    return f"{row.risk_class.value} ({row.coverage}, {_proven(row)})" if row.coverage else row.risk_class.value


def _proven(row: Row) -> str:
    return f"{row.proven} proven" if row.proven else "none proven"


def _why_bus_factor(before: Side, old: Row, after: Side, new: Row) -> tuple[Why, ...]:
    """Return why a bus factor is another: seen along the way to where it is least, on the side where it is less."""
    falls = (new.bus_factor or 0) < (old.bus_factor or 0)
    side, other, when = (after, before, When.AFTER) if falls else (before, after, When.BEFORE)
    weakest = (new if falls else old).weakest
    if weakest is None:
        return ()
    found = []
    for above, below in pairwise(weakest.path):
        edge, there = side.edge(above, below), other.edge(above, below)
        if edge is not None and there is None:
            verb = "stands on" if falls else "no longer stands on"
            found.append(Why(f"`{above}` {verb} `{below}`{', its fallback' * (edge.to != below)}", when, edge.source))
        elif (
            edge is not None
            and there is not None
            and (shown := other.shown(above, there))
            and not side.shown(above, edge)
        ):
            says = "no longer" if falls else "now"
            text = f"the fallback of `{above}` from `{there.to}` to `{shown.fallback}` is {says} rehearsed"
            found.append(Why(text, When.BEFORE if falls else When.AFTER, shown.proof or shown.source))
    if found:
        return tuple(found)
    place = weakest.component
    cover = f"`{place}`, at the end of {' > '.join(way(weakest.path, side.assessment.fallbacks))}"
    moved = [*unwritten(before, place, after, place)]
    moved += [item.why for item in shifts(before, place, after, place) if item.counts]
    return tuple(why._replace(text=f"{cover}: {why.text}") for why in moved[:_MOVED])
