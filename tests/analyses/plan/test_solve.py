"""Plans: the cheapest first, limits kept, one run for several components, gaps stated."""

import random
from datetime import date, timedelta

import pytest

from kb.analyses.plan.need import Candidate, Hours, Need, Problem, Week
from kb.analyses.plan.solve import solve
from kb.model.settings import PlanSettings
from kb.model.words import Level
from tests.analyses.plan.promises import faults, out_of_order

DRILLED = "{level: operate, by: drill, last: 2026-05-01, ref: notes 7}"


def said(solution):
    return [(item.week, item.move, item.learner, item.teacher) for item in solution.sessions]


def test_a_claim_is_proved_before_anybody_new_learns(make, planned):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{team: till}}, bob: {{team: till}}, cid: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: operate}}}}"
    )
    gathered, solution = planned(base)
    assert said(solution) == [(0, "drill", "bob", None)]
    assert solution.proof.proved
    assert faults(base, gathered.problem, solution) == ()


def test_who_assists_is_nearer_than_who_is_aware_than_who_knows_nothing(make, planned):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{}}, bob: {{}}, cid: {{}}, dot: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}, bob: aware, cid: assist}}}}"
    )
    _, solution = planned(base)
    assert said(solution) == [(0, "guided-run", "cid", "ann"), (0, "drill", "cid", None)]
    _, solution = planned(base, targets={"pay": 3})
    assert [pair.candidate.person for pair in solution.pairs] == ["bob", "cid"]
    _, solution = planned(base, by=date(2026, 7, 26), targets={"pay": 4})
    assert [pair.candidate.person for pair in solution.pairs] == ["bob", "cid", "dot"]


def test_a_whole_ladder_keeps_the_limits_of_a_week(make, planned):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{}}, bob: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}"
    )
    gathered, solution = planned(base)
    assert said(solution) == [
        (0, "read", "bob", None),
        (0, "pairing", "bob", "ann"),
        (1, "pairing", "bob", "ann"),  # a mentor has six hours a week: one session of four
        (2, "guided-run", "bob", "ann"),
        (2, "drill", "bob", None),
    ]
    assert faults(base, gathered.problem, solution) == ()


def test_one_drill_proves_all_components_of_its_runbook(make, planned):
    base = make(
        "people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}, ship: {ann: operate, bob: operate}}",
        architecture="services: {pay: {tier: 0}, ship: {tier: 0}}",
        runbooks=("fix: [pay, ship]",),
    )
    _, solution = planned(base, targets={"pay": 2, "ship": 2})
    assert len(solution.pairs) == 4
    assert [(item.learner, item.components) for item in solution.sessions] == [
        ("ann", ("pay", "ship")),
        ("bob", ("pay", "ship")),
    ]
    assert solution.proof.proved


def test_a_missing_runbook_is_written_once_and_before_it_is_run(make, planned):
    base = make("people: {ann: {}, bob: {}}\nknowledge: {pay: {ann: operate, bob: operate}}", runbooks=())
    gathered, solution = planned(base)
    assert [item.move for item in solution.sessions].count("write-up") == 1
    assert solution.sessions[0].move == "write-up"
    assert faults(base, gathered.problem, solution) == ()


def test_nobody_left_means_rediscovery_with_the_vendor(make, planned):
    base = make(
        "teams: {till: {}}\npeople: {ann: {team: till}}\nknowledge: {pay: none}",
        architecture="services: {pay: {tier: 0, owner: till, runs_on: [aws]}}\nvendors: {aws: {}}",
    )
    gathered, solution = planned(base, targets={"pay": 1})
    assert gathered.problem.needs[0].vendors == ("aws",)
    assert [item.move for item in solution.sessions] == ["read", *["rediscovery"] * 4, "guided-run", "drill"]
    assert all(item.teacher is None for item in solution.sessions)


def test_a_leaver_teaches_before_the_last_five_working_days(make, planned):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{until: 2026-06-26}}, bob: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}"
    )
    gathered, solution = planned(base, targets={"pay": 1})
    assert [item.week for item in solution.sessions if item.teacher == "ann"] == [0, 1, 2]
    assert faults(base, gathered.problem, solution) == ()
    earlier = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{until: 2026-06-19}}, bob: {{team: till}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}"
    )
    assert planned(earlier, targets={"pay": 1})[1].pairs == ()  # two weeks are too few for three sessions


