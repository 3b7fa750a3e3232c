"""Groups: every command is there, none is imported to be listed, and a misspelt one is met with the nearest."""

import importlib
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from kb.cli import ready, runbook, site
from kb.cli.groups import module_name
from kb.cli.main import COMMANDS, main

GROUPS = {"": COMMANDS, "ready": ready.COMMANDS, "runbook": runbook.COMMANDS, "site": site.COMMANDS}
EVERY = [(group, name) for group, commands in GROUPS.items() for name in commands]


@pytest.mark.parametrize(("group", "name"), EVERY)
def test_every_command_listed_is_there_and_says_itself_what_it_is_listed_with(group, name):
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


@pytest.mark.parametrize("group", GROUPS)
def test_help_imports_no_command(group):
    program = (
        "import sys; from kb.cli.main import main\n"
        f"main([*{[group] if group else []}, '--help'], standalone_mode=False)\n"
        f"print([name for name in sys.modules if name in {[f'kb.cli.{module_name(name)}' for name in COMMANDS]}"
        " or name.startswith(('kb.cli.site_', 'kb.cli.ready_', 'kb.cli.runbook_'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == str([f"kb.cli.{group}"] if group else [])
