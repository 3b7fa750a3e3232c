"""Runbooks and contacts can be read when what they are about is down.

Why: teams have found the plan for a lost login stored behind that login, on the day the login was lost.

How to fix: `kb runbook bundle`, print it or keep it on a machine that needs nothing of ours, open it without network, sign that.

Source of thresholds: published break-glass guidance; seven days are our policy.

Passes:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    sign: {check: K7, by: ann, date: 2026-05-31,
      value: bundle of 4 runbooks opened without network,
      evidence: bundle of 2026-05-31}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}}

Fails:
    # events/show.yml
    entry: [room]
    # events/show/a.yml
    sign: {check: K7, by: ann, date: 2026-05-01,
      value: bundle of 4 runbooks opened without network,
      evidence: bundle of 2026-05-01}
    # architecture/a.yml
    services: {room: {}}
    # ownership/a.yml
    people: {ann: {}}
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kb.analyses.readiness.answer import Answer, Nature, Severity
from kb.analyses.readiness.checks import SignedCheck
from kb.analyses.readiness.situation import Situation


@dataclass(frozen=True)
class ReadableWhenDown(SignedCheck):
    """Looks for a sign-off of the offline bundle."""

    code: ClassVar[str] = "K7"
    title: ClassVar[str] = "Readable when we are down"
    severity: ClassVar[Severity] = Severity.MAJOR
    nature: ClassVar[Nature] = Nature.ATTESTED
    needs: ClassVar[tuple[str, ...]] = ()
    days: float = 7

    def look(self, case: Situation) -> Iterator[Answer]:
        """Yield what the sign-off says."""
        yield from self.signed(
            case, case.event.id, "what the bundle holds, where it is, that it opened without network"
        )
