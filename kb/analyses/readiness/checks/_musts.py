"""The runbooks no event of size should be without, by kind."""

from collections.abc import Mapping
from typing import Final

from kb.analyses.readiness.answer import Scale
from kb.analyses.readiness.checks._runbooks import needed
from kb.analyses.readiness.situation import Situation
from kb.model.runbook import Runbook

MUSTS: Final = ("scale-out", "degrade", "rollback", "access", "comms")
MARQUEE_MUSTS: Final = ("relaunch",)
"""Moving to another room, host or venue: asked of marquee events only, as a backup venue is."""


def musts(case: Situation) -> Mapping[str, tuple[Runbook, ...]]:
    """Return per kind that must be there the runbooks of that kind for what the event stands on."""
    kinds = MUSTS + (MARQUEE_MUSTS if case.scale is Scale.MARQUEE else ())
    books = needed(case, case.closure).values()
    return {kind: tuple(book for book in books if book.kind == kind) for kind in kinds}
