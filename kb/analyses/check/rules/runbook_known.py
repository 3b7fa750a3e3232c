"""A component of tier 0 or 1 without a runbook.

Why: on 1 August 2012 Knight Capital's trading system sent millions of wrong orders for 45 minutes. The SEC found no
procedures that would have guided its people in such an incident; one of their attempts to repair it made it worse
(release 34-70694).

How to fix: write a runbook in `runbooks/` (`kb runbook new ID --for COMPONENT` begins one, `kb explain runbook` prints a whole
one) and name the component in its front matter (`components: [...]`), or list the runbook at the component, at its system, or at one of its alerts. Begin with how to see that it is broken and how
to make it stop.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # runbooks/pay-down.md
    ---
    components: [pay]
    ---
    # Payments fail
    ## Steps
    1. Switch payments to the second provider.

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0, runbooks: none}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class RunbookKnown(ComponentRule):
    """Finds components for which no runbook is known, from either side of the relation."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            if not view.base.runbooks_of(component.id):
                said = "says that it has no runbook" if component.runbooks == () else "has no runbook"
                message = f"{self.named(view, component)} {said}"
                fix = f"write one: `kb runbook new restore-{component.id} --for {component.id}` begins it"
                yield self.finding(component.id, component.source, message, fix)
