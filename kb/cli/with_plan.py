"""The options ``--with-plan`` and ``--by``: the state a plan would lead to, said to be supposed wherever it is shown."""

from typing import TYPE_CHECKING

import click

from kb.cli.options import draw, gathered, refuse
from kb.cli.session import Session
from kb.errors import UsageError
from kb.model.noun import NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from kb.analyses.plan.report import PlanReport
    from kb.analyses.plan.scope import Scope
    from kb.analyses.readiness.report import ReadinessReport
    from kb.analyses.risk.report import RiskReport
    from kb.cli import risk_scope
    from kb.model.base import Base

_DRAWN = ("text", "json", "markdown", "html")


class WithPlan(NamedTuple):
    """What was asked: whether to suppose a plan, and its last day, if one was named."""

    wanted: bool
    by: str | None

    def refuse(self, others: dict[str, bool], format_name: str) -> None:
        """Refuse options that make no sense together.

        ``others`` are options that cannot be combined with a plan, and whether they were given.

        Raises:
            UsageError: naming the first that was given.
        """
        if not self.wanted:
            if self.by is not None:
                raise UsageError("--by is the last day of a plan: it goes with --with-plan")
            return
        refuse(others, "--with-plan supposes a plan: leave {} out")
        if format_name not in _DRAWN:
            raise UsageError(
                f"--with-plan is not drawn as {format_name}, where nobody would see that it is supposed: use text, json or markdown"
            )


with_plan_options = gathered(
    "plan",
    WithPlan,
    with_plan=click.option("--with-plan", is_flag=True, help="The state if the plan of kb plan is carried out."),
    by=click.option("--by", metavar="DATE", help="With --with-plan: last day of the plan (default as in kb plan)."),
)
"""Adds ``--with-plan`` and ``--by``; the command gets them as ``plan``."""


class AfterPlan(NamedTuple):
    """A plan, and the bases it is about. ``now`` is what is known when it begins, ``when`` the instant it is carried out."""

    plan: "PlanReport"
    now: "Base"
    after: "Base"
    when: "datetime"
    line: str


def suppose(session: Session, scope: "Scope", at: str | None) -> AfterPlan:
    """Make a plan, and suppose it is carried out."""
    from kb.analyses.plan.carry_out import carried_out, end
    from kb.analyses.plan.gather import seen
    from kb.cli.plan import made

    plan, line = made(session, scope, at, options=False)
    now = seen(session.base, plan.at)
    opening = f"On {plan.by}, if the plan is carried out. Planned a{line[1:]}"
    return AfterPlan(plan, now, carried_out(now, plan), end(plan), opening)


def risk(
    session: Session,
    at: str | None,
    planned: "Scope",
    scope: "risk_scope.Scope",
    drawn: tuple[str, str | None],
) -> "RiskReport":
    """Draw the risk of a scope as it would be, beside what it is; return the report of what it would be.

    ``at`` is when the plan begins, if that was asked for.
    """
    from kb.analyses.risk.assess import Assessment
    from kb.documents import risk as words
    from kb.documents.plan_after import opened, supposed

    case = suppose(session, planned, at)
    today = Assessment(case.now, case.plan.at)
    name, components = scope.limits(session, today)
    report = Assessment(case.after, case.when).report(f"{name}, {supposed(case.plan)}", components)
    without = Assessment(case.now, case.when).report(name, components)
    counts = (today.report(name, components).totals, without.totals, report.totals)
    draw(report, opened(words.describe(report, case.line), case.plan, counts), *drawn)
    return report


def readiness(session: Session, at: str | None, scope: "Scope", drawn: tuple[str, str | None]) -> "ReadinessReport":
    """Draw the readiness of an event as it would be; return the report."""
    from kb.analyses.readiness.assess import assess
    from kb.documents import readiness as words
    from kb.documents.plan_after import moved, opened, supposed

    case = suppose(session, scope, at)
    event = case.after.events[scope.event or ""]
    start = event.window.start if event.window else None
    when = case.when if start is None else max(case.plan.at, min(case.when, start))
    report = assess(case.after, event, when)
    without = assess(case.now, event, when)
    report = report._replace(title=f"{report.title} ({supposed(case.plan)})")
    document = opened(words.describe(report, case.line), case.plan)
    first, *rest = document.blocks
    draw(report, document._replace(blocks=(first, moved(without, report), *rest)), *drawn)
    return report
