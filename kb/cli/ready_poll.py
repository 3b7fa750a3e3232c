"""kb ready poll: record what a role says, go or no-go."""

import click

from kb.cli.changes import dry_run_option
from kb.cli.options import complete_ids
from kb.cli.ready_paper import NOWHERE, by_option, event_of, finish, instant, now_option, paper
from kb.cli.session import Session, session_command
from kb.model.event import Poll
from kb.model.provenance import NO_PROVENANCE

_EPILOG = """\b
Example:
  kb ready poll presidential-announcement --role spaces --by p-1 \\
     --say no-go --value "no load test of this size is known" \\
     --at 2023-05-23T09:00Z
"""


@click.command("poll", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@click.option("--role", required=True, help="A role of the event, decider, or a system it stands on.")
@by_option
@click.option("--say", required=True, type=click.Choice(["go", "no-go"]), help="What the role says.")
@click.option("--value", required=True, help="What the answer rests on; kept word for word.")
@now_option
@dry_run_option
@session_command
def command(
    session: Session, event: str, role: str, by: str, say: str, value: str, at: str | None, dry_run: bool
) -> None:
    """Write one answer as one small file under events/EVENT/, or refuse it with a sentence.

    A later answer of the same role replaces the earlier one; a no-go stays in the report, word for word.
    """
    from kb.analyses.readiness.signing import refuse_poll

    found, when = event_of(session, event, (by,)), instant(at)
    poll = Poll(found.id, role, by, say, value, when, NO_PROVENANCE, NOWHERE)
    why_not = refuse_poll(session.base, found, poll, when)
    finish(session, paper("poll", role, poll, when), why_not, dry_run=dry_run)
