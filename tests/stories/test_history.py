"""Golden answers on the history of a small shop: what each change of its knowledge base lost and gained, and the line over time."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kb.cli.main import main

EXPECTED = Path(__file__).parent / "history" / "expected"
DIFFS = {
    "ledger-rehearsed.txt": ("start", "ledger-rehearsed", "--at", "2026-02-09"),
    "cleo-leaves-earlier.txt": ("ledger-rehearsed", "cleo-leaves-earlier", "--at", "2026-04-10"),
    "search.txt": ("cleo-leaves-earlier", "search", "--at", "2026-04-13"),
    "rename.txt": ("search", "rename", "--at", "2026-04-20"),
    "tidied.txt": ("rename", "tidied", "--at", "2026-05-11"),
    "tidied.md": ("rename", "tidied", "--at", "2026-05-11", "-f", "markdown"),
    "tidied.github": ("rename", "tidied", "--at", "2026-05-11", "-f", "github"),
    "tidied.csv": ("rename", "tidied", "--at", "2026-05-11", "-f", "csv"),
    "repaired.txt": ("tidied", "repaired", "--at", "2026-06-08"),
    "time-alone.txt": ("--at", "2026-06-08", "--to", "2026-09-08"),
    "event.txt": ("start", "--event", "summer-sale", "--at", "2026-06-08"),
}


@pytest.mark.parametrize("name", DIFFS)
def test_the_diff_is_told_as_expected(name: str, story: Any, golden: Any) -> None:
    words = ["-C", str(story.folder / "org/kb"), "diff", *DIFFS[name]]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0
    golden(EXPECTED / name, result.stdout_bytes.decode())


TRENDS = {
    "trend.txt": ("--ahead", "26"),
    "trend-month.md": ("--every", "month", "-f", "markdown"),
    "trend.csv": ("-f", "csv"),
    "trend.svg": ("--ahead", "26", "-f", "svg"),
    "trend.json": ("--since", "2026-05-01", "-f", "json"),
}


@pytest.mark.parametrize("name", TRENDS)
def test_the_trend_is_told_as_expected(name: str, story: Any, golden: Any) -> None:
    words = ["-C", str(story.folder / "org/kb"), "trend", "--no-cache", "--at", "2026-06-08", *TRENDS[name]]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert result.exit_code == 0
    golden(EXPECTED / name, result.stdout_bytes.decode())
