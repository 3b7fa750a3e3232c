"""What `kb runbook start` and `kb runbook log` check and say alike."""

from datetime import datetime

from kb.analyses.rehearsal.people import absent
from kb.analyses.rehearsal.proof import prove
from kb.cli.options import draw
from kb.cli.session import known
from kb.documents import run_proof
from kb.errors import UsageError
from kb.model.base import Base
from kb.model.moment import noon
from kb.model.runbook import Run, Runbook


def taking_part(base: Base, by: str, observer: str | None, at: datetime) -> None:
    """Check who runs and who watches.

    Raises:
        UsageError: if one does not exist, is not active at the instant, or both are the same.
    """
    for name in (by, *([observer] if observer is not None else [])):
        known(name, base.people, "person")
        why = absent(base, name, at)
        if why is not None:
            raise UsageError(why)
    if observer == by:
        raise UsageError(f"{by} cannot observe their own run: leave --observer out, or name another")


def own_runbook(book: Runbook, by: str) -> str | None:
    """Return what an author is told before they run their own runbook."""
    if by not in (book.authors or ()):
        return None
    return f"{by} is an author of {book.id}: this run will not verify the runbook. Only a run by someone else does."


def show_proof(base: Base, run: Run, at: datetime) -> None:
    """Print what a run proves at an instant: now."""
    line = f"At {at:%Y-%m-%d %H:%M} UTC (now)."
    as_of = base.settings.as_of
    if as_of is not None and run.ended is not None and run.ended > noon(as_of):
        line += f" Reports made for {as_of} (as_of in {base.settings.source.path}) do not see this run yet."
    if run.runbook in base.runbooks:
        draw(run, run_proof.describe(prove(base, run, at), line), "text", None)
