"""kb ready EVENT: the verdict on an event, and what it rests on."""

from typing import TYPE_CHECKING, Final

import click

from kb.cli.failing import fail
from kb.cli.options import at_option, complete_ids, draw, draw_words, format_option, output_option
from kb.cli.session import Session, known, session_command
from kb.cli.with_plan import WithPlan, with_plan_options
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.readiness.report import ReadinessReport
    from kb.model.asked import At

_SAID: Final = {"fail": "failed", "stale": "out of date", "unknown": "unknown"}
_EPILOG = """\b
Examples:
  kb ready weekly-space
  kb ready weekly-space --at 2022-10-05T12:00-07:00
  kb ready weekly-space --check load-tested  one check, and all it rests on
  kb ready weekly-space --page               one page, for the person who decides
  kb ready weekly-space --page --format html -o page.html
  kb ready presidential-announcement --with-plan
                                             if kb plan were carried out
"""


@click.command("EVENT", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@at_option
@click.option("--check", metavar="ID", help="Explain one check, by id or code: every line it rests on.")
@click.option("--page", is_flag=True, help="One page, to print, for the person who decides (text, markdown or html).")
@with_plan_options
@format_option("text", "json", "markdown", "html", "csv", "junit")
@output_option
@session_command
def command(
    session: Session,
    event: str,
    at: str | None,
    check: str | None,
    page: bool,
    plan: WithPlan,
    format_name: str,
    output: str | None,
) -> None:
    """Show whether an event can be run: the verdict, what blocks, what would change it.

    Every answer carries the value found, the strength of its evidence, an owner and a day. Exit code 0 for GO and GO WITH
    WAIVERS, 1 for NO-GO.
    """
    from kb.analyses.readiness.assess import assess
    from kb.documents import readiness as words

    base = session.base
    name = known(event, base.events, "event")
    plan.refuse({"--check": check is not None, "--page": page}, format_name)
    if plan.wanted:
        _with_plan(session, name, at, plan, (format_name, output))
        return
    when = session.at(at)
    report = assess(base, base.events[name], when.instant)
    if check is not None:
        _explain(session, report, check, when, format_name, output)
    elif page:
        _page(report, base.events[name].decider, when, format_name, output)
    else:
        draw_words(words, report, when.line, format_name, output)
    _judge(report)


def _with_plan(session: Session, event: str, at: str | None, plan: WithPlan, drawn: tuple[str, str | None]) -> None:
    from kb.analyses.plan.scope import Scope
    from kb.cli.plan import parsed_by
    from kb.cli.with_plan import readiness

    _judge(readiness(session, at, Scope(event=event, by=parsed_by(plan.by)), drawn))


def _judge(report: "ReadinessReport") -> None:
    """Fail if the verdict is NO-GO, and say what blocks: what fails before what is unknown or has run out."""
    if report.verdict.value != "NO-GO":
        return
    blocks = [result for result in report.results if result.open]
    outcomes = sorted({result.outcome for result in blocks}, key=lambda outcome: outcome.order)
    fail(
        report.verdict.value,
        {_SAID[outcome.value]: [each.check for each in blocks if each.outcome is outcome] for outcome in outcomes},
    )


def _page(report: "ReadinessReport", decider: str | None, when: "At", format_name: str, output: str | None) -> None:
    from kb.documents.readiness_page import describe_page

    if format_name not in ("text", "markdown", "html"):
        raise UsageError("--page is drawn as text, markdown or html")
    draw(report, describe_page(report, decider, when.line), format_name, output)


def _explain(
    session: Session, report: "ReadinessReport", asked: str, when: "At", format_name: str, output: str | None
) -> None:
    from kb.analyses.readiness.configure import by_name, configure
    from kb.documents.readiness import describe_check, describe_rows

    name = by_name().get(asked) or known(asked, by_name(), "check")
    result = next(result for result in report.results if result.check == name)
    if format_name in ("csv", "junit"):
        alone = report._replace(results=(result,))
        draw(alone, describe_rows(alone, when.line), format_name, output)
        return
    made = next(check for check in configure(session.base.settings).checks if check.id == name)
    rule = tuple((name, _shown(getattr(made, name))) for name in made.options())
    draw(result, describe_check(report, result, rule, when.line), format_name, output)


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
