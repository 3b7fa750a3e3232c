"""kb runbook: what the runbooks are worth. A group whose commands are modules of this package, imported on demand."""

from typing import Final

import click

from kb.cli.groups import Group

COMMANDS: Final = {
    "bundle": "Write the runbooks of an event as one file for offline use.",
    "coverage": "Show which alerts, dependencies and needs have a runbook.",
    "list": "List the runbooks, whether each is verified, and why not.",
    "log": "Record a run that was done elsewhere.",
    "new": "Begin a runbook, to be filled in.",
    "start": "Step through a runbook and record the run.",
}
"""Every command of the group and its one line; its module is ``kb.cli.runbook_<name>``."""

_EPILOG = """\b
Examples:
  kb runbook list --stale               what to rehearse first, and why
  kb runbook new ID --for COMPONENT     a form to fill in
  kb runbook start ID --kind drill --by p-1
  kb runbook coverage --event EVENT     where nothing tells people what to do
  kb runbook bundle --event EVENT -o runbooks.html
"""


@click.command("runbook", cls=Group, listed=COMMANDS, modules="kb.cli.runbook_", epilog=_EPILOG)
def command() -> None:
    """Keep runbooks that work: begin, list, rehearse, measure and bundle them.

    A runbook counts as verified when someone other than its authors has run it, passed, lately, on the steps as they
    stand. kb never executes what a runbook says.
    """
