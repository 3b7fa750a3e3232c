"""How a readiness report says the scale of its event."""

import pytest

from kb import testing
from kb.analyses.readiness.assess import assess
from kb.documents.readiness import describe, folded, said_scale
from kb.documents.readiness_page import describe_page
from kb.render.text import Text


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("", "marquee: 60%"),
        ("scale: notable\n", "marquee (the file says notable): 60%"),
        ("scale: routine\n", "marquee (the file says routine): 60%"),
        ("scale: marquee\n", "marquee: 60%"),
    ],
)
def test_a_scale_that_is_overruled_is_said(said, begins):
    files = {
        "events/show.yml": f"entry: [room]\nforecast: {{high: 600, metric: concurrent}}\n{said}",
        "architecture/a.yml": "services: {room: {capacity: {unit: concurrent, designed: 1000}}}\n",
    }
    base = testing.read(files).base
    report = assess(base, base.events["show"], testing.at())
    assert said_scale(report).startswith(begins)
    for document in (describe(report, "At"), describe_page(report, None, "At")):
        assert begins in " ".join(Text().render(None, document).split())


@pytest.mark.parametrize(
    ("clauses", "shown"),
    [
        (1, "c-0 says 1"),
        (5, "c-0 says 1; c-1 says 1; c-2 says 1; c-3 says 1; c-4 says 1"),
        (6, "c-0 says 1; c-1 says 1; c-2 says 1; c-3 says 1; and 2 more (--check)"),
        (300, "c-0 says 1; c-1 says 1; c-2 says 1; c-3 says 1; and 296 more (--check)"),
    ],
)
def test_a_value_of_many_clauses_is_folded_in_a_list_of_checks(clauses, shown):
    assert folded("; ".join(f"c-{number} says 1" for number in range(clauses))) == shown


def test_a_map_of_many_parts_that_changed_is_folded_in_text_and_whole_in_the_report():
    parts = "".join(f"  c-{number:03}: {{needs: [{{to: c-{number + 1:03}, multiplier: 1}}]}}\n" for number in range(40))
    kept = ", ".join(f"c-{number:03}: [c-{number + 1:03}, demand 900]" for number in range(40))
    proven = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"
    files = {
        "events/show.yml": "entry: [c-000]\nscale: marquee\nforecast: {high: 600, metric: concurrent}\n",
        "architecture/a.yml": f"services:\n{parts}  c-040: {{}}\n",
        "ownership/a.yml": f"people: {{ann: {{}}}}\nknowledge: {{c-000: {{ann: {proven}}}}}\n",
        "events/show/a.yml": "sign: {check: architecture-known, by: ann, date: 2026-05-20, value: walked through twice, evidence: notes, "
        f"closure: {{show: [c-000], {kept}, c-040: [demand 900]}}}}\n",
    }
    loaded = testing.read(files)
    assert loaded.findings == ()
    report = assess(loaded.base, loaded.base.events["show"], testing.at())
    (result,) = [item for item in report.results if item.check == "architecture-known"]
    assert result.answers[0].value.count("says demand 600, and said 900") == 41
    assert ", the evidence of 1 is out of date, " in report.sentence
    assert report.sentence.endswith(f"{report.unknown - 1} unknown")
    text = " ".join(Text().render(None, describe(report, "At")).split())
    assert "c-003 says demand 600, and said 900; and 37 more (--check)" in text
    assert "c-004 says demand" not in text


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-06-01", "today"), ("2026-06-02", "tomorrow"), ("2026-06-13", "in 12 days"), ("2026-05-31", "yesterday"),
        ("2026-05-01", "31 days ago"),
    ],
)  # fmt: skip
def test_how_far_away_an_event_is_is_said(start, said):
    files = {"events/show.yml": f"window: {{start: {start}T18:00Z, end: {start}T20:00Z}}\n"}
    base = testing.read(files).base
    document = describe(assess(base, base.events["show"], testing.at()), "At")
    assert f"{start} 18:00 to 20:00+00:00 ({said})" in " ".join(Text().render(None, document).split())


def test_an_event_over_midnight_says_both_days():
    files = {"events/show.yml": "window: {start: 2026-06-03T22:00+02:00, end: 2026-06-04T01:00+02:00}\n"}
    base = testing.read(files).base
    document = describe(assess(base, base.events["show"], testing.at()), "At")
    said = " ".join(Text().render(None, document).split())
    assert "2026-06-03 22:00+02:00 to 2026-06-04 01:00+02:00 (in 2 days)" in said
