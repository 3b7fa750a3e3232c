"""kb trend: the headline numbers over the history of the knowledge base, and over the weeks to come."""

from typing import TYPE_CHECKING, Final

import click

from kb.cli.options import draw, format_option, no_cache_option, output_option
from kb.cli.progress import Progress
from kb.cli.session import Session, session_command
from kb.errors import NothingHereError, UsageError

if TYPE_CHECKING:
    from datetime import date, datetime

_EPILOG = """\b
Examples:
  kb trend                           a point for each commit that touches it
  kb trend --every month             the end of each month
  kb trend --since 2026-01-01 --ahead 26
                                     this year, and what half a year will do
  kb trend --format csv -o trend.csv
  kb trend --format svg -o trend.svg
"""
_MOST_WEEKS: Final = 520


@click.command("trend", epilog=_EPILOG)
@click.argument("revision", metavar="[REV]", required=False)
@click.option(
    "--every",
    type=click.Choice(["commit", "week", "month"]),
    default="commit",
    show_default=True,
    help="What is a point.",
)
@click.option("--since", metavar="DATE", help="Begin with how things stood on this date.")
@click.option(
    "--ahead", type=click.IntRange(1, _MOST_WEEKS), metavar="WEEKS", help="Go on: the same files, as dates pass."
)
@click.option("--at", metavar="DATE", help="End the history here (default: as_of in kb.toml, else now).")
@no_cache_option
@format_option("text", "json", "markdown", "csv", "svg")
@output_option
@session_command
def command(
    session: Session,
    revision: str | None,
    every: str,
    since: str | None,
    ahead: int | None,
    at: str | None,
    no_cache: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Show how coverage, runbooks and events stood over the history of the knowledge base, and will stand.

    A point is a commit that touches the knowledge base, on the branch itself: what was merged shows as its merge. Each is
    assessed for the day of its commit, the end of its week or month. Commits are read from git's objects, and what was
    worked out once is kept in your cache folder: counts only, no names.

    --ahead shows what time alone will do: evidence expires, leave begins, contracts end.
    """
    from kb.analyses.trend.report import TrendReport
    from kb.documents import trend
    from kb.files.cache import Cache, users_folder
    from kb.files.trends import Asked, trend_of

    when = session.at(at)
    kept = None if no_cache else Cache(users_folder(), "trend")
    asked = Asked(revision, every, _since(since, when.instant), when.instant, at is not None, ahead or 0)
    with Progress("reading the history …") as said:

        def progress(done: int, number: int) -> None:
            said.now(f"{done} of {number} points")

        report: TrendReport = trend_of(session.root, session.loaded, asked, kept, session.beside, progress)
    report = report._replace(catalogue_now=session.beside.stood_in)
    if not any(point.numbers is not None for point in report.points):
        raise NothingHereError(
            "no commit holds a knowledge base without faults: there is nothing to draw a line through"
        )
    words = {"flat": True} if format_name == "svg" else {}
    describe = trend.describe_rows if format_name == "csv" else trend.describe
    draw(report, describe(report, when.line, **words), format_name, output)


def _since(text: str | None, until: "datetime") -> "date | None":
    if text is None:
        return None
    from kb.model.asked import day

    found = day("--since", text)
    if found > until.date():
        raise UsageError(f"--since {text} lies after the end of the history, {until.date()}")
    return found
