"""kb diff: what changed between two commits, a commit and the working tree, or two dates."""

from typing import TYPE_CHECKING, Final

import click

from kb.cli.failing import fail
from kb.cli.options import draw_words, format_option, id_option, output_option
from kb.cli.session import Session, known, session_command
from kb.errors import UsageError

if TYPE_CHECKING:
    from kb.analyses.diff.report import DiffReport

_EPILOG = """\b
Examples:
  kb diff                            the working tree, beside HEAD
  kb diff main                       the same, beside main
  kb diff main...                    beside what it branched off from main
  kb diff v1.0 v2.0                  two commits
  kb diff HEAD~1 --event weekly-space
                                     what the last change did to one event
  kb diff main --fail-on orphaned    exit 1 if a component is orphaned by it
  kb diff --to 2027-01-15            the same files, from now to then
  kb diff --at 2022-10-01 --to 2023-05-23
                                     or from another date
"""
_CLASSES: Final = ("orphaned", "single", "thin")


@click.command("diff", epilog=_EPILOG)
@click.argument("revisions", metavar="[REV] [REV]", nargs=-1)
@click.option("--at", metavar="DATE", help="Assess for this date (default: as_of of the later side, else now).")
@click.option("--to", metavar="DATE", help="Assess the later side for this date: what the time between changes, too.")
@id_option("event", "events", "Only an event and what it stands on.")
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

    One REV (HEAD, if none is given) is compared with the working tree, two with each other; A...B compares B with what it
    branched off from A.
    Commits are read from git's objects: nothing is checked out, nothing of the repository is run.

    Losses come first, those of a last operator before all; each with the lines that made it. --at and --to compare two
    dates, with no REV of the same files: evidence expires, leave begins, contracts, support, sign-offs and waivers end.
    """
    from kb.analyses.diff.compare import compare
    from kb.cli.diff_sides import sides
    from kb.documents import diff

    if len(revisions) > 2:
        raise UsageError("compare two revisions at most: `kb diff OLD NEW`")
    if not revisions and to is None:
        revisions = ("HEAD",)
    before, after, line, prefix, catalogue = sides(session, revisions, at, to)
    if event is not None:
        known(event, before.base.events.keys() | after.base.events.keys(), "event")
    report = compare(before, after, event)._replace(catalogue_now=catalogue)
    options = {"prefix": prefix} if format_name == "github" else {}
    draw_words(diff, report, line, format_name, output, **options)
    if fail_on is not None:
        _judge(report, fail_on)


def _judge(report: "DiffReport", fail_on: str) -> None:
    """Fail if something was lost that may not be, and say what."""
    from kb.analyses.diff.compare import fails
    from kb.model.words import RiskClass

    if fail_on == "any":
        lost = [
            (_word(change.what.value), change.subject) for change in report.changes if change.effect.value == "lost"
        ]
    else:
        fallen = set(fails(report, RiskClass(fail_on)))
        standings = [item for item in report.standings if item.component in fallen]
        lost = [(item.after.value, item.component) for item in standings if item.after is not None]
    why = {word: [name for said, name in lost if said == word] for word in (*_CLASSES, *dict(lost))}
    if lost:
        fail(f"--fail-on {fail_on}", why)


def _word(what: str) -> str:
    """Return the word for what was lost, as it stands behind a name: a class, or what of it is worse."""
    return what if what in (*_CLASSES, "unknown", "unproven") else f"({what})"
