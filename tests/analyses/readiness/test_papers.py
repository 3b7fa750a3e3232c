import pytest

from kb import testing
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.matching import unfilled
from kb.analyses.readiness.papers import duration
from kb.analyses.readiness.report import Verdict


@pytest.mark.parametrize(
    ("text", "hours"), [("48h", 48), ("14d", 336), ("2w", 336), ("0d", None), ("soon", None), (None, None)]
)
def test_durations(text, hours):
    found = duration(text)
    assert (found and found.total_seconds() / 3600) == hours


FILES = {
    "events/show.yml": "entry: [room]\ndecider: dot\nforecast: {low: 1, base: 2, high: 3, metric: concurrent, by: ann, date: 2026-05-28}\nwindow: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n",
    "architecture/a.yml": "services: {room: {owner: live, capacity: {unit: concurrent, designed: 1000}}}\n",
    "ownership/a.yml": "teams: {live: {}}\npeople: {ann: {}, bob: {until: 2026-05-31}, dot: {}}\n",
}
WAIVE = "waive: {check: G1, subject: show, by: dot, date: 2026-05-30, reason: a small room, compensating: two people watch it, owner: ann, until: event-end}\n"


def waived(text, at=testing.TODAY):
    loaded = testing.read(FILES | {"events/show/w.yml": text})
    assert loaded.findings == ()
    found = assess(loaded.base, loaded.base.events["show"], testing.at(at))
    result = next(result for result in found.results if result.code == "G1")
    return result.outcome.name, found.refused


def test_a_waiver_of_the_decider_counts_by_code_and_by_id():
    assert waived(WAIVE) == ("WAIVED", ())
    assert waived(WAIVE.replace("G1, subject: show", "closure-complete, subject: room")) == ("WAIVED", ())
    outcome, (said,) = waived(WAIVE.replace("G1, subject: show", "closure-complete, subject: live"))
    assert outcome == "UNKNOWN"
    assert said.endswith(
        "the waiver of closure-complete by dot has no effect: closure-complete does not ask about live"
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("by: dot", "by: ann", "only the decider"),
        ("reason: a small room", "reason: TBD", "no reason"),
        ("compensating: two people watch it, ", "", "nothing that compensates"),
        ("owner: ann", "owner: bob", "owner is not active"),
        ("by: dot", "by: bob", "only the decider"),
        ("until: event-end", "until: 2026-05-31", "has run out"),
        (", subject: show", "", "it has no `subject`: write show for the whole check"),
    ],
)
def test_a_waiver_that_does_not_count_says_why(old, new, why):
    outcome, (said,) = waived(WAIVE.replace(old, new))
    assert outcome == "UNKNOWN"
    assert why in said


def test_a_waiver_ends_with_the_event_and_does_not_begin_before_its_date():
    assert waived(WAIVE.replace("event-end", "2027-01-01"), "2026-06-04")[0] == "UNKNOWN"
    assert waived(WAIVE, "2026-05-29") == ("UNKNOWN", ())


def test_a_decider_who_has_left_waives_nothing():
    loaded = testing.read(
        FILES
        | {
            "events/show/w.yml": WAIVE,
            "ownership/a.yml": FILES["ownership/a.yml"].replace("dot: {}", "dot: {until: 2026-05-31}"),
        }
    )
    assert "dot is not active" in assess(loaded.base, loaded.base.events["show"], testing.at()).refused[0]


def test_some_checks_can_never_be_waived():
    loaded = testing.read(FILES | {"events/show/w.yml": WAIVE.replace("G1", "P3")})
    found = assess(loaded.base, loaded.base.events["show"], testing.at())
    assert "window-covered can never be waived" in found.refused[0]
    assert found.verdict is Verdict.NO_GO


def test_roles_are_matched_so_that_as_many_as_possible_are_filled():
    able = {"a": ["x", "y"], "b": ["x"], "c": ["y", "z"]}
    assert unfilled(["a", "b", "c"], able) == ()
    assert unfilled(["a", "b", "c", "d"], able | {"d": ["x"]}) == ("d",)
    assert unfilled(["a", "b"], {}) == ("a", "b")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-99-99", "not a day of the calendar"),
        ("9999-12-31", "the year 9999 is out of range"),
        ("1066-10-14", "the year 1066 is out of range"),
        ("2026-06-03 soon", "is not"),
        ("2026-05-29", "the waiver ends before it is written"),
    ],
)
def test_the_end_of_a_waiver_is_a_day_of_the_calendar_after_it_is_written(until, said):
    (fault,) = testing.read(FILES | {"events/show/w.yml": WAIVE.replace("event-end", until)}).findings
    assert said in fault.message
    assert str(fault.source).startswith("events/show/w.yml:1")
