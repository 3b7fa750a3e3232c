"""kb ready diff: what changed between two instants."""

import click

from kb.cli.options import complete_ids, draw, format_option, output_option
from kb.cli.session import Session, known, session_command

_EPILOG = """\b
Example:
  kb ready diff weekly-space --from 2022-10-01 --to 2023-05-23
"""


@click.command("diff", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@click.option("--from", "from_", required=True, metavar="DATE", help="The earlier date, or instant with offset.")
@click.option("--to", metavar="DATE", help="The later one (default: as_of in kb.toml, else now).")
@format_option("text", "json", "markdown", "html", "csv")
@output_option
@session_command
def command(session: Session, event: str, from_: str, to: str | None, format_name: str, output: str | None) -> None:
    """Show which answers changed between two instants, worse first: papers that came, evidence that ran out."""
    from kb.analyses.readiness.assess import assess
    from kb.analyses.readiness.compare import compare
    from kb.documents.readiness_after import describe_comparison

    found = session.base.events[known(event, session.base.events, "event")]
    when = session.at(to, "--to")
    before = assess(session.base, found, session.at(from_, "--from").instant)
    after = assess(session.base, found, when.instant)
    comparison = compare(before, after)
    draw(comparison, describe_comparison(comparison, after.title, when.line), format_name, output)
