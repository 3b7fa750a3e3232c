"""What must hold of a handover however an organisation looks."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.coverage import Coverage
from kb.analyses.handover.choose import chosen
from kb.analyses.handover.propose import propose
from kb.analyses.handover.question import Question, question
from kb.analyses.handover.scope import Scope
from kb.analyses.handover.sessions import asked, gathered
from kb.analyses.plan.carry_out import carried_out
from kb.analyses.plan.solve import solve
from kb.analyses.risk.whatif import Comparison
from kb.errors import UsageError
from kb.model.base import Base
from kb.model.moment import noon
from kb.model.scenario import Scenario, Whom
from kb.model.words import PersonKind
from tests.analyses.plan.promises import faults
from tests.properties.test_plan import MONDAY, runbook, staffed
from tests.properties.test_risk import person


@st.composite
def easier(draw: st.DrawFn) -> Base:
    """Organisations in which much can be handed over: most people are there, of one team and one zone, and most runbooks exist."""
    base = draw(staffed())
    mostly = st.integers(0, 3).map(bool)
    people = {
        name: item._replace(team="t0", kind=PersonKind.EMPLOYEE, timezone=None, from_=None, until=None, away=())
        if draw(mostly)
        else item
        for name, item in base.people.items()
    }
    names = sorted({"p7", "p8", *people})
    people |= {name: person(name)._replace(team="t0") for name in names if name not in people}
    components = {name: item._replace(owner="t0") for name, item in base.components.items()}
    books = {f"r-{name}": runbook(f"r-{name}", (name,)) for name in components if draw(mostly)}
    return base._replace(people=people, components=components, runbooks={**base.runbooks, **books})


@st.composite
def questions(draw: st.DrawFn) -> Question:
    base = draw(easier())
    holders = sorted({name for known in base.knowledge.values() for name in known} or base.people)
    names = draw(st.lists(st.sampled_from(holders), min_size=1, max_size=3, unique=True))
    terms = tuple(Whom("person", name) for name in sorted(names))
    by = MONDAY + timedelta(days=draw(st.integers(0, 60) | st.integers(28, 70)))
    try:
        return question(base, noon(MONDAY), terms, by, draw(st.none() | st.integers(1, 3)), claimed=draw(st.booleans()))
    except (UsageError, KeyError):  # nobody named is there
        return draw(st.nothing())


def working_days(first, last):
    return sum((first + timedelta(days=day)).weekday() < 5 for day in range((last - first).days + 1))


@given(questions())
@settings(max_examples=80, deadline=None)
def test_nothing_is_planned_in_the_reserved_days_and_all_that_falls_is_in_the_schedule_or_said_to_be_left(
    case: Question,
) -> None:
    report = propose(case)
    givers = {giver.person: giver for giver in report.givers}
    last = max(giver.last for giver in report.givers)
    for session in report.plan.sessions:
        assert session.learner not in givers
        assert working_days(session.last + timedelta(days=1), last) >= 5
        if session.teacher in givers:
            assert working_days(givers[session.teacher].sessions + timedelta(days=1), givers[session.teacher].last) == 5
            assert session.first <= givers[session.teacher].sessions
    learned = {name for item in report.plan.items for name in item.components}
    left = {item.component for item in report.plan.open}
    after = Coverage(case.stay, case.end, case.gone)
    for handed in report.components:
        assert handed.component in learned | left
        held = handed.after if case.claimed else handed.proven_after
        assert held + handed.planned >= handed.target or handed.component in left
    for name in {name for name, known in case.base.knowledge.items() if not case.gone.isdisjoint(known)}:
        fell = Coverage(case.stay, case.end).cover(name).coverage > 0 == after.cover(name).coverage
        assert not fell or name in learned | left


@given(questions())
@settings(max_examples=40, deadline=None)
def test_carried_out_and_without_them_risk_shows_the_promised_coverage(case: Question) -> None:
    report = propose(case)
    base = carried_out(case.stay, report.plan)
    scenario = Scenario("", None, None, tuple(Whom("person", giver.person) for giver in report.givers), None)
    rows = {row.component: row for row in Comparison(base, case.end, scenario).report("all")[1].rows}
    for handed in report.components:
        row = rows[handed.component]
        assert (row.coverage if case.claimed else row.proven) == handed.counted
        held = handed.after if case.claimed else handed.proven_after
        assert handed.counted >= held + handed.planned


@given(questions())
@settings(max_examples=40, deadline=None)
def test_the_schedule_keeps_every_limit_and_learns_the_foundation_first(case: Question) -> None:
    scope = Scope(case)
    order = {name: number for number, name in enumerate(scope.order())}
    targets = {fall.component: case.target for fall in scope.falls}
    if case.sessions < MONDAY or not targets:
        return
    found = gathered(case, targets, order)
    made = chosen(found.problem, scope.blast())
    assert faults(case.base, found.problem, made) == ()
    assert solve(found.problem).proof.gain <= made.proof.gain <= made.proof.gain_bound
    assert [need.component for need in found.problem.needs] == list(order)
    assert asked(case, targets).gone == case.gone
    closures = {name: set(scope.graph.closure(name)) for name in order}
    for name, place in order.items():
        for below in closures[name] & order.keys() - {name}:
            assert order[below] < place or name in closures[below]


@given(questions())
@settings(max_examples=20, deadline=None)
def test_the_same_question_gets_the_same_answer_whatever_the_order(case: Question) -> None:
    def turned(base):
        return base._replace(
            people=dict(reversed(base.people.items())),
            knowledge={name: dict(reversed(known.items())) for name, known in reversed(base.knowledge.items())},
            runbooks=dict(reversed(base.runbooks.items())),
        )

    assert propose(case) == propose(case._replace(base=turned(case.base), stay=turned(case.stay)))
