"""kb risk: where one person, or nobody, holds a component."""

from typing import TYPE_CHECKING

import click

from kb.cli import baseline as baselines
from kb.cli.full import Full, answer, full_options, refuse_beside
from kb.cli.options import (
    at_option,
    draw,
    draw_words,
    format_option,
    id_option,
    output_option,
    scenario_option,
    without_option,
)
from kb.cli.risk_scope import CLASSES, Limits, Scope
from kb.cli.session import Session, known, session_command
from kb.cli.with_plan import WithPlan, with_plan_options
from kb.errors import UsageError
from kb.model.asked import At

if TYPE_CHECKING:
    from kb.analyses.risk.assess import Assessment
    from kb.analyses.risk.report import Row

_EPILOG = """\b
Examples:
  kb risk                            the whole knowledge base, worst first
  kb risk --at 2022-10-01            as things stood on another date
  kb risk --component space-room     why one component stands where it stands
  kb risk --system rooms --without p-1,p-2
                                     what changes there if both go
  kb risk --without team:spaces-team
                                     the same for a team, or for employer:acme
  kb risk --component space-room --without p-1
  kb risk --scenario cut.yml         each absence a file describes
  kb risk --full --event weekly-space
                                     set sizes, random loss, structure, ranges
  kb risk --with-plan --by 2023-06-30
                                     if the plan of kb plan were carried out
  kb risk --fail-on single           exit 1 if one person or none holds it
  kb risk --write-baseline           record how every component stands
  kb risk --baseline --fail-on single
                                     exit 1 only where it has become so
"""


@click.command("risk", epilog=_EPILOG)
@at_option
@id_option("component", "components", "Explain one component: every line it rests on.")
@id_option("system", "systems", "Only the components of one system.")
@id_option("team", "teams", "Only the components one team owns.")
@id_option("event", "events", "Only the hard closure of an event's entry.")
@without_option
@scenario_option
@click.option(
    "--fail-under",
    type=click.IntRange(min=1),
    metavar="N",
    help="Exit 1 if a bus factor is, or for all that is known could be, below N.",
)
@click.option(
    "--fail-on", type=click.Choice(CLASSES), help="Exit 1 if a component is of this class or worse, or unknown."
)
@click.option("--baseline", is_flag=True, help="Compare with the baseline; --fail-on judges only what is worse or new.")
@baselines.writing_options
@full_options
@with_plan_options
@format_option("text", "json", "markdown", "csv", "svg")
@output_option
@session_command
def command(
    session: Session,
    at: str | None,
    component: str | None,
    system: str | None,
    team: str | None,
    event: str | None,
    without: tuple[str, ...],
    scenario: str | None,
    fail_under: int | None,
    fail_on: str | None,
    baseline: bool,
    writing: baselines.Writing,
    full: Full | None,
    plan: WithPlan,
    format_name: str,
    output: str | None,
) -> None:
    """Show how many people can operate each component, and all it stands on.

    Class belongs to a component, bus factor to everything it cannot work without. Claimed levels are printed
    as claimed; what nobody has written down is unknown, not fine.

    --without and --scenario show what changes if named people go: before and after, in order of consequence,
    with the nearest repairs among those who remain. --fail-on and --fail-under then judge what remains.

    --write-baseline records how every component stands in kb-baseline.toml; written again, it holds to what is better.
    """
    from kb.analyses.risk.assess import Assessment

    base = session.stocked
    if sum(value is not None for value in (component, system, team, event)) > 1:
        raise UsageError("--component, --system, --team and --event exclude each other: choose one")
    scoped = {"--component": component is not None, "--without": bool(without), "--scenario": scenario is not None}
    refuse_beside(full, scoped, format_name)
    scope, limits = Scope(system, team, event), Limits(fail_under, fail_on)
    baselines.refuse_beside(baseline, writing, scoped | {"--full": full is not None}, scope)
    plan.refuse(
        scoped | {"--full": full is not None, "--baseline": baseline, "--write-baseline": writing.wanted}, format_name
    )
    if plan.wanted:
        _with_plan(session, at, plan, scope, limits, (format_name, output))
        return
    if without or scenario is not None:
        from kb.cli import whatif

        asked = whatif.Request(at, without, scenario, component, scope, limits, format_name, output)
        whatif.answer(session, asked)
        return
    when = session.at(at)
    assessment = Assessment(base, when.instant)
    if component is not None:
        row = _explain(assessment, session, component, when, format_name, output)
        limits.judge([row])
        return
    from kb.documents import risk as words

    report = assessment.report(*scope.limits(session, assessment))
    if writing.wanted:
        baselines.write_risk(session, when, report.rows, writing)
        return
    if baseline:
        report = report._replace(baseline=baselines.compared(session, report.rows, whole=scope.is_whole))
    if full is not None:
        answer(session, assessment, report, event, full, when, format_name, output)
    else:
        draw_words(words, report, when.line, format_name, output)
    limits.judge(*baselines.judged(report))


def _with_plan(
    session: Session, at: str | None, plan: WithPlan, scope: Scope, limits: Limits, drawn: tuple[str, str | None]
) -> None:
    from kb.analyses.plan import scope as plans
    from kb.cli.plan import parsed_by
    from kb.cli.with_plan import risk

    wanted = plans.Scope(event=scope.event, team=scope.team, by=parsed_by(plan.by))
    report = risk(session, at, wanted, scope, drawn)
    limits.judge(report.rows)


def _explain(
    assessment: "Assessment", session: Session, name: str, when: At, format_name: str, output: str | None
) -> "Row":
    from kb.documents.risk_component import describe_component

    report = assessment.component(known(name, session.base.components, "component", session.base))
    draw(report, describe_component(report, when.line), format_name, output)
    return report.row
