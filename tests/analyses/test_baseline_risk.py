"""Only what is worse than it stood, or is new, is judged; to find out what was unknown is never worse."""

from datetime import date

import pytest

from kb.analyses.baseline_risk import compare, renewed
from kb.analyses.risk.assess import Assessment
from kb.model.baseline import Recorded
from kb.model.words import RiskClass
from kb.testing import at, base

DAY = date(2026, 6, 1)


def rows(text):
    return Assessment(base(text), at()).report("all").rows


def baseline(text):
    return renewed(rows(text), None, DAY, accept_new=False)


def compared(before, now, *, whole=True):
    return compare(rows(now), baseline(before), whole=whole)


def worse(before, now):
    return [(item.component, item.by_class, item.by_bus_factor) for item in compared(before, now).worse]


def test_records_how_every_component_stands():
    found = baseline("ann operates pay; bob operates pay; web needs pay, ledger")
    assert found.components == {
        "ledger": Recorded(RiskClass.UNKNOWN, None, 1),
        "pay": Recorded(RiskClass.THIN, 2, 0),
        "web": Recorded(RiskClass.UNKNOWN, 2, 2),
    }
    assert (found.since, found.start) == (DAY, 2)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("ann operates pay", "ann operates pay", []),
        ("ann operates pay; bob operates pay", "ann operates pay", [("pay", True, True)]),
        ("ann operates pay", "nobody operates pay", [("pay", True, True)]),
        ("ann operates pay", "pay tier 0", [("pay", True, True)]),
        ("nobody operates pay", "pay tier 0", [("pay", True, True)]),
        ("pay tier 0", "ann operates pay", []),
        ("pay tier 0", "nobody operates pay", []),
        ("ann operates pay", "ann operates pay; bob operates pay", []),
    ],
)
def test_worse_is_less_cover_or_less_known(before, now, expected):
    assert worse(before, now) == expected


def test_a_loss_far_below_is_worse_for_what_stands_on_it():
    before = "web needs pay; ann operates web; bob operates web; ann operates pay; bob operates pay"
    assert worse(before, before.replace("; bob operates pay", "")) == [("pay", True, True), ("web", False, True)]


def test_writing_down_that_one_person_holds_what_was_unknown_stops_nobody():
    before = "web needs pay; ann operates web; bob operates web"
    found = compared(before, f"{before}; ann operates pay")
    assert (found.worse, found.better, found.unclear, found.weak) == ((), 1, 1, 1)


def test_a_bound_that_is_higher_because_less_is_known_is_no_better():
    """Of two below web one was known to be held by one and the other was not; now it is the other way round."""
    web = "web needs pay, bank; ann operates web; bob operates web; cid operates web; pay tier 1; bank tier 1"
    found = compared(f"{web}; ann operates pay", f"{web}; ann operates bank; bob operates bank")
    assert ([item.component for item in found.worse], found.better, found.unclear) == (["pay"], 1, 1)
    surer = compared(f"{web}; ann operates pay", f"{web}; ann operates pay; bob operates pay")
    assert (surer.worse, surer.better, surer.unclear) == ((), 1, 1)
    all_known = f"{web}; ann operates pay; bob operates pay; ann operates bank; bob operates bank"
    assert compared(f"{web}; ann operates pay", all_known).unclear == 0


def test_a_new_need_of_which_nothing_is_known_is_worse():
    before = "ann operates web; bob operates web; pay tier 1"
    assert worse(before, f"{before}; web needs pay") == [("web", False, True)]


def test_what_is_new_and_what_is_gone_is_named():
    found = compared("ann operates pay", "ann operates web")
    assert (found.added, found.gone, found.same) == (("web",), ("pay",), 0)
    assert compared("ann operates pay", "ann operates web", whole=False).gone == ()


def test_written_anew_it_holds_to_what_is_better_and_not_to_what_is_worse():
    old = baseline("ann operates pay; ann operates web; bob operates web; cid tier 3")
    now = rows("ann operates pay; bob operates pay; ann operates web; mail tier 1")
    new = renewed(now, old, date(2026, 7, 1), accept_new=False)
    assert new.components == {"pay": Recorded(RiskClass.THIN, 2, 0), "web": old.components["web"]}
    assert (new.since, new.start) == (DAY, 2)
    taken = renewed(now, old, DAY, accept_new=True)
    assert taken.components["web"].risk_class is RiskClass.SINGLE
    assert taken.components.keys() == {"mail", "pay", "web"}
    assert taken.start == 4
