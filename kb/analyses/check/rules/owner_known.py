"""A component of tier 0 or 1 that no team owns.

Why: nobody tests, repairs or documents what belongs to nobody. When GitLab lost data on 31 January 2017 and its regular
backups were not there, its public review named the reason: the backup procedure had no owner, so nobody was responsible
for testing it.

How to fix: write `owner:` at the component, or at its system, which lends it to all its components. If nobody knows,
that is the finding: ask the teams whose components stand on it.

Passes:
    # architecture/pay.yml
    systems:
      payments: {owner: pay-team}
    services:
      pay: {system: payments, tier: 0}
    # ownership/teams.yml
    teams:
      pay-team: {}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class OwnerKnown(ComponentRule):
    """Finds components without an owner."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            if view.base.owner(component) is None:
                message = f"{self.named(view, component)} has no owner: it is unknown which team runs it"
                fix = "write `owner:` at the component or at its system"
                yield self.finding(component.id, component.source, message, fix)
