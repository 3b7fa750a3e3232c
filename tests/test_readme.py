"""The README may not lie: its commands run, and the output it shows is what they print."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\$ kb (.*)\n((?:(?!\$ |```).*\n)+)", README, re.MULTILINE)
NAMED = [words for words in re.findall(r"`kb ([^`]+)`", README) if words.split()[0] in COMMANDS]


def run(words):
    # `explain` and friends answer for the repository's own base, whatever the folder of the test run
    return CliRunner().invoke(main, ["-C", str(ROOT), *shlex.split(words)])


@pytest.mark.parametrize(("words", "shown"), SHOWN)
def test_output_shown_is_output_printed(words, shown):
    printed = run(words).output.splitlines()
    place = 0
    for part in shown.rstrip("\n").split("\n…"):
        lines = [line for line in part.strip("\n").splitlines() if line != "…"]
        where = next((n for n in range(place, len(printed)) if printed[n : n + len(lines)] == lines), None)
        assert where is not None, f"`kb {words}` does not print\n" + "\n".join(lines)
        place = where + len(lines)


def test_something_is_shown():
    assert len(SHOWN) == 1
    assert len(NAMED) > 8


@pytest.mark.parametrize(
    "words", sorted({words for words in NAMED if words != "demo" and not words.startswith("init")})
)
def test_every_command_named_runs(words):
    result = run(words)
    assert result.exit_code == (1 if "--fail-on" in words else 0), result.output  # our own base does not pass that gate
