"""A component of tier 0 or 1 whose last operator has a last day, and it is near.

Why: a last day is written down weeks ahead. That is the time in which the one who leaves can still bring somebody to
operate; the day after, `operator-present` can only report the loss.

How to fix: let somebody run a runbook of the component unaided before that day, with the one who leaves beside them:
`kb runbook start RUNBOOK --kind drill --by PERSON --observer LEAVER`. If the last day is wrong, correct `until`.

Looked at is what the files say for the day in `days` days. Source of the threshold: 90, our default: a quarter, which is what a
plan to bring one more person to operate takes beside other work (`[plan] weeks`). `kb risk` and `kb who` look as far ahead. Who is
here now and away then is not counted as gone. Who joins by then, or is back by then, is counted on; who is on leave for longer is not.

Passes:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {until: 2026-06-15}
      bob: {}
    knowledge:
      pay: {ann: operate, bob: operate}

Fails:
    # architecture/pay.yml
    services:
      pay: {tier: 0}
    # ownership/people.yml
    people:
      ann: {until: 2026-06-15}
      bob: {}
    knowledge:
      pay: {ann: operate, bob: assist}
"""

from collections.abc import Iterator

from kb.analyses.check.rules import ComponentRule
from kb.analyses.check.view import View
from kb.analyses.last_days import DAYS, LastDays
from kb.analyses.runbooks.proving import proving, to_drill
from kb.model.finding import Finding
from kb.model.saying import count


class OperatorLeaving(ComponentRule):
    """Finds components that are covered now and will not be in some days.

    Attributes:
        days: how far ahead to look.
    """

    days: int = DAYS

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding a component."""
        last_days = LastDays(view.base, view.coverage, self.days)
        for component in self.vital(view):
            last = last_days.of(component.id)
            if last is None:
                continue
            left = (last - view.day).days
            when = "today" if left == 0 else f"in {count(left, 'day')}"
            message = f"{self.named(view, component)} loses its last operator after {last} ({when})"
            drill = to_drill(component.id, proving(view.base, component.id), " with whoever leaves")
            fix = f"`kb who {component.id}` shows who is next best: before that day, {drill} with them"
            source = view.base.knowledge_sources.get(component.id, component.source)
            yield self.finding(component.id, source, message, fix)
