"""Who alone can teach what stays open, and stops before the last day: that day is the last chance to learn it from them."""

from datetime import date
from typing import Final

from kb.analyses.plan.cost import budgets
from kb.analyses.plan.gather import Gathered
from kb.analyses.plan.ladder import own_steps, run_steps, writing
from kb.analyses.plan.need import Need, Problem
from kb.analyses.plan.solve import Solution
from kb.analyses.plan.weeks import last_day
from kb.model.base import Base

_NAMED: Final = 3


def last_chance(base: Base, gathered: Gathered, solution: Solution, need: Need) -> str | None:
    """Say until when what is needed can be taught, if all who can teach it stop before the last day; None if somebody stays."""
    problem = gathered.problem
    teachers = sorted({name for item in need.candidates for name in item.teachers})
    days = {name: last_day(base.people[name], problem.settings) for name in teachers}
    known: list[date] = [day for day in days.values() if day is not None]
    if not problem.weeks or not teachers or len(known) < len(teachers) or max(known) >= problem.weeks[-1].last:
        return None
    fits = sum(budgets(problem).teach[name] for name in teachers)
    spent = sum(session.hours for session in solution.sessions if session.teacher in days)
    session = min(problem.settings.session, problem.settings.learner_hours, problem.settings.mentor_hours)
    week = problem.settings.mentor_hours // session * session
    who = ", ".join(teachers) if len(teachers) <= _NAMED else f"{len(teachers)} people"
    alone = f"only {who} can teach it, until {max(known)}"
    hours = f"{week} h a week" + ("" if len(teachers) == 1 else " each")
    if week < problem.settings.mentor_hours:
        hours += f" in sessions of {session} h ([plan] mentor_hours is {problem.settings.mentor_hours})"
    takes = _takes(problem, need, written=any(item.runbook == need.runbook for item in solution.sessions))
    return (
        f"{alone}, {hours}; of the {fits} h that fit until then this plan uses {spent}, and one learner takes {takes}"
    )


def _takes(problem: Problem, need: Need, *, written: bool) -> int:
    """Return the hours of a mentor that the learner who needs fewest takes, the runbook written with them where it is missing."""
    settings = problem.settings
    first = () if written else writing(need, settings)
    return min(
        sum(
            step.hours
            for step in (*first, *own_steps(need, item, settings), *run_steps(need, item, settings))
            if step.mentored
        )
        for item in need.candidates
    )
