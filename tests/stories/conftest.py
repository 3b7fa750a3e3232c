"""What a command says of one of the two example organisations, and how that is held against what was agreed."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kb.cli.main import main

ROOT = Path(__file__).parents[2]
LANTERN = "examples/lantern"


def counted(names: Iterable[str]) -> list[Any]:
    """Return stories to run, those of the founding case without coverage: they run the lines of the small ones for far longer."""
    return [pytest.param(name, marks=[pytest.mark.no_cover] * name.startswith("founding")) for name in names]


@cache
def _told(*words: str) -> Result:
    folder, *rest = words
    return CliRunner().invoke(main, ["-C", folder or ".", *rest], catch_exceptions=False)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return what runs a command in a folder, the first of its words; empty is the founding case. Each is asked once."""
    monkeypatch.chdir(ROOT)
    return _told


@pytest.fixture
def as_agreed(told: Callable[..., Result], golden: Callable[[Path, str], None]) -> Callable[..., None]:
    """Return what holds the answer to some words against a file of expected output."""

    def compare(path: Path, words: tuple[str, ...], exit_code: int = 0) -> None:
        result = told(*words)
        assert result.exit_code == exit_code
        if path.suffix == ".txt":
            assert max(map(len, result.output.splitlines())) <= 80
        golden(path, result.stdout_bytes.decode())

    return compare
