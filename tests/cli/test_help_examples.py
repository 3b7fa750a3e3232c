"""The examples of `--help` run in the worked example: whoever copies one, after `kb demo`, gets an answer."""

import importlib
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kb.cli.groups import module_name
from kb.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
BASE = ("kb.toml", "architecture", "ownership", "runbooks", "events")
COMMANDS_RUN = ("graph", "handover", "plan", "ready", "risk", "who")
"""Commands whose examples answer from the base alone. The others ask, write, wait, or need git or foreign files."""
LEFT = re.compile(
    "…"  # left out in the line
    "|cut.yml"  # a file of whoever asks
    "|kb handover p-1$"  # for whom no last day is written
    "|kb ready$"  # answers with a sentence that names the events, as a wrong use does
    "|--baseline"  # needs what the line before it writes
)


PAGES = [page.read_text("utf-8") for page in sorted((ROOT / "site" / "guide").rglob("*.md"))]
GUIDE = {
    line.partition("   #")[0].strip()
    for page in PAGES
    if "\n$ kb demo\n" in page
    for line in re.findall(r"^\$ (kb .*)$", page, re.MULTILINE)
}
"""Lines that the guide runs in the worked example too: its own test runs those, some of which take seconds."""


def examples():
    """Yield the lines of every epilog, continued ones joined, without what stands beside them."""
    for name in COMMANDS_RUN:
        command = importlib.import_module(f"kb.cli.{module_name(name)}").command
        inner = [*command.list_commands(None), "EVENT"] if isinstance(command, click.Group) else []
        for one in (command, *(command.get_command(None, item) for item in inner)):
            text = re.sub(r"\\\n\s+", "", one.epilog or "")
            for line in re.findall(r"^  (kb \S.*)$", text, re.MULTILINE):
                words = re.split(r"\s{2,}| \| ", line)[0]
                if not LEFT.search(words):
                    yield words


def test_there_are_examples_of_each_command():
    found = [line.split()[1] for line in examples()]
    assert all(name in COMMANDS and found.count(name) >= 2 for name in COMMANDS_RUN)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    for name in BASE:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def lantern(tmp_path_factory):
    return shutil.copytree(ROOT / "examples" / "lantern", tmp_path_factory.mktemp("examples") / "lantern")


@pytest.mark.no_cover
@pytest.mark.parametrize("line", [line for line in examples() if line not in GUIDE])
def test_an_example_runs(base, lantern, line, monkeypatch):
    if "svg" in line and shutil.which("dot") is None:
        pytest.skip("needs Graphviz")
    monkeypatch.chdir(lantern if "autumn-on-sale" in line else base)  # as is said above it
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code in (0, 1), f"{line}\n{result.output}\n{result.exception!r}"
    assert result.exception is None or isinstance(result.exception, SystemExit), f"{line}\n{result.exception!r}"


def helps(command, ctx):
    """Yield the help of a command and of all below it, by the words that call it."""
    yield ctx.command_path, command.get_help(ctx)
    for name in command.list_commands(ctx) if isinstance(command, click.Group) else ():
        inner = command.get_command(ctx, name)
        yield from helps(inner, click.Context(inner, info_name=name, parent=ctx, terminal_width=80))


def test_every_help_fits_a_terminal():
    found = dict(helps(main, click.Context(main, info_name="kb", terminal_width=80)))
    assert len(found) > len(COMMANDS)
    wide = [(path, line) for path, text in found.items() for line in text.splitlines() if len(line) > 80]
    assert wide == []


@pytest.mark.parametrize("words", [("export",), ("schema", "--list"), ("explain",), ("schema",)])
def test_every_list_of_what_there_is_fits_a_terminal(words):
    result = CliRunner().invoke(main, ["-C", str(ROOT), *words])
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
