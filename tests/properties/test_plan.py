"""What must hold of a plan however an organisation looks."""

import importlib.util
import random
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.analyses.coverage import Coverage
from kb.analyses.plan.carry_out import carried_out, end
from kb.analyses.plan.gather import Asked, gather
from kb.analyses.plan.need import Candidate, Hours, Problem
from kb.analyses.plan.propose import report
from kb.analyses.plan.remainder import tried
from kb.analyses.plan.solve import solve
from kb.model.base import Base
from kb.model.moment import Interval, noon
from kb.model.people import Knows, Person, Team
from kb.model.provenance import NO_ABOUT, NO_PROVENANCE
from kb.model.runbook import Run, Runbook, Step
from kb.model.source import Source
from kb.model.words import Evidence, Level, PersonKind
from tests.analyses.plan.promises import faults
from tests.properties.test_risk import HERE, organisations

_SPEC = importlib.util.spec_from_file_location(
    "plan_brute_force", Path(__file__).parents[2] / "benchmarks" / "plan_brute_force.py"
)
brute_force = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(brute_force)

MONDAY = date(2026, 6, 1)
ZONES = (None, "Europe/Berlin", "America/New_York", "Asia/Tokyo")
days = st.integers(-20, 150).map(lambda number: MONDAY + timedelta(days=number))
evidence = st.tuples(st.sampled_from((Evidence.CLAIMED, Evidence.DRILL)), st.none() | st.integers(-250, 5))


def runbook(name: str, components: tuple[str, ...]) -> Runbook:
    step = Step("s1", "One", ("it",), "done", (), None, 1, False, "1", HERE)
    fields = dict.fromkeys(Runbook._fields) | {
        "id": name,
        "kind": "diagnosis",
        "components": components,
        "sections": (),
    }
    fields |= {"steps": (step,), "steps_hash": "1", "about": NO_ABOUT, "provenance": NO_PROVENANCE, "source": HERE}
    return Runbook(**fields)


@st.composite
def staffed(draw: st.DrawFn) -> Base:
    """Organisations with teams, zones, absences, arrivals, departures, externals, proof of any age, and runbooks."""
    base = draw(organisations())
    absences = st.lists(st.tuples(days, st.integers(0, 20)), max_size=2)
    people = {
        name: item._replace(
            team=draw(st.sampled_from((None, "t0", "t1"))),
            kind=draw(st.sampled_from((PersonKind.EMPLOYEE, PersonKind.EMPLOYEE, PersonKind.EXTERNAL))),
            timezone=draw(st.sampled_from(ZONES)),
            from_=draw(st.none() | days),
            until=draw(st.none() | days.map(lambda day: day + timedelta(days=30))),
            away=tuple(Interval(day, day + timedelta(days=length)) for day, length in draw(absences)),
        )
        for name, item in base.people.items()
    }
    knowledge = {}
    for name, known in base.knowledge.items():
        knowledge[name] = {}
        for who, knows in known.items():
            by, age = draw(evidence)
            last = None if age is None else MONDAY + timedelta(days=age)
            knowledge[name][who] = Knows(name, who, knows.level, by, last, "notes 7", NO_PROVENANCE, HERE)
    names = sorted(base.components)
    about = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    books = [runbook(f"r{number}", draw(about)) for number in range(draw(st.integers(0, 3)))]
    components = {
        name: item._replace(owner=draw(st.sampled_from((None, "t0", "t1")))) for name, item in base.components.items()
    }
    return Base(
        components=components,
        people=people,
        knowledge=knowledge,
        teams={name: Team(name, *[None] * 5, NO_ABOUT, NO_PROVENANCE, HERE) for name in ("t0", "t1")},
        runbooks={item.id: item for item in books},
    )


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    base = draw(staffed())
    by = MONDAY + timedelta(days=draw(st.integers(0, 45)))
    targets = dict.fromkeys(base.components, draw(st.integers(1, 3)))
    return Asked(base, noon(MONDAY), by, targets, claimed=draw(st.booleans()))


@given(questions())
@settings(max_examples=100, deadline=None)
def test_nobody_is_planned_beyond_limits_leave_or_departure_and_what_is_planned_is_reached(asked: Asked) -> None:
    gathered = gather(asked)
    solution = solve(gathered.problem)
    assert faults(asked.base, gathered.problem, solution) == ()
    plan = report(asked, gathered, solution, "all")
    coverage = Coverage(carried_out(gathered.known, plan), end(plan))
    for need in plan.needs:
        cover = coverage.cover(need.component)
        assert (cover.coverage if asked.claimed else cover.proven) == need.counted >= need.held + need.added
    scope = {item.component for item in plan.open if item.hours or item.short} | set(gathered.reached)
    scope |= {need.component for need in plan.needs if need.short == 0}
    assert scope == set(asked.targets)  # reached or said to be open: nothing is lost


