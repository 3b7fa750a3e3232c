"""What must hold of a comparison however the two organisations look."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.diff.compare import compare, fails
from kb.analyses.diff.components import ORDER
from kb.analyses.diff.report import Effect, What
from kb.analyses.diff.side import Side
from kb.analyses.risk.assess import Assessment
from kb.analyses.trend.headline import Headlines
from kb.model.base import Base
from kb.model.moment import noon, parse_day
from kb.model.words import RiskClass
from tests.properties.test_whatif import peopled

AT = noon(parse_day("2026-09-14"))
MIRROR = {Effect.LOST: Effect.GAINED, Effect.GAINED: Effect.LOST, Effect.OTHER: Effect.OTHER}


def side(base: Base, name: str = "x") -> Side:
    return Side(base, AT, name)


@settings(max_examples=40, deadline=None)
@given(peopled())
def test_the_same_is_no_change(base: Base) -> None:
    report = compare(side(base), side(base))
    assert (report.changes, report.standings) == ((), ())
    assert report.before.numbers == report.after.numbers


@settings(max_examples=60, deadline=None)
@given(peopled(), peopled())
def test_the_way_back_gains_what_the_way_lost(first: Base, second: Base) -> None:
    there, back = compare(side(first), side(second)), compare(side(second), side(first))
    on_both = {
        (change.was or change.subject, change.subject)
        for change in there.changes
        if change.kind == "component" and change.before and change.after
    }
    moved = {
        (item.what, item.effect, item.subject)
        for item in there.changes
        if item.kind == "component"
        and item.what is not What.IDENTITY
        and (item.subject, item.subject) in on_both
        and item.before
    }
    mirrored = {
        (item.what, MIRROR[item.effect], item.subject)
        for item in back.changes
        if item.kind == "component" and item.what is not What.IDENTITY and item.before and not item.was
    }
    assert moved == mirrored


@settings(max_examples=60, deadline=None)
@given(peopled(), peopled())
def test_what_is_said_to_be_lost_is_lost(first: Base, second: Base) -> None:
    old, new = side(first), side(second)
    report = compare(old, new)
    for change in report.changes:
        if change.kind != "component" or change.what is What.IDENTITY:
            continue
        row, was = new.rows[change.subject], old.rows.get(change.was or change.subject)
        if change.what is What.ORPHANED and change.effect is Effect.LOST:
            assert row.risk_class is RiskClass.ORPHANED
            assert was is None or was.coverage > 0
        if change.what is What.BUS_FACTOR and was is not None:
            falls = (row.bus_factor or 0) < (was.bus_factor or 0)
            assert change.effect is Effect.OTHER or falls is (change.effect is Effect.LOST)
            assert (change.before, change.after) == (was.bus_factor_said, row.bus_factor_said)
            low, other = (row, old) if falls else (was, new)
            hidden = low.weakest is not None and not other.assessment.coverage.is_known(low.weakest.component)
            gone = low.weakest is None or low.weakest.component not in other.base.components
            assert (change.effect is Effect.OTHER) is (hidden and not gone)
    ranks = [(list(Effect).index(change.effect), change.what.rank) for change in report.changes]
    assert ranks == sorted(ranks)


@settings(max_examples=60, deadline=None)
@given(peopled(), peopled())
def test_failing_at_a_better_class_fails_for_more(first: Base, second: Base) -> None:
    report = compare(side(first), side(second))
    found = [set(fails(report, worst)) for worst in ORDER]
    assert all(one <= other for one, other in pairwise(found))
    lost = {
        change.subject for change in report.changes if change.what is What.ORPHANED and change.effect is Effect.LOST
    }
    assert lost <= found[ORDER.index(RiskClass.ORPHANED)]


@settings(max_examples=40, deadline=None)
@given(peopled(), st.data())
def test_one_more_operator_is_no_loss(base: Base, data: st.DataObject) -> None:
    lines = [(component, person) for component, known in base.knowledge.items() for person in known]
    if not lines:
        return
    component, person = data.draw(st.sampled_from(lines))
    fewer = {
        name: {who: line for who, line in known.items() if (name, who) != (component, person)}
        for name, known in base.knowledge.items()
    }
    less = base._replace(knowledge=fewer)
    report = compare(side(less), side(base))
    assert [change for change in report.changes if change.effect is Effect.LOST] == []


@settings(max_examples=40, deadline=None)
@given(peopled())
def test_a_headline_says_what_the_report_says(base: Base) -> None:
    found, report = Headlines().of(base, AT), Assessment(base, AT).report("all")
    assert (found.orphaned, found.single, found.thin, found.held, found.unknown) == report.totals[1:6]
    assert found.low == sum(row.bus_factor is not None and row.bus_factor <= 1 for row in report.rows)
