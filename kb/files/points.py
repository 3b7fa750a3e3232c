"""The points of a history: the states of a knowledge base in the commits of a repository, each loaded as little as possible."""

import calendar
import contextlib
import json
import posixpath
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from kb.analyses.trend.headline import Headlines
from kb.analyses.trend.report import Headline, Origin, Point
from kb.errors import KbError
from kb.files.beside import Beside
from kb.files.cache import Cache
from kb.files.commit import CommitStore
from kb.files.load import Loaded
from kb.files.pieces import Pieces
from kb.files.tree import FOLDERS
from kb.git.repository import Commit, Repository
from kb.model.moment import noon
from kb.model.settings import Settings

_FORMAT: Final = 1
"""Counts up whenever a number of a headline comes to mean something else."""


@dataclass(frozen=True)
class History:
    """The history of one knowledge base.

    Attributes:
        repository: where it is.
        prefix: the folder of the base below the top.
        kept: results of earlier runs; None to do without.
        beside: what lies beside the files, in each state.
        tell: is told after each point how many are done, and how many there are.
    """

    repository: Repository
    prefix: str
    kept: Cache | None
    beside: Beside
    tell: Callable[[int, int], None]

    def commits(self, last: Commit, since: date | None, settings: Settings) -> list[Commit]:
        """Return the commits that touch the base, or what its settings set beside it, oldest first.

        What was merged shows as its merge.
        """
        names = ("kb.toml", "pyproject.toml", *FOLDERS, *self.beside.folders(settings))
        joined = [posixpath.normpath(posixpath.join(self.prefix, name)) for name in names]
        paths = [path for path in joined if not path.startswith(("/", "../")) and path != ".."]
        found = list(self.repository.history(last, paths))[::-1]
        if since is None:
            return found
        early = [commit for commit in found if instant(commit).date() < since]
        return [*early[-1:], *found[len(early) :]] if early else found

    def each(self, commits: list[Commit], until: datetime | None) -> Iterator[Point]:
        """Yield a point a commit, where the base is another than in the one before; none later than an instant."""
        dated = [(Origin.COMMIT, instant(commit), commit) for commit in commits]
        asked = [item for item in dated if until is None or item[1].date() <= until.date()]
        yield from self._points(asked, alike=False)

    def periods(self, commits: list[Commit], every: str, until: datetime) -> Iterator[Point]:
        """Yield a point a week or month, at its end, of the last commit until then; the last one ends at an instant."""
        asked = []
        if commits:
            for end in _ends(instant(commits[0]), every, until):
                held = [commit for commit in commits if instant(commit) <= end]
                asked += [(Origin.PERIOD, end, held[-1])] if held else []
        yield from self._points(asked, alike=True)

    def _points(self, asked: list[tuple[Origin, datetime, Commit]], *, alike: bool) -> Iterator[Point]:
        pieces, headlines = Pieces(), Headlines()
        last: tuple[object, Loaded | None] = (None, None)
        with self.repository.objects() as objects:
            for number, (origin, on, commit) in enumerate(asked, 1):
                store = CommitStore(objects, commit, self.prefix)
                key = self._key(pieces, store)
                if key == last[0] and not alike:
                    continue
                made = _Maker(self, pieces, headlines, store, last[1] if key == last[0] else None)
                yield made.point(origin, on, commit, key)
                last = (key, made.loaded)
                self.tell(number, len(asked))

    def _key(self, pieces: Pieces, store: CommitStore) -> object:
        """Return what the base in a commit is made of, with what lies beside it."""
        settings = pieces.settings(store)
        with contextlib.suppress(KbError):  # nothing is there: the point will have a fault
            beside = "" if settings is None else self.beside.key(store, settings)
            return (*store.key(), *([("", 0, beside)] if beside else []))
        return store.key()


class _Maker:
    """Makes one point: of what is kept, else of the base, loaded when that is needed."""

    def __init__(
        self, history: History, pieces: Pieces, headlines: Headlines, store: CommitStore, loaded: Loaded | None
    ) -> None:
        self.kept, self.beside = history.kept, history.beside
        self.pieces = pieces
        self.headlines = headlines
        self.store = store
        self.loaded = loaded

    def point(self, origin: Origin, on: datetime, commit: Commit, base: object) -> Point:
        key = json.dumps([_FORMAT, base, on.isoformat()])
        found = self.kept.get(key) if self.kept else None
        if found is not None and (made := _told(origin, on, commit, found)) is not None:
            return made
        if self.loaded is None:
            self.loaded = self.pieces.load(self.store)
            try:
                self.loaded = self.beside.added(self.store, self.loaded, self.pieces.load)
            except KbError:  # nothing is there, or it cannot stand beside the files
                return Point(origin, on, on, commit.id, 1, None)
        made = assessed(self.headlines, self.loaded, origin, on, commit.id)
        if self.kept:
            numbers = made.numbers._asdict() if made.numbers else {}
            self.kept.put({"at": int(made.at.timestamp()), "faults": made.faults, **numbers}, key)
        return made


def assessed(
    headlines: Headlines, loaded: Loaded, origin: Origin, on: datetime, commit: str | None, at: datetime | None = None
) -> Point:
    """Return the point of a base that was loaded; a fault that is let be is none.

    Args:
        headlines: makes the numbers.
        loaded: the base and its faults.
        origin: where the point comes from.
        on: where it lies in time.
        commit: id of its commit.
        at: the instant it is assessed at; by default the `as_of` its files fix, else ``on``.
    """
    faults = sum(finding.suppressed is None for finding in loaded.findings)
    as_of = loaded.base.settings.as_of
    at = at or (on if as_of is None else noon(as_of))
    if faults:
        return Point(origin, on, at, commit, faults, None)
    try:
        return Point(origin, on, at, commit, 0, headlines.of(loaded.base, at))
    except KbError:  # the settings of its checks have faults, which are found only then
        return Point(origin, on, at, commit, 1, None)


def _told(origin: Origin, on: datetime, commit: Commit, found: Any) -> Point | None:
    """Return a point from what was kept of it; None if that is not what a point holds: whole numbers, each by its name."""
    if not isinstance(found, dict) or not all(type(value) is int and value >= 0 for value in found.values()):
        return None
    names = set(Headline._fields) if found.get("faults") == 0 else set()
    if set(found) != {"at", "faults"} | names:
        return None
    try:
        at = datetime.fromtimestamp(found["at"], tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
    numbers = Headline(**{name: found[name] for name in Headline._fields}) if names else None
    return Point(origin, on, at, commit.id, found["faults"], numbers)


def instant(commit: Commit) -> datetime:
    """Return when a commit was made; a time outside of the calendar is put to its end."""
    return datetime.fromtimestamp(min(max(commit.time, 0), 253_402_300_799), tz=UTC)


def _ends(first: datetime, every: str, until: datetime) -> Iterable[datetime]:
    """Return the ends of the weeks (Sundays) or months from one instant to another, at noon UTC; the last is the other."""
    found: list[datetime] = []
    day = first.date()
    while True:
        end = _end(day, every)
        if noon(end) >= until:
            return [*found, until]
        found.append(noon(end))
        day = end + timedelta(days=1)


def _end(day: date, every: str) -> date:
    if every == "week":
        return day + timedelta(days=6 - day.weekday())
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
