"""The lists of a handover: where somebody's hours go to a second operator, and leave something else with nobody."""

from datetime import date
from functools import cache

import pytest

from kb import testing
from kb.analyses.handover.propose import propose
from kb.analyses.handover.question import question
from kb.documents import handover, handover_short
from kb.model.moment import noon
from kb.model.scenario import whom
from kb.render.text import Text

AT = noon(date(2026, 11, 21))
STEPS = "\n---\n\n## Steps\n\n### s1 · One\n\n- do: it\n- expect: it is done\n"
FILES = {
    "architecture/a.yml": """systems:
  store: {owner: shop, tier: 0}
  back: {owner: platform, tier: 1}
services:
  web: {system: store, needs: [checkout-api]}
  checkout-api: {system: store, needs: [payments, orders-db]}
  payments: {system: store, needs: [orders-db]}
datastores:
  orders-db: {system: back, needs: []}
""",
    "ownership/a.yml": """teams: {shop: {}, platform: {}}
people: {ann: {team: shop, until: 2026-12-31}, bob: {team: shop}, dan: {team: platform}}
knowledge:
  web: {ann: operate, bob: operate}
  checkout-api: {ann: operate, bob: assist}
  payments: {ann: operate}
  orders-db: {dan: {level: operate, by: drill, last: 2026-09-01, ref: notes 7}}
""",
    "runbooks/checkout-slow.md": f"---\nid: checkout-slow\nkind: diagnosis\ncomponents: [checkout-api]{STEPS}",
}


@cache
def made(hours=None):
    base = testing.read(FILES).base
    return propose(question(base, AT, (whom(base, "ann"),), None)._replace(hours=hours))


def words(words_of, report):
    return " ".join(Text(width=80).render(report, words_of.describe(report, "At 2026-11-21")).split())


@pytest.mark.parametrize("form", [handover, handover_short])
def test_what_is_left_with_nobody_is_set_against_what_gets_a_second_operator_above_the_list(form):
    report = made()
    said = words(form, report)
    sentence = (
        "payments is left with nobody, while checkout-api comes to a second operator: no schedule until 2026-12-24 takes away more "
        "risk. kb plan keeps no days free after that, so it may teach otherwise. What would help payments first: give ann 8 h a week "
        "for it (--hours 8)."
    )
    assert said.index(sentence) < said.index("- payments (tier 0) lacks 2")


@pytest.mark.parametrize("form", [handover, handover_short])
def test_nothing_is_set_against_anything_once_the_remedy_is_taken(form):
    report = made(hours=8)
    assert next(item.planned for item in report.components if item.component == "payments") > 0
    assert "left with nobody" not in words(form, report)


def test_a_schedule_that_is_not_proved_to_be_best_is_not_said_to_be():
    report = made()
    proof = report.plan.proof
    loose = report._replace(plan=report.plan._replace(proof=proof._replace(gain_bound=proof.gain + 60)))
    assert "no schedule found until 2026-12-24 takes away more risk" in words(handover, loose)
