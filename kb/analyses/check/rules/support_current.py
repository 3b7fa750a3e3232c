"""A vendor whose support contract has ended.

Why: all NHS organisations that WannaCry infected in May 2017 ran Windows that was unpatched or no longer supported
(National Audit Office). What is out of support goes on working until the day nobody can be asked.

How to fix: renew the contract and write its last day under `support: {until: ...}`, move away from the vendor, or
write `support: none`, so that everyone who plans with it knows.

Passes:
    # architecture/vendors.yml
    vendors:
      card-network: {contact: [{kind: pager, to: cards}], support: {hours: 24x7, until: 2027-12-31}}

Fails:
    # architecture/vendors.yml
    vendors:
      card-network: {contact: [{kind: pager, to: cards}], support: {hours: 24x7, until: 2026-05-31}}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.service import Support


class SupportCurrent(Rule):
    """Finds support contracts that have ended; `until` is the last day covered."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a vendor."""
        for vendor in view.base.vendors.values():
            support = vendor.support
            if isinstance(support, Support) and support.until is not None and support.until < view.day:
                message = f"support by `{vendor.id}` ended on {support.until}"
                fix = "renew it and write the new last day, or write `support: none`"
                yield self.finding(
                    vendor.id, support.source, message, fix, evidence=(vendor.source,), width=len("support")
                )
