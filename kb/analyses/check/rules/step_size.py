"""A step of more than ten minutes, or a runbook of more than fifteen steps.

Why: a step is the smallest thing that can fail by itself and be taken up again. A long one hides where somebody is stuck, and after a
break nobody knows how far it was.

How to fix: split the step at each thing that can be seen to have worked; split a long runbook where one part can be used without the other.

Ten minutes and fifteen steps are our default (`minutes`, `steps`).

Known as RB008, too.

Passes:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    - minutes: 5

Fails:
    # runbooks/pay-down.md
    ## Steps
    ### s1 · Switch
    - do: switch to the spare
    - expect: 0 errors within 60 s
    - if not: escalate
    - minutes: 45
"""

from collections.abc import Iterator

from kb.analyses.check.rules import Rule
from kb.analyses.check.rules._runbooks import place, with_steps
from kb.analyses.check.view import View
from kb.model.finding import Finding


class StepSize(Rule):
    """Looks at the minutes of each step and at how many there are.

    Attributes:
        minutes: how long a step may take.
        steps: how many steps a runbook may have.
    """

    minutes: int = 10
    steps: int = 15

    def find(self, view: View) -> Iterator[Finding]:
        """Yield one finding for each long step, one for each long runbook."""
        for runbook in with_steps(view):
            for step in runbook.steps:
                if step.minutes is not None and step.minutes > self.minutes:
                    message = f"step `{step.id}` of `{runbook.id}` takes {step.minutes:g} minutes"
                    yield self.finding(
                        runbook.id, step.source, message, "split it where something can be seen to have worked", width=1
                    )
            if len(runbook.steps) > self.steps:
                message = f"the runbook `{runbook.id}` has {len(runbook.steps)} steps"
                fix = "split it where one part can be used without the other"
                yield self.finding(runbook.id, place(runbook), message, fix, width=1)
