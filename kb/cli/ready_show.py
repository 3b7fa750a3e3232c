"""kb ready EVENT: the verdict on an event, and what it rests on."""

from typing import TYPE_CHECKING

import click

from kb.cli.options import at_option, complete_ids, draw, format_option, output_option
from kb.cli.session import At, Session, known, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.readiness.report import ReadinessReport

_EPILOG = """\b
Examples:
  kb ready lecture-night
  kb ready lecture-night --at 2026-09-14T12:00Z
  kb ready lecture-night --check C2          one check, by id or code
"""


@click.command("EVENT", epilog=_EPILOG, short_help="Show the verdict on an event.")
@click.argument("event", shell_complete=complete_ids("events"))
@at_option
@click.option("--check", metavar="ID", help="Explain one check, by id or code: every line it rests on.")
@format_option("text", "json", "markdown", "csv", "junit")
@output_option
@session_command
def command(
    session: Session, event: str, at: str | None, check: str | None, format_name: str, output: str | None
) -> None:
    """Show whether an event can be run: the verdict, what blocks, what would change it.

    Every answer carries the value found, the strength of its evidence, an owner and a day. Exit code 0 for GO and GO WITH
    WAIVERS, 1 for NO-GO.
    """
    from kb.analyses.readiness.assess import assess  # noqa: PLC0415 - imports the graph
    from kb.documents import readiness as words  # noqa: PLC0415

    base = session.base
    name = known(event, base.events, "event")
    when = session.at(at)
    report = assess(base, base.events[name], when.instant)
    if check is not None:
        _explain(session, report, check, when, format_name, output)
    else:
        describe = words.describe_rows if format_name == "csv" else words.describe
        draw(report, describe(report, when.line), format_name, output)
    if report.verdict.value == "NO-GO":
        raise click.exceptions.Exit(1)


def _explain(
    session: Session, report: "ReadinessReport", asked: str, when: At, format_name: str, output: str | None
) -> None:
    from kb.analyses.readiness.configure import by_name, configure  # noqa: PLC0415
    from kb.documents.readiness import describe_check  # noqa: PLC0415

    if format_name not in ("text", "json", "markdown"):
        raise UsageError("--check is drawn as text, json or markdown")
    name = by_name().get(asked) or known(asked, by_name(), "check")
    result = next(result for result in report.results if result.check == name)
    made = next(check for check in configure(session.base.settings).checks if check.id == name)
    rule = tuple((key, str(getattr(made, key))) for key in made.__dataclass_fields__)
    draw(result, describe_check(report, result, rule, when.line), format_name, output)
