"""A component that must not fail, of which nobody has written down how its dependencies fail.

Why: Shopify keeps a matrix of its critical services: how each can fail, how it recovers, which playbook helps; its game
days before the great sales fill it. Where a field is empty, somebody will find out during the sale.

How to fix: at each hard dependency write `modes: [{id, effect, detect, runbook}]`, or `modes: none` if it cannot fail by itself; or let a runbook say that it covers the
edge.

Known as RB202, too.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0, needs: [{to: bank, modes: [{id: slow, effect: waiting}]}]}
      bank: {tier: 2}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0, needs: [bank]}
      bank: {tier: 2}
"""

from collections.abc import Iterator
from typing import ClassVar

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity


class EdgeModes(ComponentRule):
    """Looks at the hard edges of each such component."""

    severity: ClassVar[Severity] = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        covered = {(covers.from_, covers.to) for book in view.base.runbooks.values() for covers in book.covers or ()}
        for component in self.vital(view):
            unsaid = [edge for edge in component.hard_edges if edge.modes is None]
            if covered:
                unsaid = [edge for edge in unsaid if (component.id, edge.to) not in covered]
            if unsaid:
                message = f"{self.named(view, component)} needs {listed([edge.to for edge in unsaid])}; nobody has written down how that fails"
                fix = "write `modes:` at these edges: what users see, how it is detected, which runbook answers"
                yield self.finding(component.id, unsaid[0].source, message, fix, width=len(unsaid[0].to))
