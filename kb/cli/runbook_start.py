"""kb runbook start: step a person through a runbook, and record the run."""

import sys

import click

from kb.cli.options import complete_ids
from kb.cli.session import Session, session_command
from kb.errors import UsageError

_KINDS = ("drill", "tabletop", "gameday", "incident")
_EPILOG = """\b
Examples:
  kb runbook start relaunch-room --kind drill --by p-1 --observer p-2
  kb runbook start relaunch-room --by p-1 --resume   # go on

Every answer is on the disk before the next question: Ctrl-C, a crash or a lost connection lose none.
"""


@click.command("start", epilog=_EPILOG)
@click.argument("runbook", metavar="ID", shell_complete=complete_ids("runbooks"))
@click.option("--kind", type=click.Choice(_KINDS), help="What sort of run it is; needed for a new one.")
@click.option("--by", required=True, metavar="PERSON", shell_complete=complete_ids("people"), help="Who runs it.")
@click.option("--observer", metavar="PERSON", shell_complete=complete_ids("people"), help="Who watches.")
@click.option("--resume", "choice", flag_value="resume", help="Go on with the open run, without asking.")
@click.option("--discard", "choice", flag_value="discard", help="Throw the open run away and begin anew.")
@session_command
def command(
    session: Session, runbook: str, kind: str | None, by: str, observer: str | None, choice: str | None
) -> None:
    """Step through the runbook ID, one step at a time, and record the run in runbooks/log/.

    kb executes nothing: it shows what to do and what to expect, and asks how it went. A run under way can be
    left with Ctrl-C at any time; the same command offers to resume it.
    """
    if not sys.stdin.isatty():
        raise UsageError(
            "kb runbook start asks step by step and needs a terminal; for a run done elsewhere use `kb runbook log`"
        )
    from kb.cli.rehearsing.sitting import Sitting

    Sitting(session, runbook, by, observer).run(kind, choice)
