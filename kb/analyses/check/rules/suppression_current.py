"""A suppression past its end date.

Why: an exception is made for a while and stays for ever. At Equifax a certificate that had run out left traffic
uninspected for ten months or more, and so the theft of 2017 unseen (GAO-18-559). Every suppression here has a last day;
after it the finding counts again, and this says why it is back.

How to fix: mend what was let be and remove the suppression. If there is still a reason, write it down anew with a new
date.

Passes:
    # architecture/pay.yml
    services:
      # kb: ignore[tier-known] until 2026-06-01: the tiers are set in June
      pay: {}

Fails:
    # architecture/pay.yml
    services:
      # kb: ignore[tier-known] until 2026-05-31: the tiers are set in May
      pay: {}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class SuppressionCurrent(Rule):
    """Finds suppressions that have ended; the end date is the last day they hold."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a suppression."""
        for item in view.base.suppressions:
            if item.until < view.day:
                message = f"the suppression of `{item.rule}` ended on {item.until} ({item.reason})"
                fix = "mend what was let be and remove it, or give it a new reason and date"
                yield self.finding(item.rule, item.source, message, fix, width=1)
