"""The trend of the knowledge base in a folder: its history, how it stands, and the weeks to come."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from kb.analyses.trend.headline import Headlines
from kb.analyses.trend.report import Origin, Point, TrendReport
from kb.errors import UsageError
from kb.files.beside import Beside
from kb.files.cache import Cache
from kb.files.load import Loaded
from kb.files.points import History, assessed, instant
from kb.git.repository import Commit, Repository
from kb.model.base import Base
from kb.model.noun import NamedTuple


class Asked(NamedTuple):
    """What trend was asked for.

    Attributes:
        revision: whose history; None for that of HEAD, with the files as they lie at its end.
        every: what makes a point: commit, week or month.
        since: begin with how things stood on this day; None for the whole history.
        now: the instant that parts what was from what is to come.
        dated: whether that instant was asked for, so that no later commit counts.
        weeks: weeks to come.
    """

    revision: str | None
    every: str
    since: date | None
    now: datetime
    dated: bool
    weeks: int


def trend_of(
    root: Path,
    loaded: Loaded,
    asked: Asked,
    kept: Cache | None,
    beside: Beside,
    tell: Callable[[int, int], None],
) -> TrendReport:
    """Return the trend of the knowledge base in a folder.

    Args:
        root: the folder.
        loaded: what lies there now.
        asked: what was asked for.
        kept: results of earlier runs; None to do without.
        beside: what lies beside the files, in each state.
        tell: is told how many points are done, and how many there are.

    Raises:
        UsageError: if the folder is in no repository and more is asked for than the weeks to come, or there is no such
            revision.
        GitError: if git cannot tell.
    """
    points: list[Point] = []
    cut = overtaken = False
    repository = _repository(root, asked)
    if repository is not None:
        history = History(repository, repository.prefix(root), kept, beside, tell)
        commits = history.commits(repository.resolve(asked.revision or "HEAD"), asked.since, loaded.base.settings)
        points += _past(history, commits, asked)
        overtaken = asked.dated and any(instant(commit).date() > asked.now.date() for commit in commits)
        cut = repository.shallow
    if asked.revision is None and not overtaken:
        on = max([asked.now, *(point.on for point in points[-1:])])
        points.append(assessed(Headlines(), loaded, Origin.NOW, on, None, asked.now))
    if asked.weeks and not any(finding.suppressed is None for finding in loaded.findings):
        points += ahead(loaded.base, asked.now, asked.weeks, tell)
    revision = (asked.revision or "HEAD") if repository is not None else None
    return TrendReport(revision, asked.now, asked.every, cut, tuple(points))


def _repository(root: Path, asked: Asked) -> Repository | None:
    """Return the repository of a folder; None where there is none, and none is needed."""
    try:
        return Repository.around(root)
    except UsageError:
        if asked.revision is not None or not asked.weeks:
            raise
        return None


def _past(history: History, commits: list[Commit], asked: Asked) -> Iterator[Point]:
    """Yield the points of the past, oldest first."""
    if asked.every == "commit":
        yield from history.each(commits, asked.now if asked.dated else None)
    else:
        yield from history.periods(commits, asked.every, asked.now)


def ahead(base: Base, start: datetime, weeks: int, tell: Callable[[int, int], None]) -> Iterator[Point]:
    """Yield a point a week to come, of the same files."""
    headlines, loaded = Headlines(), Loaded(base, (), 0)
    for week in range(1, weeks + 1):
        day = start + timedelta(weeks=week)
        yield assessed(headlines, loaded, Origin.AHEAD, day, None, day)
        tell(week, weeks)
