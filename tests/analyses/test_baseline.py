"""What a baseline lets be, how it burns down, and that it grows only when asked."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kb.analyses.baseline import mark, renewed
from kb.analyses.check.report import Entry
from kb.model.baseline import CheckBaseline
from kb.model.finding import Finding, Severity, Suppression
from kb.model.source import Source

DAY = date(2026, 6, 1)
PLACE = Source("architecture/a.yml", 1, 1)


def finding(rule, subject, severity=Severity.WARNING, line=1, message="thin", **more):
    return Finding(rule, severity, subject, message, Source("architecture/a.yml", line, 1), "mend it", **more)


def baseline(*entries, start=None):
    held = {(rule, subject): count for rule, subject, count in entries}
    return CheckBaseline(DAY, sum(held.values()) if start is None else start, held)


def marked(found, held, *, whole=True):
    findings, burnt = mark(found, held, whole=whole)
    return [item.baselined for item in findings], burnt


def test_what_it_holds_does_not_count_wherever_it_moved_and_whatever_it_says_now():
    found = [finding("tier-known", "pay", line=90, message="other words"), finding("tier-known", "web")]
    flags, burnt = marked(found, baseline(("tier-known", "pay", 1)))
    assert flags == [True, False]
    assert (burnt.start, burnt.left, burnt.mended, burnt.by_rule) == (1, 1, 0, {"tier-known": 1})


def test_what_is_mended_is_counted_and_named():
    held = baseline(("owner-known", "pay", 1), ("tier-known", "pay", 2), ("tier-known", "web", 1), start=10)
    _, burnt = marked([finding("tier-known", "pay")], held)
    assert (burnt.left, burnt.mended) == (1, 9)
    assert burnt.gone == (("owner-known", "pay", 1), ("tier-known", "pay", 1), ("tier-known", "web", 1))
    assert burnt.outgrown == ()


def test_one_more_about_the_same_subject_makes_all_of_them_count():
    flags, burnt = marked(
        [finding("alert-answered", "pay"), finding("alert-answered", "pay")], baseline(("alert-answered", "pay", 1))
    )
    assert flags == [False, False]
    assert burnt.outgrown == (Entry("alert-answered", "pay", 1),)
    assert (burnt.left, burnt.by_rule) == (1, {})


def test_an_error_and_what_a_suppression_lets_be_are_never_held():
    let_be = finding("tier-known", "pay", suppressed=Suppression("soon", "2026-12-31", PLACE))
    flags, burnt = marked(
        [finding("secret", "pay", Severity.ERROR), let_be], baseline(("secret", "pay", 1), ("tier-known", "pay", 1))
    )
    assert flags == [False, False]
    assert [entry.rule for entry in burnt.gone] == ["secret", "tier-known"]
    assert renewed([finding("secret", "pay", Severity.ERROR), let_be], None, DAY, accept_new=True).entries == {}


def test_what_errors_may_hide_is_not_called_mended():
    _, burnt = marked([], baseline(("tier-known", "pay", 1)), whole=False)
    assert (burnt.left, burnt.mended, burnt.gone) == (None, None, ())


def test_the_first_takes_in_everything_and_the_next_only_shrinks():
    first = renewed(
        [finding("tier-known", "pay"), finding("tier-known", "pay"), finding("owner-known", "web")],
        None,
        DAY,
        accept_new=False,
    )
    assert first == (DAY, 3, {("owner-known", "web"): 1, ("tier-known", "pay"): 2})
    later = renewed(
        [finding("tier-known", "pay"), finding("new-rule", "web")], first, date(2026, 7, 1), accept_new=False
    )
    assert later == (DAY, 3, {("tier-known", "pay"): 1})


def test_what_is_accepted_later_adds_to_what_it_began_with():
    grown = renewed(
        [finding("tier-known", "pay"), finding("new-rule", "web")],
        baseline(("tier-known", "pay", 1), ("gone", "x", 1)),
        DAY,
        accept_new=True,
    )
    assert grown == (DAY, 3, {("new-rule", "web"): 1, ("tier-known", "pay"): 1})


FOUND = st.lists(
    st.builds(finding, st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from(Severity)), max_size=12
)


@given(FOUND, FOUND, st.booleans())
def test_written_anew_nothing_comes_in_unasked_and_what_is_held_then_does_not_count(before, now, accept_new):
    old = renewed(before, None, DAY, accept_new=False)
    new = renewed(now, old, DAY, accept_new=accept_new)
    assert accept_new or all(count <= old.entries.get(key, 0) for key, count in new.entries.items())
    findings, burnt = mark(now, new, whole=True)
    assert (burnt.gone, burnt.start >= burnt.left) == ((), True)
    if accept_new:
        assert not [item for item in findings if item.is_open and item.severity is not Severity.ERROR]


@given(FOUND)
def test_the_order_of_findings_is_kept_and_means_nothing(found):
    held = renewed(found[::2], None, DAY, accept_new=False)
    there, _ = mark(found, held, whole=True)
    back, _ = mark(found[::-1], held, whole=True)
    assert there == back[::-1]
