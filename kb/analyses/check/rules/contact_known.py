"""A component of tier 0 or 1 whose owner nobody can reach: neither the team nor a rotation has a contact.

Why: in March 2017 the notice of the hole through which Equifax was then robbed went round inside the company, to an
out-of-date list: those who would have installed the patch did not receive it (GAO-18-559, as the company told it).
People are reached through their team or their rotation, so one of the two has to say how.

How to fix: give the owning team a `contact:` (chat, pager, ticket, url or mail), or a rotation that covers the
component. A component without an owner is reported by `owner-known`, not here.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 1, owner: pay-team}
    # ownership/teams.yml
    teams:
      pay-team: {contact: [{kind: chat, to: pay-help}]}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 1, owner: pay-team}
    # ownership/teams.yml
    teams:
      pay-team: {title: Payments}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.service import Component


class ContactKnown(ComponentRule):
    """Finds components whose owner cannot be reached."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            owner = view.base.teams.get(view.base.owner(component) or "")
            if owner is None or owner.contact or _paged(view, component):
                continue
            message = (
                f"{self.named(view, component)} cannot be reached: neither `{owner.id}` nor a rotation has a contact"
            )
            fix = f"write `contact:` at the team `{owner.id}` or at a rotation that covers the component"
            yield self.finding(component.id, component.source, message, fix, evidence=(owner.source,))


def _paged(view: View, component: Component) -> bool:
    return any(view.base.rotations[name].contact for name in view.base.rotations_of(component.id))
