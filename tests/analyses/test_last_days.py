from datetime import date

import pytest

from kb import testing
from kb.analyses.coverage import Coverage
from kb.analyses.last_days import DAYS, LastDays
from kb.analyses.risk.assess import Assessment
from kb.analyses.risk.report import Coming
from kb.analyses.who.answer import answer
from kb.documents import risk, risk_component, who
from kb.render.text import Text
from kb.testing import at

TODAY = "2026-06-01"


def last(text, without=frozenset()):
    return LastDays(testing.base(text), Coverage(testing.base(text), at(TODAY), without)).of("pay")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann operates pay; ann until 2026-06-15", date(2026, 6, 15)),
        ("ann operates pay; ann until 2026-06-15; bob operates pay; bob until 2026-06-20", date(2026, 6, 20)),
        ("ann operates pay; ann until 2026-06-01", date(2026, 6, 1)),
        ("ann operates pay; ann until 2026-08-30", date(2026, 8, 30)),
        ("ann operates pay; ann until 2026-08-31", None),
        ("ann operates pay; ann until 2026-06-15; bob operates pay", None),
        ("ann operates pay; ann until 2026-06-15; bob operates pay; bob away 2026-05-20/2026-06-15", None),
        ("ann operates pay; ann until 2026-06-15; bob operates pay; bob away 2026-05-20/2026-06-16", date(2026, 6, 15)),
        ("ann operates pay; ann until 2026-06-15; bob operates pay; bob away 2026-05-20/2026-07-30", date(2026, 6, 15)),
        ("ann operates pay; ann until 2026-06-15; bob operates pay; bob away 2026-06-10/2026-06-20", None),
        ("ann operates pay; ann until 2026-06-15; bob assists pay", date(2026, 6, 15)),
        ("ann operates pay; ann until 2026-06-15; bob operates pay; bob is external", date(2026, 6, 15)),
        ("ann operates pay; ann until 2026-05-15", None),
        ("ann assists pay; ann until 2026-06-15", None),
    ],
)
def test_the_day_after_which_nobody_is_left(text, expected):
    assert last(f"pay tier 0; {text}") == expected
    assert DAYS == 90


def test_who_is_taken_away_is_not_counted_on():
    text = "pay tier 0; ann operates pay; ann until 2026-06-15; bob operates pay"
    assert last(text, frozenset({"bob"})) == date(2026, 6, 15)
    assert last(text, frozenset({"ann"})) is None


def test_whoever_joins_by_then_is_counted_on():
    base = "services: {pay: {tier: 0}}\n"
    people = "people: {{ann: {{until: 2026-06-15}}, bob: {{from: {}}}}}\nknowledge: {{pay: {{ann: operate, bob: operate}}}}\n"
    for day, expected in (("2026-06-16", None), ("2026-06-17", date(2026, 6, 15))):
        loaded = testing.read({"architecture/a.yml": base, "ownership/a.yml": people.format(day)}).base
        assert LastDays(loaded, Coverage(loaded, at(TODAY))).of("pay") == expected


TEXT = "pay tier 0; mail tier 1; ann operates pay, mail; ann until 2026-06-15; bob operates web; web tier 1"


def test_every_report_on_the_component_tells_it():
    base = testing.base(TEXT)
    assessment = Assessment(base, at(TODAY))
    report = assessment.report("all")
    assert report.coming == (Coming(date(2026, 6, 15), ("pay", "mail")),)
    said = " ".join(Text().render(None, risk.describe(report, "At")).split())
    assert "after 2026-06-15 (in 14 days) nobody is left who operates pay, mail" in said
    told = said.partition("Coming ")[2].partition("kb who")[0]
    assert "ann" not in told, "who goes is said where somebody asks about a component"
    said = " ".join(Text().render(None, risk_component.describe_component(assessment.component("pay"), "At")).split())
    assert "Operators 1 claimed, until 2026-06-15" in said
    assert "last day 2026-06-15" in said
    said = " ".join(Text().render(None, who.describe(answer(base, "pay", at(TODAY)), "At")).split())
    assert "1 person can operate it (claimed, not proven), until 2026-06-15." in said
    assert "ann (last day 2026-06-15)" in said


def test_where_somebody_stays_nothing_is_said():
    base = testing.base("pay tier 0; ann operates pay; bob operates pay; bob until 2026-06-15")
    report = Assessment(base, at(TODAY)).report("all")
    assert report.coming == ()
    assert "Coming" not in Text().render(None, risk.describe(report, "At"))
