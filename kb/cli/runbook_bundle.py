"""kb runbook bundle: the runbooks of an event as one file for offline use."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from kb.cli.changes import dry_run_option, unwritten
from kb.cli.options import at_option, complete_ids, output_option
from kb.cli.ready_paper import finish, instant
from kb.cli.session import Session, known, say, session_command
from kb.errors import UsageError
from kb.files.papers import Paper, Value
from kb.model.words import Nothing

if TYPE_CHECKING:
    from kb.analyses.runbooks.bundle import Bundle

_EPILOG = """\b
Examples:
  kb runbook bundle --event EVENT -o runbooks.html
  kb runbook bundle --event EVENT --at 2026-09-15 -o runbooks.html
  kb runbook bundle --event EVENT -o runbooks.html --by ann \\
     --kept "printed, in the red folder of the studio" --needs none

Print it, or keep it on a device that does not need what the event stands on. With
--kept, a small file under events/EVENT/ records the copy; kb ready reads that
(readable-when-down), and says when the copy no longer says what the files say.
"""


@click.command("bundle", epilog=_EPILOG)
@click.option(
    "--event", metavar="ID", required=True, shell_complete=complete_ids("events"), help="The event to prepare for."
)
@at_option
@output_option
@click.option("--kept", metavar="WHERE", help="Record the copy: where it is kept, in words.")
@click.option("--by", metavar="PERSON", shell_complete=complete_ids("people"), help="Who puts it there.")
@click.option(
    "--needs",
    metavar="ID",
    multiple=True,
    shell_complete=complete_ids("components", "vendors"),
    help="A component or vendor one needs to read it there, or none; may be repeated.",
)
@dry_run_option
@session_command
def command(
    session: Session,
    event: str,
    at: str | None,
    output: str | None,
    kept: str | None,
    by: str | None,
    needs: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Write one HTML file with all that is needed when the site is down.

    It holds the runbooks of everything the event stands on, whom to call, and which components are thin. The file
    loads nothing and runs nothing, and can be printed. People are named in it only where the profile is internal.
    """
    from kb.analyses.runbooks.bundle import bundle
    from kb.render._bundle import bundle_html

    base = session.base
    found = base.events[known(event, base.events, "event")]
    if not found.entry:
        raise UsageError(f"the event {event} names no `entry`: what it stands on is unknown")
    when_kept = session.at(at).instant if at else instant(None)
    recorded = _recorded(session, (kept, by, needs), output, when_kept)
    when = session.at(at)
    made = bundle(base, found, when.instant)
    if not dry_run:
        say(bundle_html(made, when.line), output, data=True)
    elif not recorded:
        click.echo(f"would write {output or 'to standard output'}: {len(made.runbooks)} runbooks")
        unwritten("--dry-run")
    if recorded and kept and by:
        _record(session, made, (kept, by, needs), when_kept, dry_run=dry_run)


def _recorded(
    session: Session, told: tuple[str | None, str | None, tuple[str, ...]], output: str | None, when: datetime
) -> bool:
    """Return whether the copy is to be recorded, after looking that all is said.

    Raises:
        UsageError: naming what is missing, does not exist or cannot be.
    """
    from kb.analyses.readiness.signing import refuse_copy

    kept, by, needs = told
    if kept is None and by is None and not needs:
        return False
    given = {"--kept": kept, "--by": by, "--needs": needs, "-o": output if output != "-" else None}
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise UsageError(f"to record the copy, give {', '.join(missing)} too (--needs none where nothing is needed)")
    known(by or "", session.base.people, "person")
    if needs != ("none",):
        for name in needs:
            known(name, {**session.base.components, **session.base.vendors}, "component or vendor")
    if (why := refuse_copy(session.base, by or "", kept or "", when)) is not None:
        raise UsageError(f"not written: {why}")
    return True


def _record(
    session: Session, made: "Bundle", told: tuple[str, str, tuple[str, ...]], when: datetime, *, dry_run: bool
) -> None:
    from kb.analyses.readiness.signing import day
    from kb.analyses.runbooks.bundle import marks

    kept, by, needs = told
    found = marks(made)
    keys: dict[str, Value] = {
        "by": by,
        "date": day(when),
        "kept": kept,
        "needs": () if needs == ("none",) else tuple(dict.fromkeys(needs)),
        "calls": found.calls or Nothing.NONE,
        "texts": found.texts,
    }
    finish(session, Paper("bundle", made.event, "runbooks", keys, when), None, dry_run=dry_run)
