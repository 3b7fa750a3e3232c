"""How a trend is said: the stacked plot, the points at which something changed, and points without numbers."""

from datetime import timedelta

import pytest

from kb.analyses.trend.report import Headline, Origin, Point, TrendReport
from kb.documents import trend
from kb.documents.document import Paragraph, Plot, Section, Table
from kb.testing import at


def numbers(orphaned: int, single: int, unknown: int, thin: int, held: int) -> Headline:
    total = orphaned + single + unknown + thin + held
    return Headline(5, total, orphaned, single, thin, held, unknown, 0, orphaned + single, 2, 1, 1, 0)


def point(day: int, made: Headline | None, origin: Origin = Origin.COMMIT, faults: int = 0) -> Point:
    when = at() + timedelta(days=day)
    return Point(origin, when, when, f"{day:040x}" if origin is Origin.COMMIT else None, faults, made)


def report(*points: Point, cut: bool = False) -> TrendReport:
    return TrendReport("main", at() + timedelta(days=30), "commit", cut, points)


FIRST, SECOND = numbers(1, 1, 0, 0, 2), numbers(0, 1, 1, 1, 1)


def test_the_plot_is_stacked_and_stepped() -> None:
    plot = trend.plot_of(report(point(0, FIRST), point(10, SECOND), point(40, SECOND, Origin.AHEAD)))
    assert plot is not None
    assert plot.low.points == ((0, 0.5), (10, 0.5), (10, 0.25), (40, 0.25))
    assert plot.high.points == ((0, 0.5), (10, 0.5), (40, 0.5))
    assert plot.other.points == ((0, 0.5), (10, 0.5), (10, 0.75), (40, 0.75))
    assert (plot.most, plot.ends) == (40, ("2026-06-01", "2026-07-11"))
    assert "from 2026-07-01 on as dates pass" in plot.across


def test_a_commit_older_than_its_parent_does_not_run_backwards() -> None:
    plot = trend.plot_of(report(point(5, FIRST), point(0, SECOND), point(8, FIRST)))
    assert plot is not None
    days = [day for day, _ in plot.low.points]
    assert days == sorted(days)


def test_nothing_to_plot_without_numbers() -> None:
    assert trend.plot_of(report(point(0, None, faults=1), point(1, numbers(0, 0, 0, 0, 0)))) is None


def tables(made: TrendReport) -> tuple[list[list[str]], list[str]]:
    document = trend.describe(made, "At a date")
    sections = [block for block in document.blocks if isinstance(block, Section)]
    found = [inner for section in sections for inner in section.blocks if isinstance(inner, Table)]
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    said += [inner.text for section in sections for inner in section.blocks if isinstance(inner, Paragraph)]
    return [[cell.text for cell in row] for row in found[0].rows], said


def test_rows_are_where_something_changed() -> None:
    rows, said = tables(report(*(point(day, FIRST if day < 5 else SECOND) for day in range(10)), cut=True))
    assert [row[0] for row in rows] == ["2026-06-01", "2026-06-06", "2026-06-10"]
    assert rows[0][2:] == ["1", "1", "0", "0", "2", "0", "1/2", "0/1"]
    assert "The clone holds the last commits only: the history may go further back." in said


def test_the_last_point_is_not_told_twice_of_one_day() -> None:
    first, last = numbers(1, 2, 0, 3, 4), numbers(1, 1, 0, 3, 5)
    rows, _ = tables(report(point(0, first), point(5, last), point(5, last, Origin.NOW)))
    assert [row[0] for row in rows] == ["2026-06-01", "2026-06-06"]
    rows, _ = tables(report(point(0, first), point(5, last), point(6, last, Origin.NOW)))
    assert [row[0] for row in rows] == ["2026-06-01", "2026-06-06", "2026-06-07"]


def test_a_long_history_shows_its_latest_points() -> None:
    rows, said = tables(report(*(point(day, numbers(day, 0, 0, 0, 1)) for day in range(30))))
    assert len(rows) == 20
    assert rows[-1][0] == "2026-06-30"
    assert "The latest 20 points at which something changed; 10 more in csv and json." in said


def test_a_point_with_faults_is_no_gap_and_no_zero() -> None:
    rows, said = tables(report(point(0, FIRST), point(1, None, faults=3), point(2, FIRST)))
    assert rows[1][2:] == ["-"] * 8
    assert any("1 point has no numbers, for faults of the files then: 0000000 3 faults" in text for text in said)


def test_an_as_of_is_said() -> None:
    odd = point(0, FIRST)._replace(at=at("2022-01-01"))
    _, said = tables(report(odd, point(1, SECOND)))
    assert any("fix an as_of" in text for text in said)


@pytest.mark.parametrize("origin", list(Origin))
def test_rows_for_machines_hold_every_point(origin: Origin) -> None:
    made = report(point(0, FIRST, origin), point(1, None, origin, 2))
    rows = trend.describe_rows(made, "").blocks[0].rows  # type: ignore[union-attr]
    assert [len(row) for row in rows] == [18, 18]
    assert rows[0][2].text == origin.value
    assert rows[1][4].text == "2"
    assert rows[1][5].text == ""


def fixed(*days: int, ahead: tuple[int, ...] = ()) -> TrendReport:
    """Commits of some days, all assessed for the day `at()`, and weeks to come."""
    past = [point(day, SECOND)._replace(at=at()) for day in days]
    return report(*past, *(point(day, FIRST, Origin.AHEAD) for day in ahead))._replace(now=at())


def texts(made: TrendReport, **how: bool) -> str:
    return " ".join(block.text for block in trend.describe(made, "At X", **how).blocks if isinstance(block, Paragraph))


def test_a_date_the_files_fix_is_said_first() -> None:
    first = trend.describe(fixed(10, 20), "At X").blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text.startswith("Every commit is assessed for 2026-06-01, the as_of its files fix")
    assert "Every commit" not in texts(report(point(0, FIRST), point(10, SECOND)))


def test_the_first_day_of_a_base_fixes_no_date() -> None:
    """Commits of one day, each assessed for its own instant, and the files as they lie a little earlier or later."""
    early, late = point(0, FIRST), point(0, SECOND)
    late = late._replace(on=late.on + timedelta(hours=5), at=late.at + timedelta(hours=5))
    now = late._replace(origin=Origin.NOW, commit=None, at=early.at)
    made = report(early, late, now)
    assert "as_of" not in texts(made)
    assert "No plot: all points are of one day." in texts(made)
    assert not any(isinstance(block, Plot) for block in trend.describe(made, "At X").blocks)
    assert any(isinstance(block, Plot) for block in trend.describe(made, "At X", flat=True).blocks)


def test_what_does_not_move_is_not_plotted_unless_the_plot_is_all() -> None:
    still = report(point(0, FIRST), point(10, FIRST))
    assert "No plot: none of the shares" in texts(still)
    assert "No plot" not in texts(still, flat=True)
    assert any(isinstance(block, Plot) for block in trend.describe(still, "At X", flat=True).blocks)


def test_weeks_to_come_that_begin_before_the_last_commit_are_a_line_of_their_own() -> None:
    made = fixed(100, 120, ahead=(7, 14))
    plot = trend.plot_of(made)
    assert plot is not None
    assert (plot.ends, plot.across) == (
        ("2026-06-01", "2026-06-15"),
        "days since 2026-06-01; as dates pass, with the files as they are",
    )
    assert "The weeks to come are counted from there." in texts(made)
    titles = [block.title for block in trend.describe(made, "At X").blocks if isinstance(block, Section)]
    assert "In the time to come: 2026-06-01 → 2026-06-15" in titles
