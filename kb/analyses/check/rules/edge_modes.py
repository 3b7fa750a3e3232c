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

from collections.abc import Iterator, Sequence

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity
from kb.model.service import Component
from kb.model.source import Source


class EdgeModes(ComponentRule):
    """Looks at the hard edges of each such component."""

    severity = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        covered = {(covers.from_, covers.to) for book in view.base.runbooks.values() for covers in book.covers or ()}
        for component in self.vital(view):
            unsaid, source = _unsaid(component, covered)
            if source is not None:
                message = (
                    f"{self.named(view, component)} needs {listed(unsaid)}; nobody has written down how that fails"
                )
                fix = "write `modes:` at these edges: what users see, how it is detected, which runbook answers"
                yield self.finding(component.id, source, message, fix, width=len(unsaid[0]))


def _unsaid(component: Component, covered: set[tuple[str | None, str | None]]) -> tuple[Sequence[str], Source | None]:
    """Return where the hard edges lead of which nobody says how they fail, and the place of the first; None if there are none."""
    if not covered and not component.told:
        lists = (component.needs, component.built_on, component.runs_on)
        return component.hard_ends, next((edges.source for edges in lists if edges), None)
    edges = [item for item in component.hard_edges if item.modes is None and (component.id, item.to) not in covered]
    return [item.to for item in edges], edges[0].source if edges else None
