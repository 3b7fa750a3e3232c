"""The baseline of `kb risk`: how components stood, who stands worse, and how it is written anew."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from kb.analyses.risk.report import Row
from kb.model.baseline import Changed, Recorded, RiskBaseline, RiskComparison
from kb.model.words import RiskClass

_GROWING: Final = (RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.THIN, RiskClass.HELD)
_WEAK: Final = frozenset({RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.UNKNOWN})


def compare(rows: Sequence[Row], baseline: RiskBaseline, *, whole: bool) -> RiskComparison:
    """Compare how components stand with how they stood.

    What was unknown cannot have become worse: whoever writes down that one person holds a component has found a risk,
    not made one, and must not be stopped by a gate. What was known and is not any more is worse. Of bus factors that are
    bounds, what is known is compared; but it is no better if it may be higher only because less is known.
    """
    before = baseline.components
    judged = [item for row in rows if row.component in before and (item := _changed(row, before))]
    worse = tuple(sorted(item for item in judged if item.by_class or item.by_bus_factor))
    bad = {item.component for item in worse}
    same = sum(item.was == item.stands for item in judged)
    better = sum(
        item.component not in bad and item.was != item.stands and _better(item.was, item.stands) for item in judged
    )
    there = {row.component for row in rows}
    return RiskComparison(
        since=baseline.since,
        start=baseline.start,
        weak=_weak(row.risk_class for row in rows),
        worse=worse,
        added=tuple(sorted(there - before.keys())),
        better=better,
        same=same,
        gone=tuple(sorted(before.keys() - there)) if whole else (),
        unclear=len(judged) - same - len(bad) - better,
    )


def renewed(rows: Sequence[Row], old: RiskBaseline | None, day: date, *, accept_new: bool) -> RiskBaseline:
    """Return the baseline as it is to be written: what is better is held to, what is worse comes in only if asked.

    Without an old one, every component comes in.
    """
    now = {row.component: _recorded(row) for row in sorted(rows, key=lambda row: row.component)}
    if old is None:
        return RiskBaseline(day, _weak(item.risk_class for item in now.values()), now)
    before = old.components
    if accept_new:
        weak = {name for name, item in before.items() if item.risk_class in _WEAK}
        grown = [name for name, item in now.items() if item.risk_class in _WEAK and name not in weak]
        return old._replace(start=old.start + len(grown), components=now)
    worse = {item.component for item in compare(rows, old, whole=True).worse}
    kept = {name: before[name] if name in worse else item for name, item in now.items() if name in before}
    return old._replace(components=kept)


def _changed(row: Row, before: Mapping[str, Recorded]) -> Changed:
    was, stands = before[row.component], _recorded(row)
    return Changed(row.component, was, stands, _class_worse(was, stands), _bus_factor_worse(row, before))


def _recorded(row: Row) -> Recorded:
    return Recorded(row.risk_class, row.bus_factor, row.unknown, row.bus_factor_is_bound and not row.unknown)


def _class_worse(was: Recorded, stands: Recorded) -> bool:
    if was.risk_class is RiskClass.UNKNOWN or stands.risk_class is was.risk_class:
        return False
    if stands.risk_class is RiskClass.UNKNOWN:
        return True
    return _GROWING.index(stands.risk_class) < _GROWING.index(was.risk_class)


def _better(was: Recorded, stands: Recorded) -> bool:
    """Whether what is not worse, but not the same, is better: its class, or a bus factor that is higher or surer."""
    if was.risk_class is not stands.risk_class or was.bus_factor is None or stands.bus_factor is None:
        return True
    if stands.bus_factor == was.bus_factor:
        return True
    return stands.bus_factor > was.bus_factor and not stands.is_bound


def _bus_factor_worse(row: Row, before: Mapping[str, Recorded]) -> bool:
    was = before[row.component]
    if row.unknown > was.unknown or (row.bus_factor is None and was.bus_factor is not None):
        return True
    if row.bus_factor_is_bound and was.bus_factor and not was.is_bound:
        return True
    if row.bus_factor is None or was.bus_factor is None or row.bus_factor >= was.bus_factor:
        return False
    found = before.get(row.weakest.component) if row.weakest is not None else None
    return found is None or found.risk_class is not RiskClass.UNKNOWN


def _weak(classes: Iterable[RiskClass]) -> int:
    return sum(item in _WEAK for item in classes)
