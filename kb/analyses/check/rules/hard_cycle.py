"""Components that stand on each other in a circle.

Why: a circle is legal and common, and decides how a cold start goes: none of its members comes up without the others.
In October 2021 Roblox was down for 73 hours; one reason given in its own account is that the monitoring needed to find
the fault relied on the very system that had failed.

How to fix: nothing has to change. Know the circle, write the order of a cold start into a runbook, and rehearse it;
or make one of the edges soft (`uses:`) once it is true that its component works without the other.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 2, needs: [rates]}
      rates: {tier: 2, uses: [pay]}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 2, needs: [rates]}
      rates: {tier: 2, needs: [pay]}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.finding import Finding, Severity
from kb.model.saying import listed

_NAMED = 8


class HardCycle(Rule):
    """Finds cycles over hard edges, once each."""

    severity = Severity.INFO

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a circle (strongly connected component), at its first member."""
        from kb.graph.closures import cycles  # noqa: PLC0415 - beside the graph it is asked of

        for nodes in cycles(view.graph.hard):
            members = [view.base.components[view.graph.ids[node]] for node in nodes]
            named = listed([f"`{item.id}`" for item in members], _NAMED)
            message = f"{len(members)} components stand on each other in a circle: {named}"
            fix = "know it: write the order of a cold start into a runbook and rehearse it"
            evidence = tuple(item.source for item in members[1:])
            yield self.finding(members[0].id, members[0].source, message, fix, evidence=evidence)
