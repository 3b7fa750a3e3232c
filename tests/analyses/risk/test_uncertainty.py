import pytest

from kb.analyses.risk.critical import critical
from kb.analyses.risk.loss import loss
from kb.analyses.risk.scope import Reading
from kb.analyses.risk.sensitivity import bus_factors
from kb.analyses.risk.uncertainty import uncertainty


def of(kit, made, *names, leaving=1):
    scope = kit.scope(made, *names)
    return uncertainty(scope, 50, loss(scope, 50, leaving), critical(scope, 50))


def test_every_number_under_every_reading(kit):
    """a: ann proven, bob claimed; b: bob claimed; c unknown; each weight 4, a > c."""
    parts = [kit.component("a", ["c"], tier=1), kit.component("b", tier=1), kit.component("c", tier=1)]
    found = of(kit, kit.base({"a": "ann! bob", "b": "bob", "c": None}, parts))
    ranges = {item.name: item for item in found.ranges}
    covered = ranges["covered"]
    assert (covered.written, covered.proven, covered.unknown_lost, covered.unknown_held, covered.lowest) == (
        1.0,
        0.5,
        0.666667,
        1.0,
        0.333333,
    )
    assert (covered.low, covered.high) == (0.333333, 1.0)
    operable = ranges["operable"]  # of a and b; c is told only where unknown counts
    assert (operable.written, operable.proven, operable.unknown_lost, operable.lowest) == (1.0, 0.5, 0.333333, 0.0)
    size = ranges["critical set size"]  # written: over 4 of 8; held: over 6 of 12; lost: 4 of 12 gone already
    assert (size.written, size.proven, size.unknown_lost, size.unknown_held, size.lowest) == (2, 1, 1, 2, 0)
    lost = ranges["expected loss"]  # one of two leaves: a never, b half the time
    assert (lost.written, lost.proven, lost.unknown_lost, lost.lowest) == (0.5, 1.5, 1.5, 2.5)
    assert (found.unknown, found.claimed_only) == (1, 1)


def test_out_of_reach_when_too_much_is_unknown_and_held(kit):
    found = of(kit, kit.base({"a": "ann", "b": None, "c": None}))
    size = next(item for item in found.ranges if item.name == "critical set size")
    assert (size.written, size.unknown_held, size.low, size.high) == (1, None, 0, None)


def test_the_assumption_that_moves_a_number_most(kit):
    """top stands on mid and low; low is unknown, mid claimed: losing low takes top, mid and low."""
    parts = [kit.component("top", ["mid"], tier=1), kit.component("mid", ["low"], tier=1), kit.component("low", tier=1)]
    found = of(kit, kit.base({"top": "ann! bob!", "mid": "ann bob", "low": None}, parts))
    moved = {item.name: item for item in found.sensitivities}
    operable = moved["operable"]
    assert (operable.component, operable.assumption, operable.before, operable.after, operable.tied) == (
        "low",
        "unknown",
        1.0,
        0.0,
        0,
    )
    lost = moved[
        "expected loss"
    ]  # mid is lost for certain instead of never, as is low: the first in the report's order
    assert (lost.after - lost.before, lost.tied) == (1.0, 1)


def test_nothing_assumed_moves_nothing(kit):
    found = of(kit, kit.base({"a": "ann! bob!"}))
    assert [(item.component, item.before) for item in found.sensitivities] == [(None, 1.0), (None, 2.0), (None, 0.0)]


def test_when_proof_runs_out(kit):
    made = kit.base({"a": "ann!", "b": "bob", "c": "cid!"})
    found = of(kit, made)
    assert (found.ageing.proven, found.ageing.expired, found.ageing.never) == (2, 0, 1)
    assert found.ageing.within == ((30, 0), (90, 0))
    old = made.knowledge["a"]["ann"]._replace(last=kit.at.date().replace(month=4))  # 153 days: 27 left
    made.knowledge["a"]["ann"] = old
    assert of(kit, made).ageing.within == ((30, 1), (90, 1))
    made.knowledge["a"]["ann"] = old._replace(last=kit.at.date().replace(month=1))
    assert of(kit, made).ageing.expired == 1


@pytest.mark.parametrize(
    ("reading", "expected"), [(Reading.WRITTEN, [1, 1]), (Reading.UNKNOWN_LOST, [0, 1]), (Reading.PROVEN, [0, 0])]
)
def test_bus_factors_under_a_reading(kit, reading, expected):
    parts = [kit.component("a", ["c"], tier=1), kit.component("b", tier=1), kit.component("c", tier=1)]
    made = kit.base({"a": "ann bob", "b": "ann", "c": None}, parts)
    scope = kit.scope(made, "a", "b")
    assert dict(zip(scope.names, bus_factors(scope, reading), strict=True)) == dict(
        zip("ab", [*expected], strict=True)
    ) | ({"a": 2} if reading is Reading.WRITTEN else {})
