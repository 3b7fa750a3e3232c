"""Compare two sides: every component, runbook, vendor and event to come.

Changes stand losses first, then gains, then what is neither; within these by kind of change
(:class:`~kb.analyses.diff.report.What`, gravest first), tier (unknown between 1 and 2), blast radius, id.
"""

from collections.abc import Iterator, Mapping

from kb.analyses.diff import components, duties
from kb.analyses.diff.events import event_change, to_come, verdict_change
from kb.analyses.diff.renames import renamed
from kb.analyses.diff.report import Change, DiffReport, Effect, Numbers, Sided, Standing, What, When, Why
from kb.analyses.diff.side import Side
from kb.model.settings import tier_place
from kb.model.words import RiskClass

_EFFECTS = list(Effect)


def compare(before: Side, after: Side, event: str | None = None) -> DiffReport:
    """Return what changed. Of an event, only what it stands on is looked at, and the event itself."""
    scope = None if event is None else frozenset(before.closure(event)) | frozenset(after.closure(event))
    words = "the whole knowledge base" if event is None else f"all that event {event} stands on"
    names = renamed(before.base, after.base)
    events = tuple(
        change
        for name in (to_come(before, after) if event is None else (event,))
        if (change := event_change(before, after, name, names)) is not None
    )
    changes = [*_components(before, after, names), *duties.runbooks(before, after), *duties.vendors(before, after)]
    if scope is not None:
        changes = [change for change in changes if _touches(change, scope, before, after)]
    changes += [verdict_change(item, before, after) for item in events]
    return DiffReport(
        words, _sided(before, words, scope), _sided(after, words, scope), tuple(sorted(changes, key=_order)), events,
        _standings(before, after, names, scope),
    )  # fmt: skip


def fails(report: DiffReport, worst: RiskClass) -> tuple[str, ...]:
    """Return the components that fell to a class, or to a worse one, or are new in it; unknown is worse than anything."""
    order = components.ORDER
    bad = order[: order.index(worst) + 1]
    return tuple(
        item.component
        for item in report.standings
        if item.after in bad
        and item.after is not None
        and (item.before is None or order.index(item.after) < order.index(item.before))
    )


def _components(before: Side, after: Side, renames: Mapping[str, str]) -> Iterator[Change]:
    for name, new in after.rows.items():
        was = renames.get(name, name)
        old = before.rows.get(was)
        if old is None:
            yield components.came(new, before)
            continue
        if old != new:
            yield from components.changed(before, old, after, new)
        if was != name:
            yield _renamed(was, after, name)
    known = {renames.get(name, name) for name in after.rows}
    for name, old in before.rows.items():
        if name not in known:
            yield components.went(old, after)


def _renamed(was: str, after: Side, name: str) -> Change:
    new = after.rows[name]
    declared = was in (after.base.components[name].about.aliases or ())
    text = f"renamed, was `{was}`" if declared else f"taken for `{was}`: alike in all but the id"
    why = (Why(text, When.AFTER, new.source),)
    return Change(
        What.IDENTITY, Effect.OTHER, "component", name, was, new.tier, new.blast_radius, was, name, why, new.source
    )


def _touches(change: Change, scope: frozenset[str], before: Side, after: Side) -> bool:
    if change.kind == "component":
        return bool(scope & {change.subject, change.was})
    if change.kind == "runbook":
        return any(scope.intersection(side.base.components_of(change.subject)) for side in (before, after))
    above = (item for side in (before, after) for item in side.base.components.values() if item.id in scope)
    return any(change.subject in item.ends for item in above)


def _standings(
    before: Side, after: Side, renames: Mapping[str, str], scope: frozenset[str] | None
) -> tuple[Standing, ...]:
    found = []
    for name, row in after.rows.items():
        old = before.rows.get(renames.get(name, name))
        found.append(Standing(name, None if old is None else old.risk_class, row.risk_class))
    known = {renames.get(name, name) for name in after.rows}
    found += [Standing(name, row.risk_class, None) for name, row in before.rows.items() if name not in known]
    return tuple(
        item for item in sorted(found) if item.before is not item.after and (scope is None or item.component in scope)
    )


def _sided(side: Side, words: str, scope: frozenset[str] | None) -> Sided:
    chosen = None if scope is None else tuple(sorted(scope & side.base.components.keys()))
    report = side.risk(words, chosen)
    named = [name for name in side.runbooks if scope is None or scope.intersection(side.base.components_of(name))]
    verified = sum(side.runbooks[name].badge.value == "verified" for name in named)
    return Sided(side.name, side.commit, side.at, Numbers(report.people, report.totals, verified, len(named)))


def _order(change: Change) -> tuple[int, int, float, int, str, str]:
    return (
        _EFFECTS.index(change.effect), change.what.rank, tier_place(change.tier), -change.blast_radius, change.kind, change.subject
    )  # fmt: skip
