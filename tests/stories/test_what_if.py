"""Golden answers of the what-if: the founding case as its team shrank, and the example organisation."""

from pathlib import Path

import pytest

from tests.stories.conftest import LANTERN

HERE = Path(__file__).parent / "what-if"
LEFT = ",".join(f"old-{number}" for number in range(1, 13))
STORIES = {
    "founding.txt": ("", "--at", "2022-10-01", "--without", LEFT),
    "founding.csv": ("", "--at", "2022-10-01", "--without", LEFT, "-f", "csv"),
    "founding-component.txt": ("", "--at", "2022-10-01", "--component", "spaces-audio", "--without", LEFT),
    "founding-later.txt": ("", "--without", LEFT),
    "lantern-team.txt": (LANTERN, "--without", "lt-01,team:box-office-team"),
    "lantern-employer.md": (
        LANTERN,
        "--without",
        "employer:relay-works,employer:tallow-staffing",
        "-f",
        "markdown",
    ),
    "lantern-event.txt": (LANTERN, "--event", "lecture-night", "--without", "lt-10,lt-12"),
    "lantern-scenario.txt": (LANTERN, "--scenario", "tests/stories/what-if/cut.yml"),
}


@pytest.mark.parametrize("name", STORIES)
def test_the_story_is_told_as_expected(name, as_agreed):
    folder, *words = STORIES[name]
    as_agreed(HERE / "expected" / name, (folder, "risk", *words))


def test_the_cut_of_the_founding_case_ends_where_the_later_date_stands(told):
    """What remains of October without those who left is what May shows: the same classes, component by component."""
    before = told("", "risk", "--at", "2022-10-01", "--without", LEFT).output
    later = told("", "risk").output
    assert "40 components: 5 orphaned, 10 single, 5 unknown, 10 thin, 10 held." in later
    for line in (
        "Orphaned           0 → 5",
        "Single             1 → 10",
        "Thin               2 → 10",
        "Held               32 → 10",
    ):
        assert line in before
