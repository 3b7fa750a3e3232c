"""A component of tier 0 or 1 of which nobody has written what it needs.

Why: what nobody wrote down looks like what is not there. A component without a line on what it needs has a bus factor of its
own operators only, and stands in the report as strong as one that was looked at and needs nothing; what takes it down at night
is then the store nobody had named.

How to fix: name under `needs:` what it cannot work without. `needs: []` says that somebody has looked and there is nothing.
`built_on:` and `runs_on:` name two special ones, and do not say that these are all.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0, needs: [ledger]}
      ledger: {tier: 0, needs: []}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0, runs_on: [hall]}
    platforms:
      hall: {tier: 0, needs: []}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class NeedsStated(ComponentRule):
    """Finds components whose `needs` is absent."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            if component.needs is None:
                message = (
                    f"{self.named(view, component)} does not say what it needs: its bus factor is that of what is known"
                )
                fix = "write `needs:` with what it cannot work without; `needs: []` if there is nothing"
                yield self.finding(component.id, component.source, message, fix)
