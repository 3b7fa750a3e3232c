"""What changed for runbooks and vendors."""

from collections.abc import Iterator

from kb.analyses.diff.report import Change, Effect, What, When, Why
from kb.analyses.diff.side import Side
from kb.analyses.freshness import Badge, Freshness
from kb.model.moment import day_of, local_day
from kb.model.service import Support, Vendor

_BADGES = (Badge.NEVER_RUN, Badge.CHANGED, Badge.STALE, Badge.VERIFIED)


def runbooks(before: Side, after: Side) -> Iterator[Change]:
    """Yield the runbooks whose freshness changed, that came, or that went."""
    for name in sorted(before.runbooks.keys() | after.runbooks.keys()):
        old, new = before.runbooks.get(name), after.runbooks.get(name)
        if (old and old.badge) is (new and new.badge):
            continue
        side = after if new is not None else before
        tier, blast = side.concern(side.base.components_of(name))
        what, effect = _runbook_move(old, new)
        yield Change(
            what, effect, "runbook", name, None, tier, blast, old.badge.value if old else "",
            new.badge.value if new else "", _why_runbook(name, before, old, after, new), side.base.runbooks[name].source,
        )  # fmt: skip


def _runbook_move(old: Freshness | None, new: Freshness | None) -> tuple[What, Effect]:
    held, holds = (item is not None and item.badge is Badge.VERIFIED for item in (old, new))
    if held != holds:
        return What.RUNBOOK, Effect.LOST if held else Effect.GAINED
    if old is None or new is None:
        return What.IDENTITY, Effect.OTHER
    return What.MINOR, Effect.LOST if _BADGES.index(new.badge) < _BADGES.index(old.badge) else Effect.GAINED


def _why_runbook(name: str, before: Side, old: Freshness | None, after: Side, new: Freshness | None) -> tuple[Why, ...]:
    if new is None:
        return (Why("the runbook is gone", When.BEFORE, before.base.runbooks[name].source),)
    if new.badge is Badge.VERIFIED and new.run is not None:
        return (Why(f"a passed {_run(new)}", When.AFTER, new.run.source),)
    found = [Why(reason.text, When.AFTER, reason.sources[0]) for reason in new.reasons]
    kept = {run.source.path for run in after.base.runs_of(name)}
    if old is not None and old.run is not None and old.run.source.path not in kept:
        found.insert(0, Why(f"the record of the {_run(old)} is gone", When.BEFORE, old.run.source))
    if old is None:
        found.insert(0, Why("a new runbook", When.AFTER, after.base.runbooks[name].source))
    return tuple(found)


def _run(found: Freshness) -> str:
    run = found.run
    if run is None or run.ended is None:
        return "run"
    return f"{run.kind.value if run.kind else 'run'} of {day_of(run.ended)}"


def vendors(before: Side, after: Side) -> Iterator[Change]:
    """Yield the vendors whose support has ended or begun."""
    for name in sorted(before.base.vendors.keys() & after.base.vendors.keys()):
        old, new = before.base.vendors[name], after.base.vendors[name]
        had, has = _supported(before, old), _supported(after, new)
        if had is has:
            continue
        above = tuple(item.id for item in after.base.components.values() if name in item.ends)
        tier, blast = after.concern(above)
        source = new.support.source if isinstance(new.support, Support) else new.source
        whys = (Why(f"support: {_support(old)} → {_support(new)}", When.AFTER, source),)
        effect = Effect.GAINED if has else Effect.LOST
        yield Change(
            What.SUPPORT, effect, "vendor", name, None, tier, blast, _state(had), _state(has), whys, new.source
        )


def _supported(side: Side, vendor: Vendor) -> bool | None:
    """Whether support is in force; None where nothing is said about it."""
    if vendor.support is None:
        return None
    if not isinstance(vendor.support, Support):
        return False
    until = vendor.support.until
    return until is None or local_day(side.at, None) <= until


def _state(supported: bool | None) -> str:
    return {True: "in support", False: "without support", None: "support unknown"}[supported]


def _support(vendor: Vendor) -> str:
    if vendor.support is None:
        return "nothing written"
    if not isinstance(vendor.support, Support):
        return "none"
    return f"until {vendor.support.until}" if vendor.support.until else "without an end"
