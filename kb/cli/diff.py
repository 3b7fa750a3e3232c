"""kb diff: what changed between two commits, a commit and the working tree, or two dates."""

from typing import Final

import click

from kb.cli.options import complete_ids, draw, format_option, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import UsageError

_EPILOG = """\b
Examples:
  kb diff main                       the working tree, beside main
  kb diff main...                    beside what it branched off from main
  kb diff v1.0 v2.0                  two commits
  kb diff HEAD~1 --event weekly-space
                                     what the last change did to one event
  kb diff main --fail-on orphaned    exit 1 if a component loses its last operator
  kb diff --at 2022-10-01 --to 2023-05-23
                                     the same files, as time passes
"""
_CLASSES: Final = ("orphaned", "single", "thin")


@click.command("diff", epilog=_EPILOG, short_help="Show what was lost and gained between two commits or dates.")
@click.argument("revisions", metavar="[REV] [REV]", nargs=-1)
@click.option("--at", metavar="DATE", help="Assess for this date (default: as_of of the later side, else now).")
@click.option("--to", metavar="DATE", help="Assess the later side for this date: what the time between changes, too.")
@click.option(
    "--event", metavar="ID", shell_complete=complete_ids("events"), help="Only an event and what it stands on."
)
@click.option(
    "--fail-on",
    type=click.Choice([*_CLASSES, "any"]),
    help="Exit 1 if a component falls to this class or worse, or unknown, or is new in it; any: at any loss.",
)
@format_option("text", "json", "markdown", "comment", "github", "csv")
@output_option
@session_command
def command(
    session: Session,
    revisions: tuple[str, ...],
    at: str | None,
    to: str | None,
    event: str | None,
    fail_on: str | None,
    format_name: str,
    output: str | None,
) -> None:
    """Show what changed in coverage, bus factor, runbooks and the readiness of events to come.

    One REV is compared with the working tree, two with each other; A...B compares B with what it branched off from A.
    Commits are read from git's objects: nothing is checked out, nothing of the repository is run.

    Losses come first, those of a last operator before all; each with the lines that made it. --at and --to compare two
    dates: evidence expires, leave begins, contracts, support, sign-offs and waivers end.
    """
    from kb.analyses.diff.compare import compare, fails
    from kb.analyses.diff.report import Effect
    from kb.cli.diff_sides import sides
    from kb.documents import diff, diff_rows
    from kb.model.words import RiskClass

    if len(revisions) > 2:
        raise UsageError("compare two revisions at most: `kb diff OLD NEW`")
    if not revisions and (at is None or to is None):
        raise UsageError("name a revision to compare with, such as `kb diff main`; or two dates, by --at and --to")
    before, after, line, prefix, catalogue = sides(session, revisions, at, to)
    if event is not None:
        known(event, before.base.events.keys() | after.base.events.keys(), "event")
    report = compare(before, after, event)._replace(catalogue_now=catalogue)
    describe = diff_rows.describe if format_name == "csv" else diff.describe
    options = {"prefix": prefix} if format_name == "github" else {}
    draw(report, describe(report, line), format_name, output, **options)
    if fail_on is not None:
        _judge(report, fail_on)


def _judge(report: "DiffReport", fail_on: str) -> None:
    """Fail if something was lost that may not be, and say what."""
    if fail_on == "any":
        lost = [change for change in report.changes if change.effect.value == "lost"]
        why = {f"{kind} lost": [each.subject for each in lost if each.kind == kind] for kind in dict.fromkeys(change.kind for change in lost)}
    else:
        why = {}
    if any(why.values()):
        fail(f"--fail-on {fail_on}", why)