def test_one_mentor_cannot_teach_everybody_at_once_and_that_is_proved(make, planned):
    names = [f"c{number}" for number in range(4)]
    base = make(
        "teams: {till: {}}\npeople: {ann: {}, "
        + ", ".join(f"p{number}: {{team: till}}" for number in range(4))
        + "}\nknowledge: {"
        + ", ".join(f"{name}: {{ann: {DRILLED}}}" for name in names)
        + "}",
        architecture="services: {" + ", ".join(f"{name}: {{tier: 0, owner: till}}" for name in names) + "}",
        runbooks=tuple(f"r-{name}: [{name}]" for name in names),
    )
    gathered, solution = planned(base, by=date(2026, 6, 28), targets=dict.fromkeys(names, 2))
    assert len(solution.pairs) == 1  # four mentor's sessions in four weeks, three a learner
    assert solution.proof.gain == solution.proof.gain_bound
    _, solution = planned(base, by=date(2026, 7, 12), targets=dict.fromkeys(names, 2))
    assert len(solution.pairs) == 2
    assert faults(base, gathered.problem, planned(base, targets=dict.fromkeys(names, 2))[1]) == ()


def test_the_first_operator_of_one_comes_before_the_second_of_another(make, planned):
    base = make(
        f"people: {{ann: {{}}}}\nknowledge: {{pay: {{ann: operate}}, ship: {{ann: operate, bob: {DRILLED}}}}}\n".replace(
            "{ann: {}}", "{ann: {}, bob: {}}"
        ),
        architecture="services: {pay: {tier: 0}, ship: {tier: 0}}",
        runbooks=("fix: [pay]", "sail: [ship]"),
    )
    _, solution = planned(base, by=date(2026, 6, 3), targets={"pay": 1, "ship": 2})  # three days: one session
    assert [item.runbook for item in solution.sessions] == ["fix"]
    assert solution.proof.proved


def test_claims_first_then_what_others_stand_on(make, planned):
    base = make(
        f"teams: {{till: {{}}}}\npeople: {{ann: {{team: till}}, bob: {{}}}}\n"
        f"knowledge: {{disk: {{bob: {DRILLED}, ann: aware}}, ledger: {{bob: {DRILLED}, ann: aware}}, pay: {{bob: {DRILLED}, ann: operate}}}}",
        architecture="services: {pay: {tier: 0, needs: [ledger]}, ledger: {tier: 0, needs: [disk]}, disk: {tier: 0}}",
        runbooks=("a: [pay]", "b: [ledger]", "c: [disk]"),
    )
    gathered, solution = planned(base, by=date(2026, 8, 30), targets={"pay": 2, "ledger": 2, "disk": 2})
    assert list(dict.fromkeys(item.components[0] for item in solution.sessions)) == ["pay", "disk", "ledger"]
    assert out_of_order(gathered.problem, solution) == ()
    assert solution.proof.proved


def test_plans_do_not_depend_on_the_order_of_anything(make, planned):
    people = ["ann: {team: till}", "bob: {team: till}", "cid: {}"]
    known = [f"ann: {DRILLED}", "cid: aware"]
    one, other = (
        make(
            "teams: {till: {}}\npeople: {"
            + ", ".join(list(order(people)))
            + "}\nknowledge: {pay: {"
            + ", ".join(list(order(known)))
            + "}}"
        )
        for order in (iter, reversed)
    )
    assert said(planned(one)[1]) == said(planned(other)[1])


def test_nothing_to_do_is_proved(make, planned):
    base = make(f"people: {{ann: {{}}}}\nknowledge: {{pay: {{ann: {DRILLED}}}}}")
    _, solution = planned(base, targets={"pay": 1})
    assert (solution.sessions, solution.proof.proved) == ((), True)


