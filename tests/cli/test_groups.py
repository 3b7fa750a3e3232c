"""Groups: every command is there, none is imported to be listed, and a misspelt one is met with the nearest."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kb.cli import ready, runbook, site
from kb.cli.groups import module_name
from kb.cli.main import COMMANDS, main

ROOT = str(Path(__file__).parents[2])
GROUPS = {"": COMMANDS, "ready": ready.COMMANDS, "runbook": runbook.COMMANDS, "site": site.COMMANDS}
EVERY = [(group, name) for group, commands in GROUPS.items() for name in commands]


@pytest.mark.parametrize(("group", "name"), EVERY)
def test_every_command_listed_is_there(group, name):
    module = importlib.import_module(f"kb.cli.{group}_{name}" if group else f"kb.cli.{module_name(name)}")
    assert isinstance(module.command, click.Command)
    assert module.command.name == name


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["chek"], "check"), (["site", "bild"], "build"), (["runbook", "strat"], "start"), (["zzz"], None),
    ],
)  # fmt: skip
def test_a_misspelt_command_is_met_with_the_nearest(words, near):
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert f"No such command '{words[-1]}'." in result.output
    assert ("Did you mean" in result.output) == (near is not None)
    assert near is None or f"Did you mean '{near}'?" in result.output


ASKED = {
    "help": "main([*words, '--help'], standalone_mode=False)",
    "completion": "print([(item.value, item.help) for item in ShellComplete(main, {}, 'kb', '').get_completions(words, '')])",
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("group", GROUPS)
def test_commands_are_named_with_their_lines_and_none_is_imported(group, asked, tmp_path):
    program = (
        "import sys; from click.shell_completion import ShellComplete; from kb.cli.main import main\n"
        f"words = {[group] if group else []}; {ASKED[asked]}\n"
        f"print([name for name in sys.modules if name in {[f'kb.cli.{module_name(name)}' for name in COMMANDS]}"
        " or name.startswith(('kb.cli.site_', 'kb.cli.ready_', 'kb.cli.runbook_'))])"
    )
    run = [sys.executable, "-c", program]
    done = subprocess.run(
        run, cwd=tmp_path, env=os.environ | {"PYTHONPATH": ROOT}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == str([f"kb.cli.{group}"] if group else [])
    assert all(" ".join(line.split()[:4]) in " ".join(done.stdout.split()) for line in GROUPS[group].values())


@pytest.mark.parametrize(("group", "name"), [("", ""), *EVERY])
def test_help_is_offered_once_however_often_it_is_asked_for(group, name):
    words = [word for word in (group, name) if word]
    for flag in ("-h", "--help", "-h"):
        result = CliRunner().invoke(main, [*words, flag])
        assert result.exit_code == 0
        assert result.stdout.count("Show this message and exit.") == 1


def test_a_start_asks_for_no_translation():
    code = (
        "import gettext, sys\n"
        "gettext.dgettext = lambda domain, message: sys.exit(f'asked for {message}')\n"
        "from kb.cli import run\n"
        "run()\n"
    )
    for name in ("check", "risk"):
        run = [sys.executable, "-c", code, name]
        done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=ROOT)
        assert (done.returncode, done.stderr) == (0, "")
