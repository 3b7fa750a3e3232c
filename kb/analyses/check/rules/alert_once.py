"""An alert that leads to more than one runbook.

Why: two runbooks for one alert grow apart, and whoever is paged follows the one they find first. One of them was written for another
failure, or nobody dared to delete it.

How to fix: let one of them answer the alert and lead to the other (`if not`, a link), or merge them.

Known as RB204, too.

Passes:
    # architecture/pay.yml
    services:
      pay: {alerts: [{id: PaySlow, runbook: pay-down}]}
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # architecture/pay.yml
    services:
      pay: {alerts: [{id: PaySlow, runbook: pay-down}]}
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    # runbooks/pay-slow.md
    ---
    alerts: [PaySlow]
    ---
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import listed
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.source import Source


class AlertOnce(Rule):
    """Counts the runbooks of each alert."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding an alert."""
        named: dict[str, dict[str, Source]] = {}
        for runbook in view.base.runbooks.values():
            for name in runbook.alerts or ():
                named.setdefault(name, {})[runbook.id] = runbook.source
        for component in view.components:
            for alert in component.alerts or ():
                if isinstance(alert.runbook, str) and alert.runbook in view.base.runbooks:
                    named.setdefault(alert.id, {}).setdefault(alert.runbook, view.base.runbooks[alert.runbook].source)
        for name, runbooks in sorted(named.items()):
            if len(runbooks) > 1:
                first, *others = sorted(runbooks)
                message = f"the alert `{name}` leads to {len(runbooks)} runbooks: {listed([first, *others])}"
                fix = "let one of them answer it and lead to the others, or merge them"
                yield self.finding(
                    first, runbooks[first], message, fix, evidence=tuple(runbooks[other] for other in others), width=1
                )
