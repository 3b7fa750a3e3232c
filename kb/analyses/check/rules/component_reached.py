"""A component that nothing in the knowledge base leads to.

Why: what stands in no path is either dead, or something stands on it that the files do not know of. Both cost dearly:
the code that lost Knight Capital more than 460 million dollars in 2012 had been out of use since 2003 and was still
installed (SEC, release 34-70694); and a forgotten dependency is found only when it breaks.

How to fix: name the component under `needs:`, `uses:`, `built_on:` or `runs_on:` of what stands on it; or under
`entry:` of an event; or let a rotation cover it. If it is out of use, write `lifecycle: retired`, or remove it.

Not reported are clients (people reach them), jobs (a clock starts them), components of tier 0 and 1 (they are entries
themselves), and what takes over as a `fallback` or a backup venue.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0, needs: [rates]}
      rates: {tier: 2}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
      rates: {tier: 2}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.view import View
from kb.model.event import Venue
from kb.model.finding import Finding
from kb.model.words import Kind


class ComponentReached(Rule):
    """Finds components without an edge, an event or a rotation that leads to them."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        entries, stood_on = _entries(view), view.stood_on
        for component in view.components:
            name = component.id
            if name in stood_on or name in entries or view.base.rotations_of(name):
                continue
            if component.kind not in (Kind.CLIENT, Kind.JOB) and view.base.tier(component) not in (0, 1):
                message = (
                    f"nothing leads to `{name}`: nothing stands on it, no event enters by it, no rotation covers it"
                )
                fix = "name it under what stands on it, or write `lifecycle: retired` if it is out of use"
                yield self.finding(name, component.source, message, fix)


def _entries(view: View) -> set[str]:
    found: set[str] = set()
    for event in view.base.events.values():
        found.update(event.entry or ())
        found.update(name for amplifier in event.amplifiers or () for name in amplifier.edge or ())
        if isinstance(event.backup_venue, Venue):
            found.update(event.backup_venue.entry or ())
    return found
