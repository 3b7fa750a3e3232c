"""kb plan: the cheapest way to be safe again, week by week."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.changes import agreed, over, show_diff
from kb.cli.options import at_option, complete_ids, complete_paths, draw, draw_words, format_option, note, output_option
from kb.cli.progress import Progress
from kb.cli.saved import followed_at, refuse
from kb.cli.session import Session, known, say, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.plan.report import PlanReport
    from kb.analyses.plan.scope import Scope

_EPILOG = """\b
Examples:
  kb plan                                    tiers 0 and 1, the next 12 weeks
  kb plan --team spaces-team                 what one team owns
  kb plan --event presidential-announcement  all an event stands on, by then
  kb plan --target 3 --claimed               more operators; claims count
  kb plan --full                             every week, and what closes it
  kb plan --format ics -o plan.ics           a calendar
  kb plan --tickets -o tickets               a text per item, to be filed
  kb plan --format json -o plan.json         save it, and later:
  kb plan --progress plan.json               which items logged runs closed
"""


def parsed_by(text: str | None) -> date | None:
    """Return the day of ``--by``.

    Raises:
        UsageError: if it is none.
    """
    from kb.model.asked import day

    return None if text is None else day("--by", text)


full_option = click.option(
    "--full", is_flag=True, help="All of it as text, not the next two weeks and counts; other formats always have all."
)


@click.command("plan", epilog=_EPILOG)
@at_option
@click.option("--by", metavar="DATE", help="Last day of sessions (default: the day before the event, else 12 weeks).")
@click.option(
    "--event",
    metavar="ID",
    shell_complete=complete_ids("events"),
    help="Plan for the hard closure of an event's entry.",
)
@click.option(
    "--team", metavar="ID", shell_complete=complete_ids("teams"), help="Plan for the components one team owns."
)
@click.option(
    "--target",
    type=click.IntRange(1, 9),
    metavar="N",
    help="Operators per component (default: 2; 3 for a marquee event).",
)
@click.option("--claimed", is_flag=True, help="Count claims as they stand; by default only proof counts.")
@full_option
@click.option(
    "--tickets", is_flag=True, help="One Markdown text per item; with --output, one file each in that folder."
)
@click.option("--dry-run", is_flag=True, help="With --tickets: show the diff, and write nothing.")
@click.option(
    "--progress",
    metavar="FILE",
    shell_complete=complete_paths,
    help="Which items of a saved plan logged runs closed.",
)
@format_option("text", "json", "markdown", "csv", "ics")
@output_option
@session_command
def command(
    session: Session,
    at: str | None,
    by: str | None,
    event: str | None,
    team: str | None,
    target: int | None,
    claimed: bool,
    full: bool,
    tickets: bool,
    dry_run: bool,
    progress: str | None,
    format_name: str,
    output: str | None,
) -> None:
    """Plan who learns what, from whom, in which week, so that no single absence leaves a component without an operator.

    The plan is best within the hours, leave, departures and time zones written down, or says how far from best it can
    be. What cannot be reached by the day is listed with the hours it is short of, and what would change that.
    """
    from kb.analyses.plan.scope import Scope

    if dry_run and not tickets:
        raise UsageError("--dry-run goes with --tickets, which writes files")
    if progress is not None:
        new = {
            "--by": by, "--event": event, "--team": team, "--target": target, "--tickets": tickets, "--claimed": claimed, "--full": full
        }  # fmt: skip
        refuse("plan", new, format_name)
        _progress(session, progress, at, format_name, output)
        return
    scope = Scope(event, team, parsed_by(by), target, claimed)
    report, line = made(session, scope, at)
    if tickets:
        _tickets(report, line, format_name, output, dry_run=dry_run)
    elif format_name == "ics":
        from kb.cli.plan_calendar import calendar

        say(calendar(report), output, data=True)
    else:
        from kb.documents import plan, plan_short

        words = plan_short if format_name == "text" and not full else plan
        draw_words(words, report, line, format_name, output)


def made(session: Session, scope: "Scope", at: str | None, *, options: bool = True) -> "tuple[PlanReport, str]":
    """Return the plan for a scope, and the line outputs open with; ``options``: whether to try what would help what stays open.

    Raises:
        UsageError: if the scope names what is not there, or leaves no time for sessions.
    """
    from kb.analyses.plan.propose import propose

    base = session.stocked
    if scope.event is not None and scope.team is not None:
        raise UsageError("--event and --team exclude each other: choose one")
    if scope.event is not None:
        known(scope.event, base.events, "event", base)
    if scope.team is not None:
        known(scope.team, base.teams, "team", base)
    when = session.at(at)
    with Progress("planning …"):
        return propose(base, when.instant, scope, options=options), when.line


def _progress(session: Session, file: str, at: str | None, format_name: str, output: str | None) -> None:
    from kb.analyses.plan.progress import progress
    from kb.documents.plan_progress import describe
    from kb.files.plan_file import read

    plan = read(Path(file))
    when = followed_at(session, at, "plan", plan.at)
    report = progress(session.base, plan, when.instant)
    draw(report, describe(report, when.line), format_name, output)


def _tickets(report: "PlanReport", line: str, format_name: str, output: str | None, *, dry_run: bool) -> None:
    from kb.documents.plan_tickets import tickets
    from kb.render.markdown import Markdown

    if format_name not in ("text", "markdown"):
        raise UsageError("--tickets are Markdown: leave --format out")
    texts = {f"{name}.md": Markdown().render(report, document) for name, document in tickets(report, line)}
    if output is None or output == "-":
        say("\n".join(texts.values()), None, data=True)
        return
    if not texts:
        note("There is no item: nothing to write.")
    if dry_run:
        show_diff(over(Path(output) / name, text) for name, text in texts.items())
    if not agreed(dry_run=dry_run):
        return
    from kb.files.scaffold import overwrite_all

    for path in overwrite_all(Path(output), texts):
        note(f"wrote {path}")
