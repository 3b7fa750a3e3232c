"""kb runbook bundle: the runbooks of an event as one file for offline use."""

import click

from kb.cli.options import at_option, complete_ids, output_option
from kb.cli.session import Session, known, say, session_command
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb runbook bundle --event EVENT -o runbooks.html
  kb runbook bundle --event EVENT --at 2026-09-15 -o runbooks.html

Print it, or keep it on a device that does not need what the event stands on.
"""


@click.command("bundle", epilog=_EPILOG, short_help="Write the runbooks of an event as one file for offline use.")
@click.option(
    "--event", metavar="ID", required=True, shell_complete=complete_ids("events"), help="The event to prepare for."
)
@at_option
@output_option
@session_command
def command(session: Session, event: str, at: str | None, output: str | None) -> None:
    """Write one HTML file with all that is needed when the site is down.

    It holds the runbooks of everything the event stands on, whom to call, and which components are thin. The file
    loads nothing and runs nothing, and can be printed. People are named in it only where the profile is internal.
    """
    from kb.analyses.runbooks.bundle import bundle  # noqa: PLC0415 - imports the graph
    from kb.render._bundle import bundle_html  # noqa: PLC0415 - imports markdown-it-py

    base = session.base
    found = base.events[known(event, base.events, "event")]
    if not found.entry:
        raise UsageError(f"the event {event} names no `entry`: what it stands on is unknown")
    when = session.at(at)
    say(bundle_html(bundle(base, found, when.instant), when.line), output)