def test_plans_are_the_best_there_are(brute_force):
    rng = random.Random(11)
    for _ in range(300):
        problem = brute_force.instance(rng)
        solution = solve(problem)
        assert brute_force.faults(solution, brute_force.best(problem)) == []
        assert solution.proof.proved  # so small a problem is searched through


def middle(rng):
    """Draw a problem of twelve components, eight learners and three mentors: too large to be searched through."""
    people, mentors = [f"p{number}" for number in range(8)], [f"m{number}" for number in range(3)]
    weeks = tuple(
        Week(date(2026, 6, 1) + timedelta(weeks=number), date(2026, 6, 7) + timedelta(weeks=number))
        for number in range(7)
    )
    hours = {name: Hours((8,) * 7, (6,) * 7) for name in people + mentors}
    needs = []
    for number in range(12):
        levels = {
            name: rng.choice((None, None, Level.AWARE, Level.ASSIST, Level.OPERATE)) for name in rng.sample(people, 4)
        }
        teachers = tuple(sorted(rng.sample(mentors, rng.randint(1, 2))))
        candidates = tuple(Candidate(name, levels[name], rng.randint(0, 3), (), teachers) for name in sorted(levels))
        weight, held, missing = rng.choice((1, 2, 4, 8)), rng.randint(0, 1), rng.randint(1, 2)
        book, written = rng.choice((f"r{number}", "shared", f"r{number}")), rng.random() < 0.7
        needs.append(
            Need(f"c{number:02}", 1, weight, held, missing, candidates, True, book, written or book == "shared")
        )
    return Problem(weeks, tuple(needs), hours, PlanSettings())


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(4))
def test_a_week_more_never_takes_less_risk_away_where_not_all_can_be_tried(seed):
    problem, before = middle(random.Random(seed)), 0
    for count in range(1, len(problem.weeks) + 1):
        hours = {name: Hours(item.learn[:count], item.teach[:count]) for name, item in problem.hours.items()}
        solution = solve(problem._replace(weeks=problem.weeks[:count], hours=hours))
        assert before <= solution.proof.gain <= solution.proof.gain_bound
        before = solution.proof.gain
    assert before > 0


def test_a_plan_ends_where_nobody_could_follow_it_and_keeps_its_limits(make, planned, monkeypatch):
    steps = 1000  # each a session of an hour
    monkeypatch.setattr("kb.analyses.plan.solve.SESSIONS", 2 * steps)
    base = make(
        "people: {ann: {}, bob: {}, cid: {}}\nknowledge: {pay: {ann: operate, bob: operate, cid: operate}}",
        toml=f"[plan]\nsession = 1\ndrill = {steps}\nlearner_hours = 1000\n",
    )
    gathered, solution = planned(base, targets={"pay": 3})
    assert len(solution.pairs) == 2
    assert len(solution.sessions) == 2 * steps
    assert solution.proof.gain < solution.proof.gain_bound
    assert faults(base, gathered.problem, solution) == ()


def test_what_improves_a_plan_ends_after_so_many_looks(brute_force, monkeypatch):
    rng = random.Random(11)
    problems = [brute_force.instance(rng) for _ in range(60)]
    freely = [solve(problem) for problem in problems]
    monkeypatch.setattr("kb.analyses.plan.solve.LOOKS", 0)
    monkeypatch.setattr("kb.analyses.plan.solve.EXCHANGED", 0)
    for problem, best in zip(problems, freely, strict=True):
        held = solve(problem)
        assert held.proof.gain <= best.proof.gain
        assert held.proof.gain_bound >= best.proof.gain
        assert held.work <= best.work


def test_who_waits_for_a_runbook_somebody_else_writes_comes_after_it_in_the_week(brute_force):
    rng, seen = random.Random(14), 0
    for _ in range(400):
        written = {}
        sessions = solve(brute_force.instance(rng)).sessions
        for place, item in enumerate(sessions):
            if item.move == "write-up":
                written[item.runbook] = place
        for place, item in enumerate(sessions):
            if item.move in ("guided-run", "drill") and item.runbook in written:
                seen += item.learner != sessions[written[item.runbook]].learner
                assert place > written[item.runbook]
    assert seen
