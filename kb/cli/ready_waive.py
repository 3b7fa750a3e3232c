"""kb ready waive: record that the decider accepts a failing check."""

import click

from kb.cli.changes import dry_run_option
from kb.cli.options import complete_ids
from kb.cli.ready_paper import NOWHERE, by_option, check_id, event_of, finish, instant, now_option, paper
from kb.cli.session import Session, session_command
from kb.model.event import Waive
from kb.model.provenance import NO_PROVENANCE

_EPILOG = """\b
Example (in examples/lantern; the worked example names no decider):
  kb ready waive autumn-on-sale vendor-contact --subject cobble-pay \\
     --by lt-17 --reason "supported from 09:00 only" \\
     --compensating "a second person watches declined cards" --owner lt-12 \\
     --at 2026-09-10T09:00Z
"""


@click.command("waive", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@click.argument("check")
@by_option
@click.option("--reason", required=True, help="Why it is accepted.")
@click.option("--compensating", required=True, help="What is done instead.")
@click.option("--owner", required=True, metavar="PERSON", help="Who sees to that.")
@click.option("--subject", metavar="ID", help="Only this subject (default: the event, for the whole check).")
@click.option(
    "--until", default="event-end", show_default=True, help="A date or event-end; it ends with the event at the latest."
)
@now_option
@dry_run_option
@session_command
def command(
    session: Session,
    event: str,
    check: str,
    by: str,
    reason: str,
    compensating: str,
    owner: str,
    subject: str | None,
    until: str,
    at: str | None,
    dry_run: bool,
) -> None:
    """Write one waiver as one small file under events/EVENT/, or refuse it with a sentence.

    Only the decider can waive. window-covered, decider-and-abort, poll and circular-access can never be waived.
    """
    from kb.analyses.readiness.signing import refuse_waive

    found, name, when = event_of(session, event, (by, owner)), check_id(check), instant(at)
    waive = Waive(
        found.id, name, subject or found.id, by, when, reason, compensating, owner, until, NO_PROVENANCE, NOWHERE
    )
    why_not = refuse_waive(session.base, found, waive, when)
    finish(session, paper("waive", name, waive, when), why_not, dry_run=dry_run)
