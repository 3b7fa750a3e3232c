"""kb runbook log: record a run that was done elsewhere."""

from typing import Any

import click

from kb.cli.changes import dry_run_option
from kb.cli.options import complete_ids
from kb.cli.session import Session, session_command

_KINDS = ("drill", "tabletop", "gameday", "incident")
_EPILOG = """\b
Examples:
  kb runbook log relaunch-room --kind incident --by p-1 \\
    --started 2026-06-01T18:10+02:00 --ended 2026-06-01T18:26+02:00 \\
    --outcome partial --help-taken asked --step s1=ok --step s3=fail \\
    --note s3="the share stayed at 0 %" --followup "write a number into s3"
  kb runbook log … --outcome pass --all-steps-ok
  kb runbook log … --dry-run       the record and what it proves, unwritten
"""


@click.command("log", epilog=_EPILOG)
@click.argument("runbook", metavar="ID", shell_complete=complete_ids("runbooks"))
@click.option("--kind", required=True, type=click.Choice(_KINDS), help="What sort of run it was.")
@click.option("--by", required=True, metavar="PERSON", shell_complete=complete_ids("people"), help="Who ran it.")
@click.option("--observer", metavar="PERSON", shell_complete=complete_ids("people"), help="Who watched.")
@click.option("--started", required=True, metavar="T", help="When it began: 2026-01-31T18:00+01:00, or with Z.")
@click.option("--ended", required=True, metavar="T", help="When it ended.")
@click.option("--outcome", required=True, type=click.Choice(("pass", "partial", "fail")), help="What it amounted to.")
@click.option(
    "--help-taken", required=True, type=click.Choice(("none", "asked", "took_over")), help="What help was taken."
)
@click.option(
    "--step", "steps", multiple=True, metavar="ID=RESULT", help="A step: ok, fail, skip or deviated. Repeatable."
)
@click.option("--all-steps-ok", is_flag=True, help="Every step not told with --step went ok.")
@click.option(
    "--note", "notes", multiple=True, metavar="ID=TEXT", help="A note on a step told with --step. Repeatable."
)
@click.option("--confirmed", multiple=True, metavar="ID=PERSON", help="The second person of a step. Repeatable.")
@click.option("--followup", "followups", multiple=True, metavar="TEXT", help="Something to be done. Repeatable.")
@click.option(
    "--steps-hash", metavar="HASH", help="Fingerprint of the steps it went by, or unknown (default: as they stand)."
)
@dry_run_option
@session_command
def command(session: Session, runbook: str, *, dry_run: bool, **told: Any) -> None:
    """Record a run of the runbook ID that was done without kb runbook start, in runbooks/log/.

    A pass says how every step went: --all-steps-ok, a --step for each, or both, with a --step for each exception.

    The record is written as a whole or not at all, and never over another one. What it proves is printed:
    who is now proven to operate what, and whether the runbook becomes verified.
    """
    from kb.cli.rehearsing.telling import log

    log(session, runbook, told, dry_run=dry_run)