def applied(asked: Asked, said: str) -> Asked:
    """Do what an option says, read from its words alone."""
    base = asked.base
    for part in said.split(" and "):
        words = part.split()
        if words[0] in ("raise", "lower"):
            plan = base.settings.plan._replace(**{words[2]: int(words[4])})
            base = base._replace(settings=base.settings._replace(plan=plan))
        elif words[0] == "move":
            by = date.fromisoformat(words[5])
            asked = asked._replace(by=by)
        elif words[0] == "rediscover":
            asked = asked._replace(rediscover=frozenset({words[1]}))
        elif words[0] == "add":
            new = {f"zz{number}": newcomer(f"zz{number}", words[-1]) for number in range(int(words[1]))}
            base = base._replace(people={**base.people, **new})
        else:
            assert words[:1] == ["name"]
            new = {f"zz{number}": newcomer(f"zz{number}", None) for number in range(int(words[1]))}
            aware = {
                name: Knows(words[-1], name, Level.AWARE, Evidence.CLAIMED, None, None, NO_PROVENANCE, HERE)
                for name in new
            }
            known = {**base.knowledge, words[-1]: {**base.knowledge[words[-1]], **aware}}
            base = base._replace(people={**base.people, **new}, knowledge=known)
    return asked._replace(base=base)


def newcomer(name: str, team: str | None) -> Person:
    fields = dict.fromkeys(Person._fields) | {"id": name, "team": team, "kind": PersonKind.EMPLOYEE}
    return Person(**fields | {"about": NO_ABOUT, "provenance": NO_PROVENANCE, "source": HERE})


@given(questions())
@settings(max_examples=30, deadline=None)
def test_every_change_that_is_named_reaches_what_it_says(asked: Asked) -> None:
    gathered = gather(asked)
    solution = solve(gathered.problem)
    before = {need.component: need.short for need in report(asked, gathered, solution, "all").needs}
    for item in tried(asked, gathered, solution, report(asked, gathered, solution, "all").open):
        for option in item.options:
            said, told, left = option.partition(" (then it lacks ")
            if not told:
                assert option == "waive it" or option.startswith(("book ", "ask "))
                continue
            then = applied(asked, said)
            again = gather(then)
            short = {need.component: need.short for need in report(then, again, solve(again.problem), "all").needs}
            assert short.get(item.component, 0) == (0 if left == "none)" else int(left[:-1])) < item.short
            assert all(number <= before.get(name, 0) for name, number in short.items())


@given(questions())
@settings(max_examples=50, deadline=None)
def test_the_same_question_gets_the_same_plan_whatever_the_order(asked: Asked) -> None:
    base = asked.base
    turned = base._replace(
        people=dict(reversed(base.people.items())),
        knowledge={name: dict(reversed(known.items())) for name, known in reversed(base.knowledge.items())},
        runbooks=dict(reversed(base.runbooks.items())),
    )
    one, other = (solve(gather(asked._replace(base=item)).problem) for item in (base, turned))
    assert one == other


def drawn(seed: int) -> Problem:
    return brute_force.instance(random.Random(seed))


@given(st.integers(0, 10**9))
@settings(max_examples=150, deadline=None)
def test_a_plan_is_what_trying_everything_finds(seed: int) -> None:
    problem = drawn(seed)
    assert brute_force.faults(solve(problem), brute_force.best(problem)) == []


@given(st.integers(0, 10**9))
@settings(max_examples=80, deadline=None)
def test_a_week_more_never_takes_less_risk_away(seed: int) -> None:
    problem = drawn(seed)
    last = problem.weeks[-1]
    week = type(last)(last.first + timedelta(weeks=1), last.last + timedelta(weeks=1))
    longer = problem._replace(
        weeks=(*problem.weeks, week),
        hours={name: Hours((*item.learn, 8), (*item.teach, 6)) for name, item in problem.hours.items()},
    )
    assert solve(longer).proof.gain >= solve(problem).proof.gain


@given(st.integers(0, 10**9), st.sampled_from((None, *Level)))
@settings(max_examples=80, deadline=None)
def test_a_person_more_never_takes_less_risk_away(seed: int, level: Level | None) -> None:
    problem = drawn(seed)
    weeks = len(problem.weeks)
    needs = tuple(
        need._replace(
            candidates=(
                *need.candidates,
                Candidate("zoe", level, 2, (), need.candidates[0].teachers if need.candidates else ()),
            )
        )
        if need.candidates
        else need
        for need in problem.needs
    )
    more = problem._replace(needs=needs, hours={**problem.hours, "zoe": Hours((8,) * weeks, (6,) * weeks)})
    assert solve(more).proof.gain >= solve(problem).proof.gain


def test_runs_dated_after_the_beginning_are_not_known() -> None:
    base = Base(
        components=organised().components,
        people=organised().people,
        knowledge=organised().knowledge,
        runbooks={"r": runbook("r", ("c",))},
        runs=(
            Run(
                "r", "1", Evidence.DRILL, "ann", None, None, noon(date(2026, 6, 9)), "none", None, "pass", None,
                NO_PROVENANCE, Source("log", 1, 1),
            ),
        ),
    )  # fmt: skip
    asked = Asked(base, noon(MONDAY), date(2026, 6, 28), {"c": 1})
    assert [need.held for need in gather(asked).problem.needs] == [0]
    assert gather(asked._replace(at=noon(date(2026, 6, 10)))).reached == ("c",)


def organised() -> Base:
    from tests.properties.test_risk import organisation  # noqa: PLC0415

    return organisation({"c": []}, {"c": {"ann": Level.AWARE}}, {})
