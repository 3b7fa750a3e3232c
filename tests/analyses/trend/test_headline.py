"""The numbers of a headline are those of the risk report."""

from pathlib import Path

import pytest

from kb.analyses.risk.assess import Assessment
from kb.analyses.trend.headline import Headlines
from kb.files.load import load
from kb.model.base import Base
from kb.testing import at, base, read

ROOT = Path(__file__).parents[3]
BASES = {
    "example": lambda: load(ROOT / "examples/lantern").base,
    "own": lambda: load(ROOT).base,
    "few": lambda: base(
        "ann operates pay; pay needs ledger; bob operates ledger; cy operates ledger; eve operates pay; eve is external"
    ),
    "none": Base,
}


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("day", ["2022-10-01", "2026-09-14", "2027-06-01"])
def test_it_agrees_with_the_report(name: str, day: str) -> None:
    made = BASES[name]()
    report = Assessment(made, at(day)).report("all")
    found = Headlines().of(made, at(day))
    totals = report.totals
    assert (found.people, found.components) == (report.people, totals.components)
    assert (found.orphaned, found.single, found.thin, found.held, found.unknown, found.proven_held) == (
        totals.orphaned, totals.single, totals.thin, totals.held, totals.unknown, totals.proven_held,
    )  # fmt: skip
    assert found.low == sum(row.bus_factor is not None and row.bus_factor <= 1 for row in report.rows)


def test_one_state_after_another_is_as_each_by_itself() -> None:
    texts = [
        "ann operates pay; pay needs ledger; bob operates ledger",
        "ann assists pay; pay needs ledger; bob operates ledger",
        "ann assists pay; bob operates ledger; ledger tier 0; pay tier 1",
        "ann operates pay; pay lifecycle retired; bob operates ledger",
    ]
    together = Headlines()
    for text in texts * 2:
        made = base(text)
        assert together.of(made, at()) == Headlines().of(made, at())
    assert Headlines().of(base(texts[3]), at()).components == 1


def test_events_that_are_over_do_not_count() -> None:
    made = read(
        {
            "architecture/a.yml": "services: {pay: {tier: 0}}",
            "events/a.yml": "window: {start: 2026-05-01T18:00Z, end: 2026-05-01T20:00Z}\nentry: [pay]\n",
            "events/b.yml": "window: {start: 2026-08-01T18:00Z, end: 2026-08-01T20:00Z}\nentry: [pay]\n",
            "events/c.yml": "entry: [pay]\n",
        }
    ).base
    found = Headlines().of(made, at())
    assert (found.events, found.no_go) == (2, 2)
