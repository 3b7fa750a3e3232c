"""The one assumption that moves a number most, found by turning one component's around at a time.

An unknown component is found to have nobody, or the claims on one that is not proven fail; unknown components are taken
as held until then. It is about components; nobody is scored.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final, NamedTuple

from kb.analyses.risk.critical import critical_size
from kb.analyses.risk.loss import Loss
from kb.analyses.risk.scope import Holding, Reading, Scope, rounded
from kb.graph import random_loss

FLIPS: Final = 300
"""Components up to which the critical set size is computed anew for every assumption."""

Number = float | None


class Sensitivity(NamedTuple):
    """The single assumption that moves a number most.

    Attributes:
        name: which number.
        component: the component the assumption is about; None where no single one moves it.
        assumption: unknown (it may have nobody) or claimed (its claims may fail).
        before: the number while the assumption holds: unknown components taken as held.
        after: the number when it does not.
        tied: how many other components would move it as much.
    """

    name: str
    component: str | None
    assumption: str | None
    before: Number
    after: Number
    tied: int


def sensitivities(scope: Scope, percent: int, loss: Loss) -> tuple[Sensitivity, ...]:
    """Return for three numbers the assumption that moves each most; the set size only in small scopes."""
    found = [_operable_most(scope), _size_most(scope, percent), _lost_most(scope, loss)]
    return tuple(item for item in found if item is not None)


def _assumed(scope: Scope) -> list[tuple[int, str]]:
    """Return the places of the scope's components that rest on an assumption, and which."""
    rows = zip(scope.rows, scope.known, strict=True)
    return [
        (place, "claimed" if known else "unknown")
        for place, (row, known) in enumerate(rows)
        if not known or (row.coverage and not row.proven)
    ]


def _most(name: str, before: Number, effects: list[tuple[float, str, str]], sign: int) -> Sensitivity | None:
    """Return the largest of some effects (amount, component, assumption); the first in the report's order among equals."""
    if before is None:
        return None
    most = max((amount for amount, _, _ in effects), default=0.0)
    if most <= 0:
        return Sensitivity(name, None, None, rounded(before), rounded(before), 0)
    tied = [effect for effect in effects if effect[0] == most]
    amount, component, assumption = tied[0]
    return Sensitivity(name, component, assumption, rounded(before), rounded(before + sign * amount), len(tied) - 1)


def _operable_most(scope: Scope) -> Sensitivity | None:
    """Ask of every assumption in the closure what could no longer be operated without it: a weighted blast radius."""
    assessment = scope.assessment
    graph = assessment.graph
    total = sum(scope.weights)
    if not total:
        return None
    weights = [0] * len(graph.ids)
    for name, weight, value in zip(scope.names, scope.weights, bus_factors(scope, Reading.UNKNOWN_HELD), strict=True):
        weights[graph.number[name]] = weight if value else 0
    falls = graph.blast(weights, _down(scope) if graph.either else ())
    in_order = list(dict.fromkeys((*scope.names, *graph.ids)))
    effects = []
    for name in in_order:
        cover = assessment.covers[graph.number[name]]
        if not cover.known or (cover.coverage and not cover.proven):
            effects.append((falls[graph.number[name]] / total, name, "claimed" if cover.known else "unknown"))
    return _most("operable", sum(weights) / total, effects, -1)


def _size_most(scope: Scope, percent: int) -> Sensitivity | None:
    """Ask for the critical set size anew with one assumption turned around after the other, in small scopes."""
    assumed = _assumed(scope)
    if len(assumed) > FLIPS or len(scope.rows) > FLIPS:
        return None
    held = scope.reading(Reading.UNKNOWN_HELD)
    before = critical_size(held, percent)
    if before is None or before.size is None:
        return None
    effects = []
    for place, assumption in assumed:
        after = critical_size(_turned(scope, held, place), percent)
        if after is not None and after.size is not None:
            effects.append((float(before.size - after.size), scope.names[place], assumption))
    return _most("critical set size", before.size, effects, -1)


def _turned(scope: Scope, held: Holding, place: int) -> Holding:
    """Return who holds what when one component of the scope is found to have nobody."""
    name, weight = scope.names[place], scope.weights[place]
    if name in held.names:
        at = held.names.index(name)
        return held._replace(holders=(*held.holders[:at], (), *held.holders[at + 1 :]))
    return held._replace(
        names=(*held.names, name),
        tiers=(*held.tiers, scope.rows[place].tier),
        holders=(*held.holders, ()),
        weights=(*held.weights, weight),
        safe=held.safe - weight,
    )


def _lost_most(scope: Scope, loss: Loss) -> Sensitivity | None:
    """Ask how much more is expected to be lost: 1 for an unknown component, else 1 less the chance it is lost anyway."""
    effects = []
    for place, assumption in _assumed(scope):
        operators = scope.rows[place].coverage
        lost = random_loss.orphan_chance(loss.staff.people, operators, loss.leaving) if assumption == "claimed" else 0
        effects.append((float(1 - lost), scope.names[place], assumption))
    return _most("expected loss", loss.expected, effects, 1)


def bus_factors(scope: Scope, reading: Reading) -> list[int | None]:
    """Return per component of the scope its bus factor under a reading, worked out once."""
    known = scope.bus_factors.get(reading)
    if known is None:
        known = scope.bus_factors[reading] = _bus_factors(scope, reading)
    return known


def _down(scope: Scope) -> frozenset[int]:
    """Return what cannot be operated anyway: one of two ways is then none."""
    found = enumerate(_least(scope, Reading.UNKNOWN_HELD))
    return frozenset(node for node, value in found if value == 0)


def _bus_factors(scope: Scope, reading: Reading) -> list[int | None]:
    found = _least(scope, reading)
    return [found[scope.assessment.graph.number[name]] for name in scope.names]


def _least(scope: Scope, reading: Reading) -> Sequence[int | None]:
    return scope.assessment.graph.minima(scope.coverages(reading), partial(scope.holders, reading)).known
