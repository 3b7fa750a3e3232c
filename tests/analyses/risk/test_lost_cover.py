"""What a component loses, loss by loss."""

import pytest

from kb.analyses.risk.consequence import Loss
from kb.analyses.risk.lost_cover import losses
from kb.analyses.risk.report import Row, Weakest
from kb.model.source import Source
from kb.model.words import Kind, RiskClass

CLASSES = (RiskClass.ORPHANED, RiskClass.SINGLE, RiskClass.THIN, RiskClass.HELD)


def row(coverage, bus_factor=None, *, through="it", proven=0, externals=0, weak=0):
    bus_factor = coverage if bus_factor is None else bus_factor
    path = ("it",) if through == "it" else ("it", through)
    return Row(
        component="it", kind=Kind.SERVICE, system=None, owner=None, tier=1, risk_class=CLASSES[min(coverage, 3)], coverage=coverage,
        proven=proven, externals=externals, bus_factor=bus_factor, proven_bus_factor=0, closure=3, unknown=0, weak=weak,
        weakest=Weakest(through, bus_factor, path), blast_radius=4, vendors=(), basis=None, source=Source("a.yml", 1, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (row(3), row(3), []),
        (row(1), row(0), [(Loss.LAST_OPERATOR, 1, 0)]),
        (row(4), row(0), [(Loss.LAST_OPERATOR, 4, 0)]),
        (row(2), row(1), [(Loss.SECOND_OPERATOR, 2, 1)]),
        (row(5), row(1), [(Loss.SECOND_OPERATOR, 5, 1)]),
        (row(3), row(2), [(Loss.CLASS_FALLS, 3, 2)]),
        (row(5), row(4), [(Loss.MINOR, 5, 4)]),
        (row(3), row(3, 1, through="low"), [(Loss.BUS_FACTOR, 3, 1)]),
        (row(3), row(1, 0, through="low"), [(Loss.SECOND_OPERATOR, 3, 1), (Loss.BUS_FACTOR, 3, 0)]),
        (row(3), row(1, 1, through="low"), [(Loss.SECOND_OPERATOR, 3, 1)]),
        (row(4, 3, through="low"), row(3, 3, through="low"), [(Loss.MINOR, 4, 3)]),
        (row(3, proven=1), row(3), [(Loss.LAST_PROVEN, 1, 0)]),
        (row(1, proven=1), row(0), [(Loss.LAST_OPERATOR, 1, 0)]),
        (row(3, externals=2), row(3), [(Loss.LAST_EXTERNAL, 2, 0)]),
        (row(3, externals=2), row(3, externals=1), [(Loss.MINOR, 3, 3)]),
        (row(0, 0, through="a"), row(0, 0, through="b"), [(Loss.MINOR, 0, 0)]),
    ],
)
def test_losses(before, after, expected):
    assert [(item.loss, item.before, item.after) for item in losses(before, after)] == expected


def test_a_component_that_changes_a_little_says_in_what():
    (item,) = losses(row(5, proven=4, externals=2), row(4, proven=3, externals=1, weak=2))
    assert item.detail == "operators 5 → 4, proven 4 → 3, externals 2 → 1, bus factor 5 → 4, weak below 0 → 2"


def test_a_fall_through_another_says_the_way():
    (item,) = losses(row(3), row(3, 1, through="low"))
    assert (item.path, item.detail) == (("it", "low"), "through low")
