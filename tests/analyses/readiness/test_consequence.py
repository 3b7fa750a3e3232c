"""What matters most leads: worst value, tier, blast radius; people are in the order of their ids."""

from kb import testing
from kb.analyses.readiness.answer import Distance, Outcome
from kb.analyses.readiness.assess import assess
from kb.analyses.readiness.configure import configure
from kb.analyses.readiness.consequence import by_consequence, missing
from kb.analyses.readiness.situation import Situation
from kb.documents.readiness import describe, describe_check, describe_rows
from kb.render.text import Text

SHOW = {
    "events/show.yml": "entry: [room]\nscale: marquee\nwindow: {start: 2026-06-03T18:00Z, end: 2026-06-03T20:00Z}\n",
    "ownership/a.yml": """
people: {ann: {}, bob: {}}
knowledge:
  room: {ann: {level: operate, by: drill, last: 2026-05-01, ref: notes 7}}
  a-cart: {ann: operate}
  b-low: []
  c-wide: []
  d-top: []
  e-base: []
""",
    "architecture/a.yml": """
services:
  room: {tier: 0, needs: [a-cart, b-low, c-wide, d-top]}
  a-cart: {tier: 0}
  b-low: {tier: 3}
  c-wide: {tier: 1, needs: [e-base]}
  d-top: {tier: 0}
  e-base: {tier: 1}
""",
}


def report(**changed):
    base = testing.read(SHOW | changed).base
    return assess(base, base.events["show"], testing.at("2026-06-01"))


def result(code, found):
    return next(item for item in found.results if item.code == code)


def test_of_failing_components_those_nobody_claims_lead_then_tier_then_blast_radius():
    subjects = [answer.subject for answer in result("P1", report()).answers]
    assert subjects == ["d-top", "e-base", "c-wide", "b-low", "a-cart", "room"]


def test_the_share_that_is_missing_decides_first():
    assert missing(Distance(0, 3, "people")) == missing(None) == 1
    assert missing(Distance(2, 4, "people")) == 0.5
    assert missing(Distance(400, 100, "days", at_least=False)) == 3
    assert missing(Distance(2, 0, "edges", at_least=False)) == 2


def test_nothing_passed_is_said_so():
    drawn = Text(width=120).render(None, describe(report(), "at"))
    assert "nothing has passed" in drawn or "declaration" in drawn
    none = report()._replace(evidence=report().evidence._make((0, 0, 0)))
    assert "Passed checks rest on  nothing has passed" in Text(width=120).render(None, describe(none, "at"))


def test_good_answers_of_a_check_that_does_not_pass_are_no_green():
    found = report()
    passed = [item for item in found.results if item.outcome is Outcome.PASS]
    answers = [answer for item in passed for answer in item.answers if answer.outcome is Outcome.PASS]
    assert sum(found.evidence) == len(answers)


def test_what_is_overdue_is_said_so():
    drawn = Text(width=120).render(None, describe(report(), "at"))
    assert "OVERDUE since 2026-05-20 (12 days)" in drawn
    assert "by 2026-06-01." in drawn  # due today is not late


def test_a_line_is_named_once():
    found = report()
    p1 = result("P1", found)
    doubled = p1.answers[0]._replace(sources=p1.answers[0].sources * 3)
    p1 = p1._replace(answers=(doubled,))
    found = found._replace(results=(p1,))
    place = str(doubled.sources[0])
    for document in (describe(found, ""), describe_check(found, p1, (), ""), describe_rows(found, "")):
        assert Text(width=400).render(None, document).count(place) == 1


def test_people_are_in_the_order_of_their_ids():
    base = testing.read(SHOW).base
    check = next(item for item in configure(base.settings).checks if item.code == "P6")
    case = Situation(base, base.events["show"], testing.at("2026-06-01"))
    far, near = Distance(40, 12, "hours", at_least=False), Distance(13, 12, "hours", at_least=False)
    found = (
        check.say(case, "bob").answer(Outcome.FAIL, "v", distance=far),
        check.say(case, "ann").answer(Outcome.FAIL, "v", distance=near),
    )
    assert [answer.subject for answer in by_consequence(case, check, found)] == ["ann", "bob"]
