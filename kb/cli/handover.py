"""kb handover: what some people hold, to whom it goes until their last day, and what proves it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.absent import complete_absent
from kb.cli.options import at_option, draw, format_option, output_option
from kb.cli.plan import parsed_by
from kb.cli.session import Session, say, session_command
from kb.errors import NothingHereError, UsageError

if TYPE_CHECKING:
    from kb.analyses.handover.report import HandoverReport

_EPILOG = """\b
Examples:
  kb handover lt-12 --by 2026-10-30             one person
  kb handover lt-10                             until the day written for them
  kb handover team:stage-team --by 2026-12-18   a whole team
  kb handover lt-06,lt-11 --by 2026-10-30       a reorganisation
"""


@click.command("handover", epilog=_EPILOG, short_help="What people hold, to whom it goes until their last day.")
@click.argument("people", metavar="PERSON...", nargs=-1, shell_complete=complete_absent)
@at_option
@click.option("--by", metavar="DATE", help="Last day of whoever has no earlier one written (`until`).")
@click.option("--target", type=click.IntRange(1, 9), metavar="N", help="Operators per component (default: 2).")
@click.option("--claimed", is_flag=True, help="Count claims as they stand; by default only proof counts.")
@format_option("text", "json", "markdown", "csv", "ics")
@output_option
@session_command
def command(
    session: Session,
    people: tuple[str, ...],
    at: str | None,
    by: str | None,
    target: int | None,
    claimed: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Say what PERSON holds, to whom it can go until the last day, in which sessions, and which runs prove it.

    PERSON is an id, team:ID or employer:NAME; several, or a list with commas, hand over together, each until a last day
    of their own. What cannot be handed over in time is listed with the hours it is short of, and the options.
    """
    from kb.analyses.handover.propose import propose  # noqa: PLC0415 - imports the graph
    from kb.analyses.handover.question import question  # noqa: PLC0415
    from kb.documents.handover import describe  # noqa: PLC0415
    from kb.model.scenario import terms, whom  # noqa: PLC0415

    base = session.base
    if not base.components:
        raise NothingHereError("there is no component yet: add one under `services:` in a file of architecture/")
    names = [name.strip() for value in people for name in value.split(",") if name.strip()]
    if not names:
        raise UsageError("say who hands over: ids of people, team:ID or employer:NAME")
    when = session.at(at)
    asked = question(
        base, when.instant, terms(whom(base, name) for name in names), parsed_by(by), target, claimed=claimed
    )
    report = propose(asked)
    draw(report, describe(report, when.line), format_name, output)
