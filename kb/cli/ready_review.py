"""kb ready review: after the event, which findings came true."""

import click

from kb.cli.options import complete_ids, draw, format_option, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import UsageError

_EPILOG = """\b
Example:
  kb ready review presidential-announcement
"""


@click.command("review", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@click.option("--at", metavar="INSTANT", help="Ask the checks as of this instant (default: the start of the event).")
@format_option("text", "json", "markdown", "html", "csv")
@output_option
@session_command
def command(session: Session, event: str, at: str | None, format_name: str, output: str | None) -> None:
    """Hold what the event showed (`outcome:` of its file) against what the checks said before it began."""
    from kb.analyses.readiness.assess import assess
    from kb.analyses.readiness.review import review
    from kb.documents.readiness_after import describe_lessons, describe_review

    base = session.base
    found = base.events[known(event, base.events, "event")]
    start = found.window.start if found.window else None
    if at is None and start is None:
        raise UsageError(f"{found.id} does not say when it started: give --at")
    if found.outcome is None and start is not None and start > session.at(None).instant:
        begins = start.isoformat(sep=" ", timespec="minutes")
        raise UsageError(
            f"{found.id} has not begun: it starts {begins}, and its file holds no `outcome`; before an event: kb ready {found.id}"
        )
    when = session.at(at or (start.isoformat() if start else None))
    made = review(found, assess(base, found, when.instant))
    line = when.line if at else when.line.replace("asked for with --at", "the start of the event")
    describe = describe_lessons if format_name == "csv" else describe_review
    draw(made, describe(made, line), format_name, output)
