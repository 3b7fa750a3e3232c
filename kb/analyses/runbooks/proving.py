"""By which runbook somebody shows that they can operate a component, and what has to happen before they can."""

from typing import Final

from kb.model.base import Base
from kb.model.runbook import Runbook

_ABOUT_OTHERS: Final = frozenset({"comms", "access", "routine"})
"""Kinds of runbook that say little about operating the component itself."""


def proving(base: Base, component: str) -> Runbook | None:
    """Return the runbook to prove a component with; None where none is about operating it, so one has to be written.

    One that can be rehearsed before one that has to be given steps first; then one about the component itself before one on
    access, communication or routine; then the one about the fewest other components, as a run that is about everything shows
    little about each; then by id.
    """

    def rank(runbook: Runbook) -> tuple[bool, bool, int, str]:
        about_others = runbook.kind in _ABOUT_OTHERS
        return not runbook.rehearsable, about_others, len(base.components_of(runbook.id)), runbook.id

    books = (base.runbooks[name] for name in base.runbooks_of(component))
    able = (book for book in books if book.rehearsable or book.kind not in _ABOUT_OTHERS)
    return min(able, key=rank, default=None)


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


def steps_first(runbook: Runbook) -> str:
    """Return what has to happen before a runbook is drilled, as the beginning of an instruction; empty where nothing has."""
    return "" if runbook.rehearsable else f"give {runbook.id} steps, then "


def run_by(runbook: Runbook | None, people: list[str]) -> list[str]:
    """Return whose run of a runbook shows most: an author's does not verify it, so authors count only where all are."""
    authors = runbook.authors or () if runbook is not None else ()
    return [name for name in people if name not in authors] or people
