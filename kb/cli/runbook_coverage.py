"""kb runbook coverage: which alerts, dependencies and needs have a runbook."""

import click

from kb.cli.options import at_option, draw_words, format_option, id_option, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb runbook coverage                   the whole knowledge base
  kb runbook coverage --event EVENT     all that the event stands on
  kb runbook coverage --event EVENT --format csv -o coverage.csv
"""


@click.command("coverage", epilog=_EPILOG)
@id_option("event", "events", "Only the hard closure of an event's entry.")
@at_option
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def command(session: Session, event: str | None, at: str | None, format_name: str, output: str | None) -> None:
    """Show what the runbooks answer, and what they leave open.

    Three matrices: each alert and its runbooks; each hard dependency, the ways in which it fails, and what answers
    them; the kinds of runbook that every component of tier 0 or 1 must have.
    """
    from kb.analyses.runbooks.matrix import Matrix
    from kb.documents import runbook_coverage as words

    base = session.stocked
    if event is not None and not base.events[known(event, base.events, "event")].entry:
        raise UsageError(f"the event {event} names no `entry`: what it stands on is unknown")
    when = session.at(at)
    report = Matrix(base, when.instant).report(event)
    draw_words(words, report, when.line, format_name, output)
