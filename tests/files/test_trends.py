"""The points of a trend: which commits, at which instants, kept between runs, and what the days to come do."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from kb.analyses.trend.headline import Headlines
from kb.analyses.trend.report import Origin, Point, TrendReport
from kb.errors import UsageError
from kb.files import cache, points
from kb.files.cache import Cache
from kb.files.commit import CommitStore
from kb.files.load import load
from kb.files.trends import Asked, trend_of
from kb.git.repository import Repository
from kb.importers._overlay import Catalogue
from kb.model.moment import noon, parse_day

NOW = noon(parse_day("2026-06-20"))


def trend(root: Path, kept: Cache | None = None, **asked: Any) -> TrendReport:
    given = {"revision": None, "every": "commit", "since": None, "now": NOW, "dated": False, "weeks": 0} | asked
    return trend_of(root, load(root), Asked(**given), kept, Catalogue(root), lambda *_: None)


def days(found: tuple[Point, ...]) -> list[str]:
    return [f"{point.on.date()} {point.origin.value}" for point in found]


@pytest.fixture
def kb(story: Any) -> Path:
    return story.folder / "org" / "kb"


def test_a_point_for_each_commit_that_touches_the_base(kb: Path) -> None:
    found = trend(kb)
    assert days(found.points) == [
        "2026-01-05 commit", "2026-02-09 commit", "2026-03-30 commit", "2026-04-13 commit", "2026-04-20 commit",
        "2026-04-27 commit", "2026-05-11 commit", "2026-06-08 commit", "2026-06-20 now",
    ]  # fmt: skip
    broken = found.points[5]
    assert (broken.faults, broken.numbers) == (2, None)


def test_each_point_is_as_the_commit_by_itself(kb: Path) -> None:
    found = Repository.around(kb)
    with found.objects() as objects:
        for point in trend(kb).points[:-1]:
            assert point.commit is not None
            loaded = load(CommitStore(objects, found.resolve(point.commit), "org/kb"))
            expected = None if loaded.findings else Headlines().of(loaded.base, point.at)
            assert point.numbers == expected


def test_weeks_and_months_end_where_they_end_and_show_time_passing(kb: Path) -> None:
    months = trend(kb, every="month", revision="main")
    assert days(months.points) == [
        "2026-01-31 period", "2026-02-28 period", "2026-03-31 period", "2026-04-30 period", "2026-05-31 period",
        "2026-06-20 period",
    ]  # fmt: skip
    assert [point.faults for point in months.points] == [0, 0, 0, 2, 0, 0]
    weeks = trend(kb, every="week", revision="main")
    assert {point.on.isoweekday() for point in weeks.points[:-1]} == {7}
    assert len(weeks.points) == 24
    of_april = [
        point.numbers.held
        for point in weeks.points
        if point.numbers and str(point.on.date()) in ("2026-04-05", "2026-04-12")
    ]
    assert of_april == [0, 0]  # cleo's contract ended on the last of March, and no commit said so that day


def test_since_begins_with_how_things_stood(kb: Path) -> None:
    found = trend(kb, since=date(2026, 4, 15))
    assert days(found.points)[:2] == ["2026-04-13 commit", "2026-04-20 commit"]


def test_a_date_ends_the_history(kb: Path) -> None:
    found = trend(kb, now=noon(parse_day("2026-04-13")), dated=True, weeks=1)
    assert days(found.points)[-1:] == ["2026-04-20 ahead"]
    assert days(found.points)[-2:-1] == ["2026-04-13 commit"]  # the files of now are not those of then
    at_last = trend(kb, now=noon(parse_day("2026-06-08")), dated=True)
    assert days(at_last.points)[-2:] == ["2026-06-08 commit", "2026-06-08 now"]


def test_the_weeks_to_come_rest_on_the_files_as_they_lie(kb: Path) -> None:
    (kb / "ownership/people.yml").write_text(
        "teams: {shop-team: {contact: [{kind: chat, to: shop}]}}\n"
        "people: {ann: {until: 2026-05-08}, bob: {until: 2026-07-01}, cleo: {until: 2026-03-31}, dan: {}}\n"
    )
    found = [point for point in trend(kb, weeks=3).points if point.origin is Origin.AHEAD]
    assert days(tuple(found)) == ["2026-06-27 ahead", "2026-07-04 ahead", "2026-07-11 ahead"]
    assert [point.numbers.people for point in found if point.numbers] == [2, 1, 1]


def test_a_folder_in_no_repository_has_only_days_to_come(tmp_path: Path) -> None:
    (tmp_path / "architecture").mkdir()
    (tmp_path / "architecture/a.yml").write_text("services: {a: {}}\n")
    found = trend(tmp_path, weeks=2)
    assert (found.revision, days(found.points)) == (None, ["2026-06-20 now", "2026-06-27 ahead", "2026-07-04 ahead"])
    with pytest.raises(UsageError, match="is not in a git repository"):
        trend(tmp_path)


def test_files_that_fix_their_date_are_assessed_for_it(story: Any, kb: Path) -> None:
    story.commit({"org/kb/kb.toml": "as_of = 2026-01-01\n"}, "2026-06-10")
    point = trend(kb).points[-2]
    assert (str(point.on.date()), str(point.at.date())) == ("2026-06-10", "2026-01-01")


def test_what_is_kept_is_not_worked_out_again(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache(tmp_path, "trend")
    first = trend(kb, kept)
    assert first == trend(kb)

    def refuse(*_: object) -> None:
        raise AssertionError("loaded again")

    monkeypatch.setattr(points.Pieces, "load", refuse)
    assert trend(kb, kept) == first
    monkeypatch.setattr(cache, "__version__", "another")
    with pytest.raises(AssertionError, match="loaded again"):
        trend(kb, Cache(tmp_path, "trend"))


@pytest.mark.parametrize(
    "planted",
    [
        {"at": 1, "faults": 0},
        {"at": 99_999_999_999_999_999, "faults": 3},
        {"at": 1, "faults": -1},
        {"at": 1, "faults": True},
        {"at": "1", "faults": 2},
        {"at": 1, "faults": 2, "more": 1},
        [1],
        "x",
    ],
)
def test_what_is_kept_and_is_no_point_is_worked_out_again(
    kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, planted: Any
) -> None:
    first = trend(kb)
    monkeypatch.setattr(Cache, "get", lambda *_: planted)
    assert trend(kb, Cache(tmp_path, "trend")) == first


def test_progress_is_told(kb: Path) -> None:
    told: list[tuple[int, int]] = []
    asked = Asked(None, "commit", None, NOW, dated=False, weeks=0)
    trend_of(kb, load(kb), asked, None, Catalogue(kb), lambda done, number: told.append((done, number)))
    assert told[0] == (1, 8)
    assert told[-1] == (8, 8)


def test_a_shallow_clone_is_said_to_be_cut(story: Any, tmp_path: Path) -> None:
    story.git("clone", "-q", "--depth=2", f"file://{story.folder}", str(tmp_path / "shallow"))
    found = trend(tmp_path / "shallow/org/kb")
    assert found.cut
    assert isinstance(found.points[0].on, datetime)
