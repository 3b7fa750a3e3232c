"""A component of tier 0 or 1 that does not say how much it can carry.

Why: of the Twitter Space that failed under several hundred thousand listeners on 24 May 2023, public accounts say that
it was built for hundreds to low thousands; that anyone had tested it for more, none of them says. A number nobody wrote
down cannot be compared with a forecast.

How to fix: write `capacity:` with a `unit` and what is known of `designed`, `tested`, `provisioned` and `quota`.
Write `tested: none` where no load test was made, or `capacity: none` where the question has no meaning. Clients are
exempt: they run on the machines of their users.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0, capacity: {unit: payments per second,
        designed: 300, tested: none}}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0, capacity: {unit: payments per second}}
"""

from collections.abc import Iterator
from typing import Final

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.model.finding import Finding
from kb.model.service import Capacity
from kb.model.words import Kind, Nothing


class CapacityKnown(ComponentRule):
    """Finds components without a capacity."""

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        for component in self.vital(view):
            if component.kind is not Kind.CLIENT and not is_stated(component.capacity):
                message = f"{self.named(view, component)} does not say how much it can carry"
                fix = "write `capacity:` with a unit and what is designed or tested; `tested: none` is an answer"
                yield self.finding(component.id, component.source, message, fix)


_NOTHING: Final = (None,) * 7


def is_stated(capacity: Capacity | Nothing | None) -> bool:
    """Whether a capacity says anything beyond its unit; a written `none` does."""
    if not isinstance(capacity, Capacity):
        return capacity is Nothing.NONE
    values = (
        capacity.designed, capacity.tested, capacity.provisioned, capacity.prewarmed,
        capacity.autoscale_max, capacity.quota, capacity.limit_confirmed,
    )  # fmt: skip
    return values != _NOTHING
