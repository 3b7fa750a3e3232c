"""An alert that pages somebody and leads to no runbook.

Why: Google's SRE book (chapter 1) found that writing down what to do beforehand makes repair about three times as fast
as "winging it"; whoever creates an alert there usually writes its entry in the playbook, too (Site Reliability
Workbook, chapter 8).

How to fix: write a runbook and name the alert in its front matter (`alerts: [...]`), as `kb runbook new ID --alert NAME` does, or name
the runbook at the alert (`runbook:`). An alert for which there is nothing to do should not page.

Known as RB201, too.

Passes:
    # architecture/pay.yml
    services:
      pay: {alerts: [{id: PaySlow, runbook: pay-down}, {id: PayNoise, pages: false}]}
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate

Fails:
    # architecture/pay.yml
    services:
      pay: {alerts: [{id: PaySlow}]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class AlertAnswered(Rule):
    """Looks at every alert but those that do not page."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding an alert."""
        answered = {name for runbook in view.base.runbooks.values() for name in runbook.alerts or ()}
        for component in view.components:
            for alert in component.alerts or ():
                if alert.pages is not False and not isinstance(alert.runbook, str) and alert.id not in answered:
                    said = "" if alert.runbook is None else ": the files say that there is none"
                    message = f"the alert `{alert.id}` of `{component.id}` leads to no runbook{said}"
                    fix = f"write a runbook with `alerts: [{alert.id}]`, or let the alert not page"
                    yield self.finding(component.id, alert.source, message, fix, width=1)
