"""Of schedules that take away as much risk, the one after which least stands on nobody."""

from datetime import date

import pytest

from kb.analyses.handover.choose import chosen
from kb.analyses.handover.scope import Scope
from kb.analyses.handover.sessions import gathered
from kb.analyses.plan.solve import Proof, solve
from tests.analyses.plan.promises import faults

ARCHITECTURE = """services:
  aside: {tier: 0, owner: till, uses: [near]}
  deep: {tier: 0, owner: till}
  near: {tier: 3, owner: other}
  top: {tier: 3, owner: other, needs: [deep]}
"""
PEOPLE = """
teams: {till: {}, other: {}}
people: {ann: {team: till}, bob: {team: till}}
knowledge: {aside: {ann: operate}, deep: {ann: operate}, near: {bob: assist}, top: {}}
"""


@pytest.fixture
def problem(make, ask):
    """Return the problem of a handover, and what stands on each component."""

    def found(by, **more):
        case = ask(make(PEOPLE, ARCHITECTURE, ("fix: [aside]", "mend: [deep]")), by=by, **more)
        scope = Scope(case)
        order = {name: number for number, name in enumerate(scope.order())}
        return case, gathered(case, dict.fromkeys(order, case.target), order).problem, scope.blast()

    return found


def test_where_hours_reach_for_one_of_two_alike_it_is_that_on_which_more_stands(problem):
    case, asked, blast = problem(date(2026, 6, 26), target=1)
    found = chosen(asked, blast)
    assert [pair.need.component for pair in found.pairs] == ["deep"]
    assert faults(case.base, asked, found) == ()
    plain = solve(asked)
    assert [pair.need.component for pair in plain.pairs] == ["aside"]  # it is nearer, and by tier they are alike
    assert found.proof.gain == plain.proof.gain


def test_where_all_fit_it_is_the_plan_as_it_is(problem):
    _, asked, blast = problem(date(2026, 8, 28), target=1)
    assert chosen(asked, blast) == solve(asked)


def test_nothing_to_hand_over_is_nothing_to_choose(problem):
    _, asked, blast = problem(date(2026, 8, 28), target=1)
    empty = asked._replace(needs=())
    assert chosen(empty, blast).proof == Proof(0, 0, 0, 0, proved=True)


def test_the_bound_is_that_of_the_question_as_it_is(problem):
    _, asked, blast = problem(date(2026, 7, 3))
    plain, found = solve(asked), chosen(asked, blast)
    assert found.proof.gain_bound == plain.proof.gain_bound
    assert found.proof.gain >= plain.proof.gain
    assert {pair.need for pair in found.pairs} <= set(asked.needs)
