"""kb runbook new: begin a runbook, to be filled in."""

from typing import TYPE_CHECKING

import click

from kb.cli.changes import agreed, dry_run_option, put_back, show_diff, write, yes_option
from kb.cli.options import base_of, complete_ids, note
from kb.cli.session import Session, known, session_command
from kb.errors import KbError, UsageError
from kb.files.keys import NAME, RUNBOOK_KINDS

if TYPE_CHECKING:
    from kb.model.base import Base

_EPILOG = """\b
Examples:
  kb runbook new restore-ledger --for ledger
  kb runbook new ledger-lags --for ledger --alert LedgerLag --by p-1
  kb runbook new shed-load --for shop --for cart --kind degrade --dry-run
"""


def _complete_alerts(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    from kb.analyses.who.asked import alerts_of

    base = base_of(ctx)
    return [] if base is None else [name for name in sorted(alerts_of(base)) if name.startswith(incomplete)]


@click.command("new", epilog=_EPILOG)
@click.argument("name", metavar="ID")
@click.option(
    "--for",
    "components",
    multiple=True,
    metavar="COMPONENT",
    shell_complete=complete_ids("components"),
    help="What it is about. Repeatable; left out, what the alerts belong to.",
)
@click.option(
    "--alert",
    "alerts",
    multiple=True,
    metavar="NAME",
    shell_complete=_complete_alerts,
    help="An alert it answers. Repeatable.",
)
@click.option("--kind", type=click.Choice(RUNBOOK_KINDS), default="relaunch", show_default=True, help="What it is for.")
@click.option(
    "--by",
    "authors",
    multiple=True,
    metavar="PERSON",
    shell_complete=complete_ids("people"),
    help="Who writes it. Repeatable.",
)
@yes_option
@dry_run_option
@session_command
def command(
    session: Session,
    name: str,
    components: tuple[str, ...],
    alerts: tuple[str, ...],
    kind: str,
    authors: tuple[str, ...],
    yes: bool,
    dry_run: bool,
) -> None:
    """Begin the runbook ID in runbooks/, for you to fill in.

    It has every section and the form of a step, what the files know already (owner, alert, whom to page), and a prompt
    in the place of all else. As long as a prompt is left, kb check says so; as long as one is left in its steps, it
    counts as a runbook without steps, and proves nothing.
    """
    from kb.files.scaffold_runbook import Asked, owners, scaffolded

    put_back(session.root, dry_run=dry_run)
    base = _base(session, name)
    _free(session, base, name)
    authors = tuple(dict.fromkeys(known(each, base.people, "person") for each in authors))
    about = tuple(dict.fromkeys(known(each, base.components, "component") for each in components))
    for alert in alerts:
        if not NAME.matches.fullmatch(alert):
            raise UsageError(f"`{alert}` is not {NAME.name}: {NAME.fix}")
    about = about or _raising(base, name, alerts)
    change = scaffolded(base, Asked(name, kind, about, tuple(dict.fromkeys(alerts)), authors))
    show_diff([change])
    _tell(base, alerts, owners(base, about))
    if agreed(1, dry_run=dry_run, yes=yes):
        write(session.root, [change])
        note(
            f"Written to {change.path}. Fill in what it asks for; `kb check` says how much is left. Then somebody who did not "
            f"write it runs it: kb runbook start {name} --kind drill --by PERSON"
        )


def _base(session: Session, name: str) -> "Base":
    """Return the base, whose only fault may be that it names this runbook already.

    Raises:
        KbError: listing all other faults.
    """
    from kb.model.finding import faults_said

    found = [item for item in session.loaded.findings if item.suppressed is None]
    faults = [item for item in found if not item.message.startswith(f"there is no runbook `{name}`")]
    if faults:
        raise KbError(faults_said(faults))
    return session.loaded.base


def _free(session: Session, base: "Base", name: str) -> None:
    """Make sure that a runbook can be called so.

    Raises:
        UsageError: saying what stands in the way, and what could stand there instead.
    """
    from kb.files.entities import MAX_ID, RESERVED
    from kb.files.shapes import is_slug
    from kb.importers._names import slug

    if not is_slug(name) or name in RESERVED or len(name) > MAX_ID:
        meant = slug(name.removesuffix(".md").removeprefix("runbooks/"))
        such = f", such as {meant}" if meant and meant not in RESERVED and len(meant) <= MAX_ID else ""
        raise UsageError(f"`{name}` is not an id: use lower-case letters and digits, joined by single hyphens{such}")
    kind = base.kind(name)
    if kind is not None:
        raise UsageError(f"there is a {kind.value} `{name}` already ({base.entities[name].source}): choose another id")
    path = session.root / f"runbooks/{name}.md"
    if path.exists() or path.is_symlink():
        raise UsageError(f"runbooks/{name}.md is there already: nothing was written")


def _raising(base: "Base", name: str, alerts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the components that raise some alerts.

    Raises:
        UsageError: if there are none: a runbook about nothing is found by nobody.
    """
    from kb.analyses.who.asked import alerts_of

    raised = alerts_of(base)
    found = sorted({component for alert in alerts if alert in raised for component in raised[alert][0]})
    if found:
        return tuple(found)
    if not alerts:
        raise UsageError(f"say what it is about: kb runbook new {name} --for COMPONENT, or --alert NAME")
    from kb.model.nearest import there_is

    lost = alerts[0]
    raise UsageError(f"say with --for whose alert it is: no component has `{lost}`{there_is(lost, raised)}")


def _tell(base: "Base", alerts: tuple[str, ...], owning: tuple[str, ...]) -> None:
    """Say what whoever reads the diff would not see in it."""
    from kb.analyses.who.asked import alerts_of
    from kb.model.nearest import hint

    raised = alerts_of(base)
    for alert in dict.fromkeys(alerts):
        if alert not in raised:
            note(f"No component has the alert `{alert}`{hint(alert, raised)}")
        elif raised[alert][1]:
            note(
                f"The alert `{alert}` leads to {', '.join(sorted(raised[alert][1]))} already: one of them is to answer it."
            )
    if len(owning) > 1:
        note(f"These belong to {' and '.join(owning)}: say under `owner` who keeps it true.")
