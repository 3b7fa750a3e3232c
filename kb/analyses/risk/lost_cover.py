"""What a component loses between two assessments: operators, proof, outside help, bus factor."""

from collections.abc import Iterator

from kb.analyses.risk.consequence import Consequence, Loss
from kb.analyses.risk.report import Row

_CLASS_LOSS = {0: Loss.LAST_OPERATOR, 1: Loss.SECOND_OPERATOR, 2: Loss.CLASS_FALLS}


def losses(before: Row, after: Row) -> tuple[Consequence, ...]:
    """Return what a component loses; empty exactly if nothing about it changes.

    A bus factor that falls no lower than the component's own loss of operators explains is not said twice.
    """
    if before == after:
        return ()
    found = tuple(_losses(before, after))
    return found or (_loss(after, Loss.MINOR, before.coverage, after.coverage, _minor(before, after)),)


def _losses(before: Row, after: Row) -> Iterator[Consequence]:
    own = after.coverage < before.coverage
    if own and before.risk_class is not after.risk_class:
        yield _loss(after, _CLASS_LOSS[after.coverage], before.coverage, after.coverage)
    old, new = before.bus_factor, after.bus_factor
    if old is not None and new is not None and new < old and not (own and new == after.coverage) and after.weakest:
        through = after.weakest
        known = ", as far as is known" if before.bus_factor_is_bound or after.bus_factor_is_bound else ""
        yield _loss(after, Loss.BUS_FACTOR, old, new, f"through {through.component}{known}")._replace(path=through.path)
    if after.proven == 0 < before.proven and after.coverage:
        yield _loss(after, Loss.LAST_PROVEN, before.proven, 0)
    if after.externals == 0 < before.externals:
        yield _loss(after, Loss.LAST_EXTERNAL, before.externals, 0)


def _loss(row: Row, loss: Loss, before: int, after: int, detail: str = "") -> Consequence:
    return Consequence(
        loss, "component", row.component, row.tier, row.blast_radius, before, after, detail, (), row.source
    )


def _minor(before: Row, after: Row) -> str:
    pairs = (
        ("operators", before.coverage, after.coverage),
        ("proven", before.proven, after.proven),
        ("externals", before.externals, after.externals),
        ("bus factor", before.bus_factor_said, after.bus_factor_said),
        ("proven bus factor", before.proven_bus_factor_said, after.proven_bus_factor_said),
        ("weak below", before.weak, after.weak),
    )
    changed = [f"{name} {old} → {new}" for name, old, new in pairs if old != new]
    return ", ".join(changed) or "the weakest place below is another"
