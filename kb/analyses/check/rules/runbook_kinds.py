"""A system that must not fail, without a runbook of a kind that it will need.

Why: on 24 May 2023 the audience of a failing Twitter Space was moved to a new room, opened from another account, after
some twenty minutes; no public account mentions that this had been prepared. The ways out of such an evening are few and
known: more capacity, less service, the last release, another room, another way in, word to the audience.

How to fix: write one runbook of each kind that is missing, for any component of the system (`kind:`), and rehearse it. If the system cannot be helped in that way, let be
this finding with the reason.

Known as RB203, too.

Passes:
    # architecture/pay.yml
    systems:
      till: {tier: 2}
    services:
      pay: {system: till}

Fails:
    # architecture/pay.yml
    systems:
      till: {tier: 0}
    services:
      pay: {system: till}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity


class RunbookKinds(Rule):
    """Looks at the kinds of the runbooks of each system.

    Attributes:
        tiers: the tiers it holds for.
        kinds: the kinds that must be there.
    """

    severity = Severity.INFO
    tiers: tuple[int, ...] = (0, 1)
    kinds: tuple[str, ...] = ("scale-out", "degrade", "rollback", "relaunch", "access", "comms")

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a system."""
        for system in view.base.systems.values():
            parts = [item for item in view.components if item.system == system.id]
            if not any(view.base.tier(item) in self.tiers for item in parts):
                continue
            names = {name for item in parts for name in view.base.runbooks_of(item.id)} | set(system.runbooks or ())
            have = {view.base.runbooks[name].kind for name in names if name in view.base.runbooks}
            missing = [kind for kind in self.kinds if kind not in have]
            if missing:
                message = f"the system `{system.id}` has no runbook of the kind {listed(missing, 6)}"
                yield self.finding(system.id, system.source, message, "write one of each kind, and rehearse it")
