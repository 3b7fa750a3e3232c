"""kb ready sign: record that a check was attested."""

import click

from kb.cli.changes import dry_run_option
from kb.cli.options import complete_ids
from kb.cli.ready_paper import NOWHERE, by_option, check_id, event_of, finish, instant, now_option, paper
from kb.cli.session import Session, session_command
from kb.model.event import Sign
from kb.model.provenance import NO_PROVENANCE

_EPILOG = """\b
Example (in examples/lantern; in the worked example nobody could sign this):
  kb ready sign autumn-on-sale architecture-known --by lt-10 \\
     --value "went from web to ledger with lt-12, 4 edges corrected" \\
     --evidence "notes of 10 September, page 3" --valid-for 14d \\
     --at 2026-09-14T09:00Z
"""


@click.command("sign", epilog=_EPILOG)
@click.argument("event", shell_complete=complete_ids("events"))
@click.argument("check")
@by_option
@click.option("--value", required=True, help="What was found, with numbers or names; no tick, no TBD.")
@click.option("--evidence", help="Where that can be seen; a blocker needs it.")
@click.option("--subject", metavar="ID", help="What it is about (default: the event).")
@click.option(
    "--valid-for", metavar="14d", help="How long it holds: 48h, 14d, 2w (at most as long as the check allows)."
)
@now_option
@dry_run_option
@session_command
def command(
    session: Session,
    event: str,
    check: str,
    by: str,
    value: str,
    evidence: str | None,
    subject: str | None,
    valid_for: str | None,
    at: str | None,
    dry_run: bool,
) -> None:
    """Write one sign-off as one small file under events/EVENT/, or refuse it with a sentence.

    Who signs is active, does not decide the event, and did not make the thing attested. Signing again writes a new file; the
    newest that counts is shown. A sign-off of architecture-known keeps what the event stands on, and what is asked of it, as it is now.
    """
    from kb.analyses.readiness.signing import kept_closure, refuse_sign

    found, name, when = event_of(session, event, (by,)), check_id(check), instant(at)
    closure = kept_closure(session.base, found, name)
    sign = Sign(
        found.id, name, subject or found.id, value, by, when, valid_for, evidence, NO_PROVENANCE, NOWHERE, closure
    )
    why_not = refuse_sign(session.base, found, sign, when)
    finish(session, paper("sign", name, sign, when), why_not, dry_run=dry_run)
