"""A component that says nowhere how bad its outage is.

Why: the tier decides what must be watched, staffed and tested. Without it a component is neither checked like one
that may fail nor like one that must not; the rules about tier 0 and 1 pass it over in silence. Absent means unknown,
never 3.

How to fix: write `tier:` at the component, or at its system: 0 = an outage is public at once, 1 = a core function is
lost, 2 = service is degraded, 3 = only people inside notice.

Passes:
    # architecture/pay.yml
    systems:
      payments: {tier: 2}
    services:
      pay: {system: payments}

Fails:
    # architecture/pay.yml
    services:
      pay: {}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class TierKnown(Rule):
    """Finds components without a tier."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in view.components:
            if view.base.tier(component) is None:
                message = f"`{component.id}` has no tier: how bad its outage would be is unknown"
                yield self.finding(
                    component.id, component.source, message, "write `tier:` (0 to 3) at the component or at its system"
                )
