"""kb runbook: what the runbooks are worth. A group whose commands are modules of this package, imported on demand."""

import importlib
from typing import Final

import click

COMMANDS: Final = {
    "bundle": "Write the runbooks of an event as one file for offline use.",
    "coverage": "Show which alerts, dependencies and needs have a runbook.",
    "list": "List the runbooks, whether each is verified, and why not.",
    "log": "Record a run that was done elsewhere.",
    "start": "Step through a runbook and record the run.",
}
"""Every command of the group and its one line; its module is ``kb.cli.runbook_<name>``."""

_EPILOG = """\b
Examples:
  kb runbook list --stale               what to rehearse first, and why
  kb runbook start ID --kind drill --by p-1
  kb runbook coverage --event EVENT     where nothing tells people what to do
  kb runbook bundle --event EVENT -o runbooks.html
"""


class RunbookCommands(click.Group):
    """Imports the module of a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command's module and return its command; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"kb.cli.runbook_{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command("runbook", cls=RunbookCommands, epilog=_EPILOG, short_help="List, rehearse and bundle runbooks.")
def command() -> None:
    """Keep runbooks that work: list, rehearse, measure and bundle them.

    A runbook counts as verified when someone other than its authors has run it, passed, lately, on the steps as they
    stand. kb never executes what a runbook says.
    """
