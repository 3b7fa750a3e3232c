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


@pytest.mark.parametrize("name", ["README.md", "site/guide/tutorial/first-knowledge-base.md"])
def test_kb_is_on_the_path_before_it_is_called_and_pip_is_that_of_an_environment(name):
    """A fresh Debian refuses to install into its own Python, and finds no `kb` in an environment that is not active."""
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if line.startswith("$ ")]
    first = next(place for place, line in enumerate(lines) if line.startswith("$ kb "))
    assert any(re.match(r"\$ \. \S+/bin/activate", line) for line in lines[:first])
    installs = [line for line in lines if re.search(r"\bpip install", line)]
    assert installs
    assert all(re.match(r"\$ ~/\.holdfast/bin/pip install '\.\[site\]'", line) for line in installs)


def test_something_is_shown():
    assert len(SHOWN) == 1
    assert len(NAMED) > 8


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "words", sorted({words for words in NAMED if words != "demo" and not words.startswith("init")})
)
def test_every_command_named_runs(words):
    result = run(words)
    assert result.exit_code == (1 if "--fail-on" in words else 0), result.output  # our own base does not pass that gate
