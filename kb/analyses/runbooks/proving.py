"""By which runbook somebody shows that they can operate a component, and what has to happen before they can."""

from kb.analyses.evidence import shows_at_most
from kb.model.base import Base
from kb.model.runbook import Runbook
from kb.model.words import Level


def proving(base: Base, component: str) -> Runbook | None:
    """Return the runbook to prove a component with; None where no run of any would, so one has to be written.

    One that can be rehearsed before one that has to be given steps first; then the one about the fewest other components, as
    a run that is about everything shows little about each; then by id.
    """

    def rank(runbook: Runbook) -> tuple[bool, int, str]:
        return not runbook.rehearsable, len(base.components_of(runbook.id)), runbook.id

    books = (base.runbooks[name] for name in base.runbooks_of(component))
    return min((book for book in books if shows_at_most(book) is Level.OPERATE), key=rank, default=None)


def to_drill(component: str, runbook: Runbook | None, writing: str = "") -> str:
    """Say what leads to a drill, as an instruction: "drill runbook fix", "give runbook fix steps, then drill it".

    Args:
        component: id of what is to be proven.
        runbook: what :func:`proving` returned for it.
        writing: how what is missing is written: " together", " with ann before ann goes".
    """
    if runbook is None:
        return f"write a runbook for {component}{writing}, then drill it"
    if not runbook.rehearsable:
        return f"give runbook {runbook.id} steps{writing}, then drill it"
    return f"drill runbook {runbook.id}"


def steps_first(*runbooks: Runbook) -> str:
    """Return what has to happen before runbooks are drilled, as the beginning of an instruction; empty where nothing has."""
    bare = [runbook.id for runbook in runbooks if not runbook.rehearsable]
    return f"give {', '.join(bare)} steps, then " if bare else ""


def run_by(runbook: Runbook | None, people: list[str]) -> list[str]:
    """Return whose run of a runbook shows most: an author's does not verify it, so authors count only where all are."""
    authors = runbook.authors or () if runbook is not None else ()
    return [name for name in people if name not in authors] or people
