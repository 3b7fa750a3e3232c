"""A plan and a handover in short: two weeks, what stays open in a line, counts of the rest, and where all of it is."""

from datetime import date, timedelta

import pytest

from kb.analyses.handover.propose import propose
from kb.analyses.handover.question import question
from kb.analyses.plan.propose import propose as planned
from kb.analyses.plan.scope import Scope
from kb.documents import handover_short, plan, plan_short
from kb.model.moment import noon
from kb.model.scenario import whom
from kb.render.text import Text
from kb.testing import base

AT = noon(date(2026, 6, 1))
PEOPLE = "; ann in crew; bob in crew; cy in crew; first covers c00; first pages ann, bob"


def crew(size):
    """Return a team of three, of whom one operates so many components."""
    return (
        "; ".join(f"ann operates c{number:02}; c{number:02} tier 1; c{number:02} owner crew" for number in range(size))
        + PEOPLE
    )


def words(document):
    text = Text(width=80).render(None, document)
    assert max(map(len, text.splitlines())) <= 80
    return " ".join(text.split())


@pytest.fixture(scope="module")
def made():
    return planned(base(crew(9)), AT, Scope(by=date(2026, 6, 28)))


def test_it_shows_two_weeks_and_counts_the_sessions_of_the_others(made):
    said = words(plan_short.describe(made, "At 2026-06-01"))
    weeks = list(dict.fromkeys(item.first for item in made.sessions))
    later = [item for item in made.sessions if item.first not in weeks[:2]]
    assert later
    assert "Week 1:" in said
    assert "Week 2:" in said
    assert "Week 3:" not in said
    assert f"{len(later)} more sessions in {len(weeks) - 2} weeks." in said
    assert f"{len(made.items)} items in all" in said
    assert said.endswith("--full shows it all.")


def test_what_stays_open_is_a_line_each_and_the_rest_is_counted(made):
    said = words(plan_short.describe(made, "At 2026-06-01"))
    assert f"What stays open ({len(made.open)})" in said
    assert f"and {len(made.open) - 8} more (--full)" in said
    assert made.open[0].options[0] in said
    assert made.open[0].sentence not in said
    assert made.open[0].sentence in words(plan.describe(made, "At 2026-06-01"))


def test_a_plan_with_nothing_to_do_hides_nothing_and_does_not_say_it_does():
    made = planned(base("ann proves pay by drill 2026-05-01; pay tier 0"), AT, Scope(target=1))
    assert not made.items
    assert "--full" not in words(plan_short.describe(made, "At 2026-06-01"))


def test_what_kb_risk_names_first_is_said_before_the_weeks(made):
    named = made._replace(risk_first="kb risk names c00 first: its sessions begin in week 3, because of leave")
    for document in (plan_short.describe(named, "At"), plan.describe(named, "At")):
        said = words(document)
        assert said.index("kb risk names c00 first") < said.index("Week 1:")
    assert "names c00 first" not in words(plan_short.describe(made._replace(risk_first=""), "At"))


@pytest.mark.no_cover
def test_a_handover_in_short_names_who_takes_over_and_counts_duties():
    known = base(crew(20))
    report = propose(question(known, AT, (whom(known, "ann"),), date(2026, 6, 1) + timedelta(weeks=8)))
    said = words(handover_short.describe(report, "At 2026-06-01"))
    assert "What would be lost (20)" in said
    assert "and 8 more (--full)" in said  # twelve of twenty are named with whoever takes them over
    assert "Also possible" not in said
    assert "Week 3:" not in said
    assert f"What cannot be handed over by then ({len(report.plan.open)})" in said
    assert f"Runbooks to write ({len(report.runbooks)}): " in said
    assert "On call (1): first" in said
    assert said.endswith("--full shows it all.")
