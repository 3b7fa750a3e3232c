"""kb runbook list: the runbooks, whether each is verified, and why not."""

import click

from kb.cli.options import at_option, draw_words, format_option, output_option
from kb.cli.session import Session, session_command
from kb.errors import NothingHereError

_EPILOG = """\b
Examples:
  kb runbook list                    all of them, the least trustworthy first
  kb runbook list --stale            what to rehearse, and every reason
  kb runbook list --at 2026-12-24    what will be due, if nothing is run
  kb runbook list --format csv -o runbooks.csv
"""


@click.command("list", epilog=_EPILOG)
@click.option("--stale", is_flag=True, help="Only those that are not verified.")
@at_option
@format_option("text", "json", "markdown", "csv")
@output_option
@session_command
def command(session: Session, stale: bool, at: str | None, format_name: str, output: str | None) -> None:
    """List the runbooks and whether each is verified.

    A runbook stops being verified when its interval has passed, its steps or a component it is for have changed, somebody
    it names or all of its owner's people have left, or a third of those who could operate the component are gone.
    Every reason is listed with its lines.
    """
    from kb.analyses.runbooks.listing import listing
    from kb.documents import runbook_list as words

    base = session.base
    if not base.runbooks:
        raise NothingHereError("there is no runbook yet: write one in runbooks/, named by what it does, ending in .md")
    when = session.at(at)
    report = listing(base, when.instant, only_stale=stale)
    draw_words(words, report, when.line, format_name, output)
