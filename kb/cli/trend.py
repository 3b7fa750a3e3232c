"""kb trend: the headline numbers over the history of the knowledge base, and over the weeks to come."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.cli.options import draw, format_option, output_option
from kb.cli.session import Session, session_command, today
from kb.errors import NothingHereError, UsageError

if TYPE_CHECKING:
    from datetime import date, datetime

    from kb.analyses.trend.report import Point

_EPILOG = """\b
Examples:
  kb trend                           a point for each commit that touches it
  kb trend --every month             the end of each month
  kb trend --since 2026-01-01 --ahead 26
                                     this year, and what half a year will do
  kb trend --format csv -o trend.csv
  kb trend --format svg -o trend.svg
"""
_MOST_WEEKS = 520


@click.command("trend", epilog=_EPILOG, short_help="Show the headline numbers over time, and as dates will pass.")
@click.argument("revision", metavar="[REV]", required=False)
@click.option(
    "--every", type=click.Choice(["commit", "week", "month"]), default="commit", show_default=True, help="What is a point."
)
@click.option("--since", metavar="DATE", help="Begin with how things stood on this date.")
@click.option(
    "--ahead", type=click.IntRange(1, _MOST_WEEKS), metavar="WEEKS", help="Go on: the same files, as dates pass."
)
@click.option("--at", metavar="DATE", help="End the history here (default: as_of in kb.toml, else today).")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep results of earlier runs.")
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
    from kb.analyses.trend.headline import Headlines  # noqa: PLC0415 - imports the graph
    from kb.analyses.trend.report import Origin, TrendReport  # noqa: PLC0415
    from kb.documents import trend, trend_rows  # noqa: PLC0415
    from kb.files.history import History, assessed  # noqa: PLC0415
    from kb.files.history import ahead as weeks_ahead  # noqa: PLC0415
    from kb.files.kept import Kept  # noqa: PLC0415
    from kb.git.repository import Repository  # noqa: PLC0415

    when = session.at(at)
    first = None if since is None else _since(since, when.instant)
    repository = Repository.around(session.root)
    last = repository.resolve(revision or "HEAD")
    prefix = repository.prefix(session.root)
    tell = _progress()
    history = History(repository, prefix, None if no_cache else Kept(cache_folder() / "trend"), tell)
    commits = history.commits(last, first)
    until = when.instant if at is not None or every != "commit" else _latest(when.instant, commits)
    points: list[Point] = []
    points += history.each(commits, until) if every == "commit" else history.periods(commits, every, until)
    if revision is None:
        points.append(assessed(Headlines(), session.loaded, Origin.NOW, when.instant, None))
    if ahead is not None:
        points += weeks_ahead(session.base, when.instant, ahead, tell)
    tell(0, 0)
    if not any(point.numbers is not None for point in points):
        raise NothingHereError("no commit holds a knowledge base without faults: there is nothing to draw a line through")
    report = TrendReport(revision or "HEAD", when.instant, every, repository.shallow, tuple(points))
    describe = trend_rows.describe if format_name == "csv" else trend.describe
    draw(report, describe(report, when.line), format_name, output)
