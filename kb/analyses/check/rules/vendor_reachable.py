"""A vendor whom nobody knows how to reach.

Why: in April 2022 Atlassian deleted the sites of hundreds of customers by mistake. The form for a ticket asked for a
valid address of a site, and theirs was gone (Atlassian's own review). The usual way to a vendor is often part of what
is broken.

How to fix: write `contact:` at the vendor, with the way that works when theirs and yours are down. `contact: none` is
an answer but remains a finding.

Passes:
    # architecture/vendors.yml
    vendors:
      card-network: {contact: [{kind: ticket, to: https://example.com/support}]}

Fails:
    # architecture/vendors.yml
    vendors:
      card-network: {title: The card network}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding


class VendorReachable(Rule):
    """Finds vendors without a contact."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a vendor."""
        for vendor in view.base.vendors.values():
            if not vendor.contact:
                users = len(view.stood_on_by.get(vendor.id, ()))
                stands = f", and {users} component{' stands' if users == 1 else 's stand'} on it" if users else ""
                message = f"how to reach the vendor `{vendor.id}` is not written{stands}"
                yield self.finding(
                    vendor.id, vendor.source, message, "write `contact:` with the way that works when all else is down"
                )
