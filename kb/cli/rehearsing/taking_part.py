"""What `kb runbook start` and `kb runbook log` check and say alike."""

from datetime import UTC, datetime
from typing import Final

from kb.analyses.rehearsal.people import absent
from kb.analyses.rehearsal.proof import prove
from kb.cli.options import draw
from kb.cli.session import Session, known
from kb.documents import run_proof
from kb.errors import UsageError
from kb.model.asked import At
from kb.model.base import Base
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


def without_steps(book: Runbook) -> str | None:
    """Return what a run of a runbook that has no steps can show and what it cannot; None where it has some."""
    if book.rehearsable:
        return None
    steps = "no finished steps" if book.unfinished else "no steps"
    return (
        f"{book.id} has {steps}; it is gone through as a whole, which proves nothing, of it or of whoever runs it: the record "
        "only says that it happened. Give it steps, then drill it."
    )


_NOTHING: Final = frozenset({"", "n", "no", "none", "nothing", "nope", "n/a"})


def is_no(text: str) -> bool:
    """Whether what was told as a follow-up says that there is none: "none", "No.", "n"."""
    return text.casefold().strip(" .!-") in _NOTHING


def show_proof(session: Session, run: Run) -> None:
    """Print what a run proves at the date every report is made for; at its own end, where that date lies before it."""
    base, when = session.loaded.base, session.at(None)
    if run.ended is not None and when.instant < run.ended:
        line = f"At {run.ended.astimezone(UTC):%Y-%m-%d %H:%M} UTC (the end of this run)."
        as_of = base.settings.as_of
        if as_of is not None:
            line += f" Reports made for {as_of} (as_of in {base.settings.source.path}) do not see this run yet."
        when = At(run.ended, line)
    if run.runbook in base.runbooks:
        draw(run, run_proof.describe(prove(base, run, when.instant), when.line), "text", None)
